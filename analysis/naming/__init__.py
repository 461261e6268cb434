"""Mentions of names, one canonical name each, titles."""
