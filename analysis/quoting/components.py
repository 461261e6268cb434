"""The quotes as a component of any spaCy pipeline, also a blank one.

>>> nlp = spacy.blank("en")
>>> nlp.add_pipe("quotes")
>>> doc = nlp("“No,” he said.")
>>> doc._.quotes[0]["source"]
[[6, 8]]

`doc._.quotes` holds one dictionary an attribution: content, cue and source as lists of [start, end] in characters, kind,
confidence, basis. `doc.spans` gets `quotes`, `quote_cues` and `quote_sources`. All of it survives `Doc.to_bytes`.
"""

from spacy.language import Language
from spacy.tokens import Doc

from .encoder import load_encoder
from .marks import find_quotations
from .quotes import attributions, kind

KEYS = {"content": "quotes", "cue": "quote_cues", "source": "quote_sources"}


@Language.factory("quotes", assigns=["doc._.quotes"], default_config={"method": "encoder"})
def make_quotes(nlp: Language, name: str, method: str) -> "Quotes":
    """The component; `method` is "encoder", or "rules", which needs a parser before it."""
    return Quotes(method)


class Quotes:
    """Finds the attributions of a document."""

    def __init__(self, method: str = "encoder"):
        if method not in ("encoder", "rules"):
            raise ValueError(f"Quotes are found by 'encoder' or by 'rules', not by {method!r}.")
        self.method = method
        if not Doc.has_extension("quotes"):
            Doc.set_extension("quotes", default=[])

    def __call__(self, doc: Doc) -> Doc:
        if self.method == "rules" and not doc.has_annotation("DEP"):
            raise ValueError("Quotes by rules need a parse: add a parser to the pipeline, or use method='encoder'.")
        reading = load_encoder().read([doc.text])[0] if self.method == "encoder" else None
        marked = find_quotations(doc.text)
        found = attributions(doc.text, reading, doc)
        doc._.quotes = [
            {
                **{role: [list(span) for span in getattr(one, role)] for role in KEYS},
                "kind": kind(doc.text, one.content, marked),
                "confidence": one.confidence,
                "basis": one.basis,
            }
            for one in found
        ]
        for role, key in KEYS.items():
            spans = [doc.char_span(*span, alignment_mode="expand") for one in found for span in getattr(one, role)]
            doc.spans[key] = [span for span in spans if span]
        return doc
