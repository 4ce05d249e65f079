"""Tests of the reading of printed pages."""
