"""Answers to programs and assistants, from a built site: search, passages, references, quotations
(docs/developers/interface.md).

Nothing is written but the index of words, in the user's cache; nothing is fetched. Every passage is given in the
words of the site's own files, with its permalink.
"""
