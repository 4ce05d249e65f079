"""The program as a whole: the table of passes (pipeline.py), run over the archive, and the commands that do so."""
