"""Word: the document's own XML, read part by part with lxml.

package.py opens the file within limits; styles.py and numbering.py say what a paragraph looks like and which number
Word makes for it; story.py writes the words of one part; document.py puts the parts in order; proof.py counts.
"""

from .document import extract_word

__all__ = ["extract_word"]
