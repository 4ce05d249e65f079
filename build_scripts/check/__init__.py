"""What is checked of an archive and of its built site."""

from .built_site import check_site

__all__ = ["check_site"]
