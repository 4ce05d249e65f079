"""What was published before: every anchor on record, and what corrections changed."""
