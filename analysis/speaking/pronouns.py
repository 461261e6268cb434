"""Who a pronoun stands for.

He and she: the person of that sex with the highest salience, earlier speakers counted in. They and it: the noun
phrase of that number. I and we: whoever speaks the words around, else the author. Who and which: the noun phrase
before.
"""

import re

from ..naming.titles import is_country
from .antecedents import DECAY, OTHER, QUOTED, SUBJECT, SUBJECTS
from .nouns import is_plural, is_source, nouns

PRONOUNS = {
    "first": ("i", "me", "my", "myself", "mine", "we", "us", "our", "ourselves"),
    "second": ("you", "your", "yourself"),
    "m": ("he", "him", "his", "himself"),
    "f": ("she", "her", "hers", "herself"),
    "plural": ("they", "them", "their", "themselves"),
    "thing": ("it", "its", "itself"),
    "nobody": ("there", "one", "whoever", "what"),
    "pair": ("both", "each"),
    "relative": ("who", "whom", "whose", "which", "that"),
}
PRONOUN = {word: sort for sort, words in PRONOUNS.items() for word in words}
ACTS = 2.0
AGENTS = {"GPE", "NORP", "ORG", "PERSON"}
SIDES = AGENTS - {"PERSON"}


def pronoun(reader, word: str, start: int, end: int):
    """The speaker a pronoun stands for."""
    sort, Speaker = PRONOUN[word], reader.Speaker
    if sort == "first":
        return _first_person(reader, word, start)
    if sort == "nobody":
        return Speaker()
    if sort == "second":
        return Speaker([], "unknown", f"'{word}' -> whoever is spoken to")
    if sort == "relative":
        host = _relative_host(reader, word, start)
        found = reader.phrase(*host) if host else Speaker()
        return Speaker(found.names, found.kind, f"'{word}' -> {found.basis}")
    if sort in ("m", "f"):
        return _person(reader, word, sort, start)
    if sort == "pair":
        return pair(reader, word, start, people=True)
    return _phrase_before(reader, word, sort, start)


def _first_person(reader, word, start):
    around = [q for q in reader.earlier if any(s <= start < e for s, e in q.content) and q.speakers]
    if around:
        names = list(around[-1].speakers)
        return reader.Speaker(names, around[-1].speaker_kind, f"'{word}' in the words of {'; '.join(names)}")
    return reader.Speaker(["author"], "unnamed", f"'{word}' -> the author")


def _anchor(reader, start: int) -> int:
    """Where to look back from: before the content, where the content comes first."""
    return min([start, *(s for s, _ in reader.content)])


def _person(reader, word, sex, start):
    scene = reader.scene
    at = _anchor(reader, start)
    around = [q for q in reader.earlier if any(s <= start < e for s, e in q.content)]
    barred = {name for q in around for name in q.speakers} if scene.inside(start) else set()
    mentions = [
        m
        for m in scene.people + spoken(reader, at)
        if m.start < start and m.name not in barred and scene.may_be(m, sex)
    ]
    if not reader.speaks:
        here = scene.paragraph(start)
        mentions = [m for m in mentions if scene.paragraph(m.start) == here] or mentions
    scores = scene.salience(start if at == start else at + 1, mentions, reader.content)
    if not scores:
        return reader.Speaker([], "unknown", f"pronoun '{word}' -> nobody named before")
    name = max(sorted(scores), key=scores.get)
    last = max((m for m in mentions if m.name == name), key=lambda m: m.start)
    how = "last speaker" if reader.earlier and name in reader.earlier[-1].speakers else "named before as"
    kind = "person" if any(m.label == "PERSON" for m in mentions if m.name == name) else "unnamed"
    return reader.Speaker([name], kind, f"pronoun '{word}' -> {how} '{last.text}' -> {name}")


def spoken(reader, at: int) -> list:
    """Earlier speakers as mentions, where they are named and as far as their words go: who spoke goes on speaking."""
    found, heard = [], reader.scene.heard
    for q in reader.earlier:
        alone = len(q.speakers) == 1 and q.speaker_kind in ("person", "unnamed") and q.speakers != ["author"]
        if not alone or q.nested_in:
            continue
        mention = heard.get(q.quote_id) if q.end <= at else None
        if mention is None:
            place = min(q.source or q.content)[0]
            last = max([place, *(e - 1 for _, e in q.content if e <= at)])
            person, text = q.speaker_kind == "person", q.speaker_text or q.speakers[0]
            mention = reader.scene.spoke(place, last, q.speakers[0], person, text)
            if q.end <= at:
                heard[q.quote_id] = mention
        if mention.start < at:
            found.append(mention)
    return found


def pair(reader, word: str, start: int, people: bool):
    """ "both men", "the two sides": the two that were last named together, else the most salient people or states."""
    scene = reader.scene
    if not people and (named := _together(reader, start)):
        return reader.Speaker(named.names, named.kind, f"'{word}' -> {named.basis}")
    mentions = scene.people if people else [m for m in scene.bodies if m.label == "GPE"]
    scores = scene.salience(_anchor(reader, start), mentions, reader.content)
    names = sorted(sorted(scores, key=scores.get, reverse=True)[:2])
    if len(names) < 2:
        return reader.Speaker([], "unknown", f"'{word}' -> no two named before")
    kind = "person" if people else "government"
    return reader.Speaker(names, kind, f"'{word}' -> the two most spoken of -> {'; '.join(names)}")


