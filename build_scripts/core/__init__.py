"""What every pass stands on: the types that flow through them, texts and their places, diagnostics, data files,
languages, symbols as addresses. Nothing here imports from another room."""
