"""Attributions: cue, source, content."""
