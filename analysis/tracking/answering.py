"""Whether an act answers a demand, and how: by the one asked, about what was asked, and no earlier."""

from .blocs import BLOCS, SOME_GROUP, bloc, members
from .relations import Item, Weight, against, leaning, likeness
from .terms import head

ANSWERS = {"commit": "accepted", "offer": "offered", "consider": "considered", "refuse": "refused"}
SAME_MATTER = 0.5  # likeness of a demand and an answer of another thread


def answers(demand: Item, reply: Item, weight: Weight) -> bool:
    """Whether an act is about what was demanded on that day or an earlier one."""
    asked, given = demand.record, reply.record
    within = asked.doc_id == given.doc_id and given.start <= asked.start and asked.end <= given.end
    waits = reply.condition & demand.content.terms.keys()  # "once there is a truce, …" grants no truce
    unordered = asked.doc_id != given.doc_id and not (demand.date and reply.date)
    if unordered or reply.date < demand.date or given.actors == asked.actors or within or waits:
        return False
    if demand.performers and not any(speaks(name, other) for name in reply.performers for other in demand.performers):
        return False
    if not head(asked.action or asked.text) & reply.content.terms.keys():
        return False
    return given.thread == asked.thread or likeness(demand.content, reply.content, weight) >= SAME_MATTER


def speaks(name: str, addressee: str) -> bool:
    """Whether a name is the one asked, or a member of the group asked."""
    first, group = bloc(name) or name, bloc(addressee) or addressee
    return first == group != SOME_GROUP or name == addressee or group in BLOCS and first in members(group)


def way(demand: Item, reply: Item) -> str:
    """How an act answers a demand: accepted, offered, considered, refused, or as a report has it.

    An accusation is no breach: it is alleged, unless those accused say so themselves.
    """
    given = reply.record
    if given.status == "breached" and reply.voice and reply.performers.isdisjoint({reply.voice, *reply.heard}):
        return "breach alleged"
    if given.act == "status":
        return (given.status or "in progress").replace("_", " ")
    return "refused" if against(leaning(demand.record), leaning(given)) else ANSWERS[given.act]
