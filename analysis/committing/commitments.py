"""Commitments: who bound themselves to what, how firmly, on what condition; what others demand, offer, weigh or refuse.

`commitments(article)` gives one row an act. The acts come from `acts`, their actors from `actors`, conditions, times
and sources from the modules of these names; this one joins them into records.
The acts follow Searle (1976), nested sources FactBank (Sauri and Pustejovsky 2009), actors and recipients PLOVER.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from ..extract import Article, extractor
from ..reading.zones import zone_at
from ..rows import Commitment
from .actors import Cast
from .acts import find_acts
from .addressees import addressee
from .clauses import purpose_before
from .conditions import condition
from .evidence import evidence
from .operators import words
from .phrases import action, object_phrase
from .reports import Reports, report_mode, weak_cue
from .screen import is_act
from .seen import Seen
from .speech import Act
from .times import day, iso, made_on, time_of

LOWER = {"will": "plans"}


@extractor("commitments", Commitment, needs=("entities", "roles", "quotes"))
def commitments(article: Article) -> list[Commitment]:
    """Rows of one article, in text order."""
    found = {}
    for _, row in records(article, is_act):
        earlier = found.get((row.act, row.start, row.end))
        if earlier is None or earlier.actor_realisation == "implicit":
            found[row.act, row.start, row.end] = row
    return _with_ids(sorted(found.values(), key=lambda row: (row.start, row.end)))


def records(article: Article, judge) -> Iterator[tuple[Act, Commitment]]:
    """Acts that `judge` accepts, each with its record."""
    reports, cast = Reports(article), Cast(article)
    seen = Seen(article.words, article.reading) if article.settings.quotes == "encoder" else None
    for act in find_acts(article.tokens):
        zone = zone_at(article.document.zones, act.cue.idx)
        if zone is not None and zone.kind in ("header", "dateline", "boilerplate"):
            continue
        row = _record(article, act, reports, cast, seen, judge)
        if row is not None:
            yield act, row


def _record(article: Article, act: Act, reports: Reports, cast: Cast, seen: Seen | None, judge) -> Commitment | None:
    text = article.document.text
    origin = act.part_of.cue if act.part_of else act.cue
    quotes = reports.around(origin)
    sources = [*(chain := reports.chain(origin)), *cast.tellers(act, origin, quotes, chain)]
    found = condition(act) or (condition(act.part_of) if act.part_of else None)
    if found and found[2] in ("after", "once") and purpose_before(act.head, found[0]) and time_of(act):
        found = None
    start, end = evidence(act, found, text)
    if not judge(act, quotes, cast, seen.evidence(act.act, start, end) if seen else {}):
        return None
    actor = cast.read(act, sources)
    weak = weak_cue(quotes, act.head, text) if act.act in ("commit", "consider") else None
    force = LOWER.get(act.force, act.force) if weak else act.force
    if act.act == "demand" and act.kind in ("modal", "existential", "imperative"):
        if not sources:
            return None
        actor = type(actor)(sources[-1].split(" & "), "explicit" if quotes else "implicit")
    if act.status and act.cue.lemma_ == "accuse" and act.cue_subject() is not None:
        sources = sources + cast.phrase(act.cue_subject()).names[:1]
        cast.dispute = (act, [*actor.names, *sources[-1:]])
    elif act.kind == "noun" and act.subject is None and cast.dispute and act.cue in cast.dispute[0].head.subtree:
        actor = type(actor)(cast.dispute[1], "implicit", True)
    if not actor.names:
        return None
    if not text[start:end].strip():
        return None
    asked = addressee(act, cast, actor.names, sources) if act.act == "demand" else None
    cast.remember(act, actor, sources, (start, end))
    anchor = day(article.document.event_date) or day(article.document.published)
    made, basis = _made_on(article, act, quotes)
    recipient, when = _recipient(act, cast, actor.names), time_of(act)
    return Commitment(
        doc_id=article.doc_id,
        start=start,
        end=end,
        text=text[start:end],
        commitment_id=f"{article.doc_id}-c{start}",
        act=act.act,
        force=force,
        polarity="negative" if act.negative else "positive",
        actors=actor.names,
        actor_realisation=actor.realisation,
        joint=actor.joint,
        addressee=asked,
        action=action(act),
        object=object_phrase(act),
        recipient=recipient,
        valence=_valence(act, recipient),
        condition=found[:2] if found else None,
        condition_type=found[2] if found else None,
        time_text=text[slice(*when)] if when else None,
        time_iso=iso(text[slice(*when)], anchor) if when else None,
        sources=sources,
        report_mode=report_mode(quotes),
        hedge=weak or _hedge(act),
        specificity=_specificity(act, when),
        status=act.status,
        quote_id=quotes[-1].quote_id if quotes else None,
        made_on=made,
        made_on_basis=basis,
    )


def _with_ids(rows: list[Commitment]) -> list[Commitment]:
    taken: dict[str, int] = {}
    for row in rows:
        count = taken[row.commitment_id] = taken.get(row.commitment_id, 0) + 1
        if count > 1:
            row.commitment_id += chr(ord("a") + count - 1)
    return rows


def _recipient(act: Act, cast: Cast, actors: list[str]) -> str | None:
    """Whom the action helps or hits: a country, body or person inside the action, other than the actor."""
    for prepositions in (("to", "for", "on", "against", "with", "in", "from"), ()):
        for token in act.head.subtree:
            if token.i <= act.head.i or token.ent_type_ not in ("GPE", "NORP", "ORG", "PERSON"):
                continue
            if prepositions and not (
                token.dep_ in ("pobj", "dobj", "dative") and token.head.lower_ in (*prepositions, act.head.lower_)
            ):
                continue
            row = cast.entity_at(token)
            name = (row.stands_for or row.entity) if row is not None else None
            if name and name not in actors and row.label in ("GPE", "NORP", "ORG", "PERSON"):
                return name
    return None


def _valence(act: Act, recipient: str | None) -> str:
    if recipient is None:
        return "neutral"
    inside = {t.lemma_.lower() for t in act.head.subtree}
    if inside & words("adverse", "valence.toml"):
        return "adverse"
    return "supportive" if inside & words("supportive", "valence.toml") else "neutral"


def _hedge(act: Act) -> str | None:
    near = [*act.head.children, *act.cue.children, *([act.cue] if act.act == "consider" else [])]
    for c in act.head.subtree:
        if c.lower_ in ("potential", "possible"):
            near.append(c)
    cue = next(
        (t for t in sorted(near, key=lambda t: t.i) if t.lower_ in words("hedge", "reporting_strength.toml")), None
    )
    return cue.text if cue is not None else None


def _specificity(act: Act, when) -> str:
    """Specific: an amount, a date, a named object or an event that one could check."""
    if when or any(
        t.like_num or t.ent_type_ in ("GPE", "ORG", "DATE", "MONEY", "CARDINAL", "LAW", "FAC") for t in act.head.subtree
    ):
        return "specific"
    return (
        "specific" if any(t.lemma_.lower() in words("actions", "control.toml") for t in act.head.subtree) else "vague"
    )


def _made_on(article: Article, act: Act, quotes) -> tuple[str | None, str | None]:
    """When the act was performed: the weekday in the sentence of the saying, else the article's date."""
    document = article.document
    published = day(document.published)
    if published:
        weekday = _weekday(act, quotes)
        found = made_on(weekday, published)
        return found.isoformat(), "published + weekday" if weekday else "published"
    if day(document.event_date):
        return document.event_date, f"event date: {document.event_date_basis or 'metadata'}"
    return None, None


def _weekday(act: Act, quotes) -> str | None:
    names = words("weekdays", "times.toml")
    spans = [q.cue[0] for q in quotes[-1:] if q.cue]
    sites: list[Token] = [act.cue] if not spans and act.cue != act.head else []
    for start, end in spans:
        found = act.cue.doc.covering(start, end)
        sites += list(found) if found is not None else []
    for site in sites:
        for t in site.subtree:
            if (
                t.lower_ in names
                and t.dep_ not in ("poss", "compound", "nmod", "amod")
                and not any(s <= t.idx < e for q in quotes for s, e in q.content)
                and t not in set(act.head.subtree)
            ):
                return t.lower_
    return None
