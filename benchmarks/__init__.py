"""How long an archive takes and how much memory: `make bench`."""
