"""Offline copies, made from the built site: folder, ZIP and more (docs for developers: offline.md)."""
