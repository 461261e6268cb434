"""Words for messages and captions: the name that was meant, numbers with their noun."""

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd


def hint(name: object, known: Iterable[str], most: int = 12) -> str:
    """A question after the nearest of the known names, or else a list of them.

    >>> hint("speaker", ["speakers", "kind"])
    "Did you mean 'speakers'?"
    >>> hint("x", ["kind", "speakers", "text"], most=2)
    'There are: kind, speakers and 1 more.'
    """
    known = [str(each) for each in known]
    if near := get_close_matches(str(name), known, n=3, cutoff=0.6):
        return f"Did you mean {' or '.join(map(repr, near))}?"
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return f"There are: {', '.join(known[:most]) or 'none'}{more}."


def number(count: int, noun: str) -> str:
    """
    >>> number(1, "article"), number(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def need_corpus(corpus: object) -> None:
    """Raise TypeError where a table is given to a function that summarises a corpus."""
    if isinstance(corpus, pd.DataFrame):
        raise TypeError("This summarises a corpus, not one of its tables: give it what load_corpus returned.")
