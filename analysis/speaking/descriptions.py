"""Sources without a name: "the official", "the Ukrainian president", "the German government", "European leaders",
"the statement".

Titles go to whoever the article gave the title; offices and documents to their owner; bodies to the name they take
up; unnamed people and groups stay descriptions, without their article.
"""

import re
from collections import Counter

from ..naming.bodies import looks_like_body
from ..naming.gazetteer import governed_from
from ..naming.titles import QUALIFIERS
from .genders import of_noun
from .nouns import data, is_plural_noun, is_source, nouns, plain, singulars
from .pronouns import pair, spoken

ISSUERS = ("NORP", "ORG", "PERSON")
ATTACHED = re.compile(r" [\w-]+")
OWNER = re.compile(r"['’]")
ISSUER = re.compile(r"(?<!seen)(?<!obtained)(?<!reviewed)(?<!viewed)(?<!carried)\s(?:from|by|of|for)\s+(?:the\s+)?")
PAIR = re.compile(r"(?:both|(?:the|these|those) (?:two|pair of))\s+(?:[\w-]+\s+)*(?P<noun>[\w-]+)$", re.IGNORECASE)
DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"}
PARTIES = {"ruling party", "opposition party", "main opposition party"}
OTHER_TITLE = 0.5
OUTWEIGHS = 1.5
SITTING = re.compile(
    r"(?<!exiled )(?<!parallel )(?<!shadow )(?<!rebel )\b(?:administration|cabinet|government|junta|regime)$"
)
TRADING, NAMED_OFTEN = ("company", "firm"), 3
GROUPS = ("group", "movement", "organisation", "organization", "outfit")
REALMS = ("country", "emirate", "kingdom", "nation", "republic", "sultanate")
STATES = ("countries", "governments", "nations", "sides", "states", "capitals", "neighbours", "neighbors")


def short_form(reader, start: int, end: int) -> str:
    """`plain`, in small letters at the start of a sentence."""
    short, token = plain(reader.text[start:end]), reader.scene.token(start)
    name = token is None or token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "NORP", "GPE", "ORG", "LOC")
    begins = re.match(r"[A-Z][a-z]+ [a-z]|[A-Z][a-z]+$", short) and reader.text.startswith(short.split()[0], start)
    noun = is_source(short.split()[0].lower()) and (" " not in short or token.pos_ == "NOUN") if short else False
    return short[0].lower() + short[1:] if begins and (not name or noun) else short


