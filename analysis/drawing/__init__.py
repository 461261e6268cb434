"""The drawings behind `chart`."""
