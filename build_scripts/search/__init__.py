"""Search: the Pagefind index of the built site, and the tables beside it that let it find paragraphs, in French.

`site_search.py` makes it; the reader's side is in overrides/assets/javascripts/search/.
"""
