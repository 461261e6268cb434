"""Who is named, who said what, who committed to what: each number one click from the words that carry it."""

from .corpus import Corpus, load_corpus
from .extract import extractor

__version__ = "0.1.0"
__all__ = ["Corpus", "extractor", "load_corpus"]
