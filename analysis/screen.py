"""What only looks like an act: forecasts, traits, hypotheses, own feelings, claims about things that nobody controls."""

from .clauses import auxiliaries, child, is_passive
from .operators import words


def is_act(act, quotes, cast) -> bool:
    """True where the subject controls the action and the sentence asserts the act."""
    head, subject = act.head, act.subject
    if act.act == "status":
        return True
    if act.kind in ("modal", "futurate", "headline"):
        if head.lemma_.lower() in words("uncontrolled") and not is_passive(head):
            return False
        if subject is None and not is_passive(head) and act.part_of is None:
            return False
        if subject is not None and not is_passive(head) and act.act != "demand" and not cast.can_act(subject) and not cast.body(act, subject, []).names:
            return False
        if act.act == "demand" and (not quotes or subject is None or subject.lower_ in ("i", "we", "you", "one", "it", "this", "that", "there", "they")):
            return False
        if act.act == "demand" and not is_passive(head) and not cast.can_act(subject):
            return False
    if act.cue.lower_ in ("would", "'d", "’d"):
        direct = bool(quotes) and quotes[-1].kind == "direct"
        if direct or not quotes and not _reported(act):
            return False
        if any(a.lower_ == "have" for a in auxiliaries(head)):
            return False
    if act.act == "consider" and act.kind == "modal":
        return cast.can_act(subject) and bool(quotes) and any(t.lemma_.lower() in ("consider", "discuss") for t in [head])
    return True


def _reported(act) -> bool:
    return any(a.lemma_ in ("say", "tell", "announce", "add", "promise", "agree", "confirm") for a in act.head.ancestors)
