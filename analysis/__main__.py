"""`python -m analysis`."""

from .cli import app

app(prog_name="python -m analysis")
