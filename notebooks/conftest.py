"""Of a chart, the numbers in its alt text are compared; the picture's bytes may differ from one matplotlib to the next."""

from pathlib import Path


def pytest_configure(config):
    if getattr(config.option, "nbval_sanitize_with", None) is None:
        config.option.nbval_sanitize_with = str(Path(__file__).with_name("nbval.cfg"))
