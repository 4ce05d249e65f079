"""What is checked of an archive and of its built site."""

from .site import check_site

__all__ = ["check_site"]
