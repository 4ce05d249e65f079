"""Offline copies, made from the built site: folder, ZIP and more (docs/developers/offline.md)."""
