"""Addresses of blocks and documents as they come back from mail and from people."""