def described(reader, start: int, end: int):
    """The speaker that a description by a common noun stands for."""
    core = reader.core(start, end)
    head, text = reader.head(start, core), re.sub(r"\s+", " ", reader.text[start:end])
    short = short_form(reader, start, end) or text
    description = lambda kind: reader.Speaker([short], kind, f"described as '{text}'")  # noqa: E731
    definite = text.split(" ")[0].lower() in DEFINITE or text.islower() and " " not in text
    plural = is_plural_noun(head)
    alone = len(short.split()) == 1 and (text.split(" ")[0].lower() in ("the", "this", "that") or text.islower())
    owner = next((row for row in reversed(reader.scene.within(start, core)) if row.end < core), None)
    if match := PAIR.match(text):
        return pair(reader, text, start, people=match["noun"] not in STATES)
    whose = _whose(reader, start, text)
    if is_source(head, "offices") and owner and owner.label == "PERSON":
        return reader.Speaker([owner.entity], "person", f"'{short}' speaks for its owner -> {owner.entity}")
    if whose and whose.names and is_source(head, "offices", "speech_documents"):
        return reader.Speaker(whose.names, whose.kind, f"'{text}' speaks for its owner -> {whose.basis}")
    if whose and len(whose.names) == 1 and whose.kind == "person" and is_source(head, "person", "deputies", "bodies"):
        short = f"{whose.names[0]}’s {short}"
        kind = "organisation" if is_source(head, "bodies") else "group" if plural else "unnamed"
        return reader.Speaker([short], kind, f"'{text}' -> {whose.basis} -> '{short}'")
    if is_source(head, "governments") and (not plural or head == "authorities"):
        seat = owner and (governed_from(owner.text) or (owner.entity if owner.label == "GPE" else None))
        country = owner and (owner.stands_for or seat)
        if country:
            return reader.Speaker([country], "government", f"'{text}' -> government of {country}")
        seat = (
            re.match(r"\s+in\s", reader.text[core:end])
            and SITTING.search(reader.text, start, core)
            and next(iter(reader.scene.within(core, end)), None)
        )
        if seat and (country := governed_from(seat.text)):
            return reader.Speaker([country], "government", f"'{text}' -> government in '{seat.text}' -> {country}")
        fuller = [c for c in reader.scene.chunks(start, head=head) if reader.scene.within(*c[1:])]
        if definite and len(short.split()) == 1 and fuller:
            found = reader.noun_phrase(*fuller[-1][1:])
            return reader.Speaker(found.names, found.kind, f"'{text}' -> {found.basis}")
        if alone and (country := _home(reader, start)):
            return reader.Speaker([country], "government", f"'{text}' -> country most spoken of -> {country}")
        return description("government")
    if alone and head in REALMS and (country := _home(reader, start)):
        return reader.Speaker([country], "government", f"'{text}' -> country most spoken of -> {country}")
    if is_source(head, "speech_documents", "documents"):
        return _document(reader, start, end, core, head, owner, text, short)
    if is_source(head, "person") and not plural:
        told = text.split(" ")[0].lower() in nouns()["determiners"] | nouns()["indefinite"] | QUALIFIERS
        bare = not told and reader.scene.holder(start, core, {})
        return _title(reader, start, end, core, head, text, short) if definite or bare else description("unnamed")
    if is_source(head, "bodies") and not plural:
        return _body(reader, start, head, text, short) if definite else description("organisation")
    if head == "one":
        return description("unnamed")
    if plural:
        if definite and (holders := _holders(reader, start, head)):
            return reader.Speaker(holders, "person", f"'{text}' -> those who hold the title -> {'; '.join(holders)}")
        kind = "unnamed" if head in nouns()["unnamed_plurals"] else "group"
        bare = len(plain(reader.text[start:core]).split()) == 1 and not re.match(
            r"\s+(?:of|for|from)\b", reader.text[core:end]
        )
        return _fuller(reader, start, head, text, short, kind) if bare else description(kind)
    return description("organisation" if short.split()[-1].isupper() and len(short.split()[-1]) > 1 else "unknown")


def _home(reader, start: int) -> str | None:
    """ "the government" and no other word of whose: the country that the article names most, and that outweighs all others
    named before.
    """
    scores = reader.scene.salience(start, reader.scene.states, reader.content)
    top, *others = sorted(sorted(scores), key=scores.get, reverse=True) or [None]
    named = Counter(mention.name for mention in reader.scene.states)
    clear = top and scores[top] >= OUTWEIGHS * sum(scores[name] for name in others)
    return top if clear and named[top] == max(named.values()) else None


def _whose(reader, start: int, text: str):
    """Who "his", "her", "their" or "its" at the head of a description stands for; after "Mr Li is back, his spokesman
    said" it may be whom those words name.
    """
    word = text.split(" ")[0].lower()
    if word not in ("his", "her", "its", "their"):
        return None
    told = any(end <= start and reader.scene.sentence(at) == reader.scene.sentence(start) for at, end in reader.content)
    whole = type(reader)(reader.scene, reader.earlier, []) if told else reader
    return whole.noun_phrase(start, start + len(word))


