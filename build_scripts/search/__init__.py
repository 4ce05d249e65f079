"""Search: the Pagefind index of the built site, and what lies beside it so that it finds paragraphs, in French.

`index.py` makes it; the reader's side is in overrides/assets/javascripts/search/.
"""
