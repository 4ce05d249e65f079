"""Cote: UN reports as cross-linked pages with a permanent address for every paragraph.

Read `pipeline.py` first: it is the table of passes.
"""
