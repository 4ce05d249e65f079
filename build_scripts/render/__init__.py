"""The built site: Markdown to HTML, and the run of MkDocs."""
