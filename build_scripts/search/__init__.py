"""Search: where each word of the built site stands, in files small enough for a browser to ask for, in French.

`site_search.py` makes it; the reader's side is in overrides/assets/javascripts/search/.
"""