def _holders(reader, start: int, head: str) -> list[str]:
    """ "the senators": two to four people called so in the sentences before."""
    since = reader.scene.sentence(start) - 8
    near = {m.name for m in reader.scene.people if m.start < start and m.sentence >= since}
    names = [role.entity for role in reader.scene.titled(singulars(head)[0]) if role.entity in near]
    names = sorted(dict.fromkeys(names))
    return names if 2 <= len(names) <= 4 else []


def _fuller(reader, start, head, text, short, kind):
    """ "leaders", "the officials": the latest fuller description with the same noun."""
    for _, s, e in reversed(reader.scene.chunks(start, head=head)):
        found = short_form(reader, s, e)
        if len(found.split()) > 1:
            return reader.Speaker([found], kind, f"'{text}' -> described before as '{found}'")
    return reader.Speaker([short], kind, f"described as '{text}'")


def _body(reader, start, head, text, short):
    """ "the newspaper", "the appeals court": the body last spoken of whose name fits the noun."""
    stems = [
        word[:5].capitalize()
        for word in re.findall(r"[a-z-]+", short)[:-1]
        if word not in ("federal", "national", "state") and not word.endswith("-based")
    ]
    fitting = [head.capitalize(), head.upper(), *data("sources.toml")["names_with"].get(singulars(head)[0], [])]
    inside = reader.scene.within(start, start + len(text))
    if all(reader.text.startswith("-based", row.end) for row in inside):
        called = [
            m
            for m in reader.scene.bodies
            if m.label == "ORG" and m.start < start and _called(reader.text, m.start, short)
        ]
        if called:
            return reader.Speaker(
                [called[-1].name], "organisation", f"'{text}' -> called so before -> {called[-1].name}"
            )
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, fitting)) + r")(?:s|\b)")
        bodies = [m for m in reader.scene.bodies if m.label != "NORP" and pattern.search(f"{m.text} {m.name}")]
        if head in TRADING and not bodies and not _described(reader, start, head):
            traders = [m for m in reader.scene.bodies if m.label == "ORG" and _trades(m.name)]
            bodies = [m for m in traders if sum(m.name == other.name for other in traders) >= NAMED_OFTEN]
        bodies = [m for m in bodies if all(stem in m.name for stem in stems)]
        scores = reader.scene.salience(start, bodies, reader.content)
        if scores:
            name = max(sorted(scores), key=scores.get)
            return reader.Speaker([name], "organisation", f"'{text}' -> body last spoken of -> {name}")
        if name := _only(reader, start, head):
            return reader.Speaker([name], "organisation", f"'{text}' -> only body of the last two sentences -> {name}")
        if len(short.split()) == 1:
            return _fuller(reader, start, head, text, short, "organisation")
    return reader.Speaker([short], "organisation", f"described as '{text}'")


def _only(reader, start: int, head: str) -> str | None:
    """ "the group", "the union": the one body named in this sentence and the one before, if its name says nothing else."""
    if head not in data("sources.toml")["of_any_name"] + list(TRADING):
        return None
    since = reader.scene.sentence(start) - 1
    near = [m for m in reader.scene.bodies if m.label == "ORG" and since <= m.sentence and m.start < start]
    names = {m.name for m in near}
    return near[-1].name if len(names) == 1 and (head in GROUPS or _trades(near[-1].name, head)) else None


def _described(reader, start: int, head: str) -> bool:
    """Whether the noun stood in a fuller description before: "an oil company"."""
    return any(len(short_form(reader, s, e).split()) > 1 for _, s, e in reader.scene.chunks(start, head=head))


def _trades(name: str, head: str = "company") -> bool:
    """Whether a body may be a company, or another kind of body: its name has no word of another kind."""
    kinds = data("sources.toml")["names_with"]
    own = TRADING if head in TRADING else (head,)
    others = {word for kind, fitting in kinds.items() if kind not in own for word in (kind.capitalize(), *fitting)}
    return others.isdisjoint(name.split()) and not looks_like_body(name.split())


