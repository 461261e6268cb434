"""The chain of sources of an act, outermost first: "Stubb told Finnish media that Trump said ..." -> Stubb, Trump."""

from spacy.tokens import Token

from ..rows import Quote
from .clauses import governors
from .operators import words


class Reports:
    """The quotations of an article, asked by offset."""

    def __init__(self, article):
        self.quotes: list[Quote] = sorted(article.rows.get("quotes", []), key=lambda q: (q.start, -q.end))

    def around(self, token: Token) -> list[Quote]:
        """Quotations whose content holds the token, outermost first."""
        at = token.idx
        found = [q for q in self.quotes if q.start <= at < q.end and any(start <= at < end for start, end in q.content)]
        found = [q for q in found if not any(start <= at < end for start, end in q.cue)]
        return sorted(found, key=lambda q: (q.start - q.end, q.start))

    def chain(self, token: Token) -> list[str]:
        """Canonical sources, outermost first; two speakers of one statement are one element."""
        names: list[str] = []
        for quote in self.around(token):
            name = " & ".join(quote.speakers)
            if name and name not in names[-1:]:
                names.append(name)
        return names


def report_mode(quotes: list[Quote]) -> str:
    return quotes[-1].kind if quotes else "author"


def weak_cue(quotes: list[Quote], token: Token, text: str) -> str | None:
    """The weak verb of saying that an act stands under ("suggested"), if any."""
    weak = words("weak", "reporting_strength.toml")
    for above in governors(token):
        if above.lemma_.lower() in weak and above.pos_ == "VERB":
            return above.text
    doc = token.doc
    for quote in quotes[-1:]:
        for start, end in quote.cue:
            span = doc.covering(start, end)
            if span is not None and any(t.lemma_.lower() in weak for t in span):
                return text[start:end]
    return None
