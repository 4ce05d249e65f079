"""Cote: UN reports as cross-linked pages with a permanent address for every paragraph.

Read `run/pipeline.py` first: it is the table of passes.
"""
