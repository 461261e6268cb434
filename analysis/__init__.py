"""Who is named, who said what, who committed to what: each row leads to the words that carry it."""

from .briefing import export_briefing
from .charts import chart
from .corpus import Corpus, load_corpus
from .extract import extractor
from .ledger import ledger, timeline
from .passages import evidence
from .summaries import cooccurrence, frequency
from .voices import share_of_voice

__version__ = "0.1.0"
__all__ = [
    "Corpus",
    "chart",
    "cooccurrence",
    "evidence",
    "export_briefing",
    "extractor",
    "frequency",
    "ledger",
    "load_corpus",
    "share_of_voice",
    "timeline",
]
