"""Extraction: the bytes of a file as received become a `Source`, with the places of its lines."""
