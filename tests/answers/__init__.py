"""Answers to programs and assistants, from a built site."""
