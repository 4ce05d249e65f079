"""The program as a whole: the table of passes (run/pipeline.py), run over the archive, and the commands that do so."""
