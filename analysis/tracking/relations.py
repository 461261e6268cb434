"""How one record stands to an earlier one of its thread: repeats, specifies, strengthens, weakens, contradicts …

The tests and their precedence are those of the guideline for commitment records: contradicts before a reported outcome
before a change of force before added detail before an answer before a repetition.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..rows import Commitment, Relation
from .blocs import MEMBER, SAME, nearness
from .terms import Content, content

FIRMNESS = {
    "pledged": 5, "agreed": 4, "will": 3, "plans": 2, "ready": 2, "considering": 1, "refuses": 2,
    "demands": 0, "status": 0,
}  # fmt: skip
TIER = {"pledged": 3, "agreed": 3, "will": 3, "plans": 2, "ready": 2, "considering": 1}
Weight = Callable[[str], float]  # of a term: near 1 where few records have it
OWN_ACTS = ("commit", "offer", "consider")
OUTCOMES: dict[str | None, Relation] = {"fulfilled": "fulfilled", "breached": "breached", "stalled": "stalled"}
DIFFERENCES = {"strengthens", "weakens", "contradicts"}
OPPOSED = (
    {"breached", "breach_denied"},
    {"breached", "fulfilled"},
    {"stalled", "fulfilled"},
    {"stalled", "in_progress"},
)


@dataclass(frozen=True, eq=False)
class Item:
    """A record with all that comparison needs of it."""

    record: Commitment
    date: str
    performers: frozenset[str]  # who acts or is to act: a demand's addressee, else the actors
    voice: str  # who is heard last: a source, or "" for the author
    heard: frozenset[str]  # the states and bodies that it speaks for, as far as they are known
    content: Content
    condition: frozenset[str]  # terms of the condition
    utterance: str | None  # group of one utterance in several articles
    reply_to: str | None = None  # commitment_id of what somebody else asked or offered, where it only takes that up

    @property
    def order(self) -> tuple[bool, str, str, int]:
        return not self.date, self.date, self.record.doc_id, self.record.start


def act_day(record: Commitment, event: str | None, published: str | None) -> str:
    """The day of an act: that of the event its article reports, unless the act is older; "" where nothing is known."""
    made = record.made_on or published or ""
    return event if event and event <= (made or event) else made


def asked(record: Commitment) -> list[str]:
    """Who a demand wants to act."""
    return record.addressee.split(" & ") if record.addressee else []


def leaning(record: Commitment, about: Content | None = None) -> dict[str, int]:
    """What a record wants done (1) or not done (-1), by kind of action: refusing to lift leans as raising does.

    >>> leaning(Commitment.model_construct(polarity="negative", action="lift sanctions"))
    {'action:raise': 1}
    """
    sign = -1 if record.polarity == "negative" else 1
    about = about or content(record.action or record.text)
    return {base: sign * way for base, way in about.directions.items()}


def likeness(a: Content, b: Content, weight: Weight) -> float:
    """Share of weighted terms that two contents have in common (Dice)."""
    both = sum(min(a.terms[term], b.terms[term]) * weight(term) for term in a.terms if term in b.terms)
    total = sum(w * weight(term) for content in (a, b) for term, w in content.terms.items())
    return 2 * both / total if total else 0.0


def matter(a: Item, b: Item, weight: Weight) -> float:
    """How surely two records are about one thing, whoever tells it and however firmly; 0 to 1."""
    return 0.7 * likeness(a.content, b.content, weight) + 0.3 * nearness(a.performers, b.performers)


def alike(a: Item, b: Item, weight: Weight) -> float:
    """How surely two records report one statement: one matter, force, voice, utterance; 0 to 1."""
    if a.utterance and a.utterance == b.utterance:
        return 0.5 + 0.5 * matter(a, b, weight)
    return 0.8 * matter(a, b, weight) + 0.1 * (a.record.force == b.record.force) + 0.1 * (a.voice == b.voice)


def opposed(a: Item, b: Item) -> bool:
    """Whether two records of the same performers cannot both hold, or report opposite outcomes."""
    if nearness(a.performers, b.performers) < 1 or not a.performers or not b.performers:
        return False
    acts, reported = {a.record.act, b.record.act}, {a.record.status, b.record.status}
    if acts == {"status"}:
        return reported in OPPOSED
    if "demand" in acts or "status" in acts and "fulfilled" not in reported:
        return False
    return against(leaning(a.record, a.content), leaning(b.record, b.content))


def one_voice(a: Item, b: Item, least: float = SAME) -> bool:
    """Whether two records can be held against each other: told by one source, or neither by another party's."""
    return a.voice == b.voice or all(
        not item.heard or nearness(item.heard, item.performers) >= least for item in (a, b)
    )


def changed(a: Item, b: Item, kind: Relation) -> bool:
    """Whether a difference between two days is one in what a party says, and not only another source's or reporter's word.

    A member of a group may tell that the group is firmer, but not that it yields; and a weaker word counts where it is
    two steps of force weaker ("will" and "may", not "will" and "plans to").
    """
    step = FIRMNESS[b.record.force] - FIRMNESS[a.record.force]
    if kind == "strengthens":
        return one_voice(a, b, MEMBER) and (step > 1 or step > 0 and a.record.act != b.record.act or not step)
    return kind not in DIFFERENCES or one_voice(a, b) and (kind == "contradicts" or step < -1 or not step)


def against(one: dict[str, int], other: dict[str, int]) -> bool:
    """Whether two leanings disagree on all that both are about."""
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[base] != other[base] for base in shared)


def detail(item: Item) -> set[str]:
    """What narrows a record: its figures, calendar time, condition, and who is joined in it."""
    record = item.record
    narrowed = {f"figure {figure}" for figure in item.content.figures}
    if record.time_iso or record.time_text:
        narrowed.add("date" if record.time_iso else "time")
    return narrowed | ({"condition"} if item.condition or record.condition else set())


def relation(a: Item, b: Item, same_day: bool) -> Relation | None:
    """How `b` stands to `a`, the earlier record or the one of the earlier document; None where nothing joins them."""
    first, then = a.record, b.record
    if opposed(a, b):
        return "contradicts"
    if then.act == "status" and first.act != "status":
        return OUTCOMES.get(then.status) if first.act in OWN_ACTS else None
    if first.act == "status" and then.act != "status":
        return OUTCOMES.get(first.status) if then.act in OWN_ACTS else None
    if first.act == "demand" and then.act != "demand":
        return "answers"
    if then.act == "demand" and first.act != "demand":
        return None
    if first.act == "offer" and then.act in ("commit", "refuse") and not nearness(a.performers, b.performers):
        return "answers"
    tiers = TIER.get(then.force, 0) - TIER.get(first.force, 0)
    hedged = bool(then.hedge) - bool(first.hedge)
    near = nearness(a.performers, b.performers)
    if then.act in OWN_ACTS and first.act in OWN_ACTS and tiers:
        if tiers < 0 and near < SAME and not same_day:
            return None  # one of them yields nothing for all
        if near:
            return "strengthens" if tiers > 0 else "weakens"
    if hedged and near:
        return "weakens" if hedged > 0 else "strengthens"
    before, after = detail(a), detail(b)
    added = after - before
    joined = len(b.performers) > len(a.performers) or bool(b.performers) and b.performers.isdisjoint(a.performers)
    held = not same_day and not joined and one_voice(a, b)
    if held and added == {"condition"}:
        return "weakens"
    if held and before - after == {"condition"} and not added:
        return "strengthens"
    if added - ({"condition"} if same_day else set()) or (joined and not same_day):
        return "specifies"
    return "repeats"
