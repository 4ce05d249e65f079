"""The reader's desk: passages, the dossier."""
