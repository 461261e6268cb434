"""The same commitment across articles and dates."""
from .extract import linker


@linker
def threads(tables, documents):
    tables["links"] = []