def _called(text: str, start: int, short: str) -> bool:
    """Whether a name stands after the description: "the rebel group M23"; "the ruling ZANU-PF" is the ruling party."""
    said = short.lower()
    adjective = said.removesuffix(" party") if said in PARTIES else said
    before = text[max(0, start - len(said) - 2) : start].lower()
    return before.endswith((f" {said} ", f" {adjective} "))


def _title(reader, start, end, core, head, text, short):
    """A single person by office or role: who holds it, who was described so, or who is spoken of."""
    scene = reader.scene
    sex = of_noun(head)
    people = [m for m in scene.people + spoken(reader, start) if m.label == "PERSON"]
    scores = scene.salience(start, people, reader.content)
    role = scene.holder(start, core, scores) or scene.holder(start, end, scores)
    if role:
        return reader.Speaker([role.entity], "person", f"title '{text}' -> '{role.role}' -> {role.entity}")
    owned = re.search(r"['’]s?\s", reader.text[start:core]) or text.split(" ")[0].lower() in DEFINITE - {
        "the",
        "this",
        "that",
    }
    if not owned:
        for _, s, e in reversed(scene.chunks(start, head=head)):
            named, found = reader.named(s, e), short_form(reader, s, e)
            if named and named.label == "PERSON":
                return reader.Speaker([named.entity], "person", f"'{text}' -> '{reader.text[s:e]}' -> {named.entity}")
            if len(found.split()) > len(short.split()) and found.endswith(short):
                return reader.Speaker([found], "unnamed", f"'{text}' -> described before as '{found}'")
        others = {role.entity for role in scene.roles}
        scores = {
            name: score * (OTHER_TITLE if name in others else 1)
            for name, score in scores.items()
            if sex in (None, scene.gender.get(name, sex))
        }
        if core == end and scores and not is_source(head, "deputies"):
            name = max(sorted(scores), key=scores.get)
            return reader.Speaker([name], "person", f"'{text}' -> person last spoken of -> {name}")
    return reader.Speaker([short], "unnamed", f"described as '{text}'")


def _document(reader, start, end, core, head, owner, text, short):
    """Words on paper: their issuer where the article names one."""
    by = ISSUER.search(reader.text, core, end)
    issuer = reader.named(by.end(), end) if by else None
    if issuer is None and owner and owner.label in ISSUERS and ATTACHED.fullmatch(reader.text, owner.end, core):
        names = reader.name(owner).names
        return reader.Speaker(names, "document", f"'{text}' -> its issuer -> {'; '.join(names)}")
    if issuer is None and owner and OWNER.match(reader.text, owner.end):
        issuer = owner
        service = re.compile(r"['’]s?\s((?:[A-Z][\w-]+\s)+)").match(reader.text, owner.end, core)
        if service:
            names = [f"{owner.entity}’s {service[1].strip()}"]
            return reader.Speaker(names, "document", f"'{text}' -> its issuer -> {names[0]}")
    if issuer and issuer.label in ("PERSON", "ORG", "GPE"):
        return reader.Speaker(reader.name(issuer).names, "document", f"'{text}' -> its issuer -> {issuer.entity}")
    if (
        len(short.split()) == 1
        and is_source(head, "speech_documents")
        and text.split(" ")[0].lower() not in nouns()["indefinite"]
    ):
        before = [q for q in reader.earlier if q.speakers and q.start < start]
        issued = re.compile(
            rf"\b(?:an?|joint|his|her|its|their|written)\s(?:[\w’'-]+\s)*?{re.escape(head)}\b", re.IGNORECASE
        )
        carrying = [
            q for q in before if issued.search(reader.scene.sentence_text(min([*q.source, *q.cue] or q.content)[0]))
        ]
        if last := (carrying or before)[-1:]:
            names = list(last[0].speakers)
            return reader.Speaker(
                names, last[0].speaker_kind, f"'{text}' -> its issuer, who spoke before -> {'; '.join(names)}"
            )
    return reader.Speaker([short], "document", f"described as '{text}'")
