"""The table of passes: the program, read from top to bottom.

    bytes ─ read ─ structure ─ calls ─ anchor ─ mend ─ find ─┐            one document, any process
                                                             │
                                  resolve ─ write ─ render ─ index ─ check       the whole archive

Every pass takes what the one before it gives and returns the next thing with diagnostics beside it. Nothing
flows back, and no pass keeps anything between two documents.
"""
