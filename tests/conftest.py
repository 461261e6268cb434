from pathlib import Path

import pytest

from analysis.documents import Document
from analysis.extract import EXTRACTORS, Article
from analysis.model import load_model

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="session")
def nlp():
    return load_model()


@pytest.fixture(scope="session")
def read(nlp):
    """read(text) -> Article with the rows of all extractors."""
    import analysis.corpus  # noqa: F401  registers the extractors

    def read(text: str, doc_id: str = "test") -> Article:
        article = Article(Document(doc_id, doc_id, text), nlp(text))
        for name, found in EXTRACTORS.items():
            article.rows[name] = list(found.extract(article))
        return article

    return read