def _together(reader, start: int):
    """The last two parties, none a person, that were the subject of one verb: "Chad and the rebels have agreed"."""
    scene = reader.scene
    for chunk, s, _ in reversed(scene.chunks(_anchor(reader, start))):
        members = [chunk.root, *chunk.root.rights]
        members = [members[0], *(t for t in members[1:] if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN"))]
        spans = [scene.span(member) for member in members]
        listed = len(members) != 2 or any(t.dep_ == "conj" for t in members[1].rights)
        if chunk.root.dep_ not in SUBJECTS or listed or chunk.root.head.lemma_ in nouns()["looking_on"]:
            continue
        if all(_is_party(scene, member, *span) for member, span in zip(members, spans, strict=True)):
            return reader.phrase(s, spans[1][1])
    return None


def _is_party(scene, noun, start: int, end: int) -> bool:
    """A state, a body or a people, or a noun of such: "the rebels", "Chad's government"; no person."""
    rows = [row for row in scene.within(start, end) if row.start <= noun.idx < row.end]
    return (
        any(row.label in SIDES for row in rows)
        or not rows
        and is_source(noun.lower_, "bodies", "governments", "rivals")
    )


def _relative_host(reader, word: str, start: int):
    """Span of the noun phrase that a relative pronoun belongs to; after "is a", the subject."""
    scene = reader.scene
    token = scene.token(start)
    if word in ("who", "whom", "whose"):
        for chunk, s, e in reversed(scene.chunks(start, max(0, start - 120))):
            if chunk.root.ent_type_ in ("", "PERSON", "NORP") and chunk.root.pos_ != "PRON":
                return _apposed(scene, s) or _subject_of(scene, chunk.root) or _with_partners(scene, chunk, token, s, e)
    before = scene.chunks(start, max(0, start - 60))
    if before and start - before[-1][2] <= 2 and before[-1][0].root.ent_type_ in ("ORG", "GPE"):
        return before[-1][1:]
    for _ in range(4):
        if token is None or token.head.i == token.i:
            break
        if token.dep_ == "relcl":
            s, e = scene.span(token.head)
            return _subject_of(scene, token.head) or (s, min(e, start))
        token = token.head
    return before[-1][1:] if before else None


def _with_partners(scene, chunk, who, start: int, end: int) -> tuple[int, int]:
    """ "A and B, who have ...": both where the verb is plural and the nearer one singular, or "both" is said."""
    first = chunk.root
    while first.dep_ == "conj":
        first = first.head
    both = any(child.lower_ == "both" for child in first.children)
    if first.i != chunk.root.i and (both or not is_plural(chunk.root) and who.head.tag_ == "VBP"):
        return first.left_edge.idx, end
    return start, end


def _apposed(scene, start: int) -> tuple[int, int] | None:
    """ "Lina Haddad, a lawyer who ...": the name before the comma."""
    before = [
        row
        for row in scene.entities
        if row.end < start and not scene.text[row.end : start].strip(" ,") and row.label == "PERSON"
    ]
    return (before[-1].start, before[-1].end) if before and "," in scene.text[before[-1].end : start] else None


def _subject_of(scene, token):
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        return next(
            (scene.span(child) for child in token.head.children if child.dep_ in SUBJECTS and child.i < token.i), None
        )
    return None


def _phrase_before(reader, word, sort, start):
    """They, it: the noun phrase of that number with the highest salience; they, else a team or party that acts; of things that
    do not speak one only where nothing else is named.
    """
    scene, best = reader.scene, None
    here = scene.sentence(start)
    spoke = {name for q in reader.earlier[-1:] for name in q.speakers}
    told = [span for q in reader.earlier[-1:] for span in q.source]
    for chunk, s, e in scene.chunks(start, scene.sentences[max(0, here - 3)]):
        root = chunk.root
        if root.pos_ == "PRON" or any(a <= s < b for a, b in reader.content):
            continue
        members = [root, *root.conjuncts] if root.dep_ != "conj" else [root]
        collective = sort == "plural" and not is_plural(root) and len(members) == 1
        if collective and not (is_source(root.lower_, "bodies") and root.dep_ in SUBJECTS):
            continue
        rows = [row for row in scene.within(s, e) if row.end >= root.idx]
        labels = {row.label for row in rows if row.label != "GPE" or is_country(row.stands_for or row.entity)}
        if sort == "thing" and (is_plural(root) and "ORG" not in labels or "PERSON" in labels):
            continue
        acts = not labels.isdisjoint(AGENTS) or is_source(root.lower_)
        weight = (
            (SUBJECT if root.dep_ in SUBJECTS else OTHER) * DECAY ** (here - scene.sentence(s)) * (ACTS if acts else 1)
        )
        if scene.inside(s) and not scene.inside(start):
            weight *= QUOTED
        if members[-1].i > root.i:
            e = max(e, *(scene.span(member)[1] for member in members if member.idx < start))
        again = is_source(root.lower_, "documents", "speech_documents") and any(a < e and s < b for a, b in told)
        if again or spoke and any(row.entity in spoke or row.stands_for in spoke for row in scene.within(s, e)):
            weight *= 1.5
        speaks = acts or is_source(root.lower_, "documents", "speech_documents")
        speaks = speaks or sort == "plural" and root.dep_ in SUBJECTS
        rank = speaks + (speaks and not collective), weight
        if best is None or rank >= best[0]:
            best = rank, s, min(e, start)
    if best is None:
        return reader.Speaker([], "unknown", f"pronoun '{word}' -> nothing named before")
    _, s, e = best
    words = re.sub(r"\s+", " ", reader.text[s:e])
    found = reader.phrase(s, e) if sort == "plural" else reader.noun_phrase(s, e)
    return reader.Speaker(found.names, found.kind, f"pronoun '{word}' -> '{words}' -> {found.basis}")
