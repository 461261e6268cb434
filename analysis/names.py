"""Every name under one name: first inside an article (`resolve`), then across the corpus (`link`).

Nothing is merged silently: each mention's `basis` says how it got its name, and what is ambiguous stays as written.
The way to merge short forms into full ones follows newsroom practice: a person is introduced in full and named by surname after.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from . import titles
from .acronyms import definitions, initials
from .extract import linker
from .gazetteer import Gazetteer
from .people import Person, fold, sound

NAME_COLUMNS = ("entity", "stands_for", "of", "speakers", "actors", "addressee", "recipient", "sources")
_PERSON_LIKE = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_WORD = re.compile(r"(?<!\w)[A-ZÀ-ÞĀ-ž][\w’'-]*")


def resolve(text: str, mentions: list, listed: Gazetteer) -> list:
    """The mentions with `name` and `basis` set, and those added that the article's own names reveal; in order."""
    for mention in mentions:
        if mention.known:
            mention.name, mention.basis = mention.known.name, _listed_basis(mention)
        elif mention.label in _PERSON_LIKE:
            mention.title = titles.before(text, mention.start)
            if mention.title and mention.label != "PERSON" and _takes_title(mention, text):
                mention.label = "PERSON"
    inside = {at for m in mentions if m.title for at in range(m.title.start, m.start)}
    mentions = _defined(text, [m for m in mentions if m.known or m.start not in inside or m.label != "ORG"])
    people = People([m for m in mentions if m.label == "PERSON" and not m.name], listed)
    for mention in mentions:
        if not mention.name and (mention.label == "PERSON" or people.knows(mention)):
            mention.label = "PERSON"
            mention.name, mention.basis = people.name(mention)
    mentions = _found_again(text, mentions, people)
    _organisations(mentions)
    return mentions


def _listed_basis(mention) -> str:
    known = mention.known
    if known.basis != "listed":
        return known.basis
    return "as written" if mention.text == known.name else f"listed form of {known.name}"


def _takes_title(mention, text: str) -> bool:
    title = mention.title
    if " of " in mention.text or len(mention.text.split()) > 3:
        return False
    return bool(title.honorific) or text[title.office_start].isupper()


def _defined(text: str, mentions: list) -> list:
    """Names of bodies that the article introduces with their acronym: `Commonwealth Ministerial Action Group (CMAG)`."""
    found = definitions(text)
    if not found:
        return mentions
    Mention, spans, meaning = type(mentions[0]) if mentions else None, [], {}
    if Mention is None:
        return mentions
    for start, end, short_start, short_end in found:
        meaning.setdefault(text[short_start:short_end], text[start:end])
        spans += [(start, end), (short_start, short_end)]
    keep = [m for m in mentions if not any(m.start < e and m.end > s for s, e in spans)]
    known = {m.text: m for m in mentions if m.known}
    for start, end in spans:
        word = text[start:end]
        keep.append(Mention(start, end, "ORG", word, known[word].known if word in known else None))
    for mention in keep:
        long = meaning.get(mention.text)
        if long:
            mention.label = "ORG"
            mention.known = known[long].known if long in known else None
            mention.name = mention.known.name if mention.known else long
            mention.basis = f"acronym of {long} in this article"
        elif mention.known and not mention.name:
            mention.name, mention.basis = mention.known.name, _listed_basis(mention)
    return sorted(keep, key=lambda m: m.start)


class People:
    """The persons of one article: full names, and who a short form means."""

    def __init__(self, mentions: list, listed: Gazetteer):
        self._listed = listed
        self._order: dict[str, int] = {}
        counts: Counter[str] = Counter()
        for mention in mentions:
            if Person(mention.text).full:
                counts[mention.text] += 1
                self._order.setdefault(mention.text, mention.start)
        self.canonical = merged_forms(counts, listed.spellings)
        self.counts: Counter[str] = Counter()
        self.first: dict[str, int] = {}
        for form, count in counts.items():
            name = self.canonical[form]
            self.counts[name] += count
            self.first[name] = min(self.first.get(name, self._order[form]), self._order[form])
        self._by_last, self._by_first = defaultdict(set), defaultdict(set)
        for form, name in self.canonical.items():
            person = Person(form)
            words = person.words
            for k in range(1, len(words)):
                self._by_last[words[k:]].add(name)
            self._by_first[words[:1]].add(name)
        self.alone = {sound(m.text) for m in mentions if " " not in m.text}

    def candidates(self, text: str) -> tuple[list[str], str]:
        """Full names that a short form may stand for, the first named first, and which part of them it is."""
        words = Person(text).words
        for index, part in ((self._by_last, "surname"), (self._by_first, "given name")):
            if found := index.get(words):
                return sorted(found, key=lambda name: (self.first[name], name)), part
        return [], ""

    def knows(self, mention) -> bool:
        """Whether a mention with another label is a person of this article: 'Trump' taken for an organisation."""
        if mention.label not in _PERSON_LIKE or mention.known:
            return False
        return mention.text in self.canonical or bool(self.candidates(mention.text)[0]) or sound(mention.text) in self.alone

    def name(self, mention) -> tuple[str, str]:
        """Name and basis of a person's mention."""
        text = re.sub(r"[()]", "", mention.text)
        spelled = self._listed.spellings.get(text)
        if text in self.canonical or spelled:
            name = self.canonical.get(text, spelled)
            return name, "as written" if name == text else "spelling of the full name"
        found, part = self.candidates(text)
        if not found:
            return _tidy(text), "as written"
        if len(found) > 1:
            found = self._by_evidence(found, mention) or found
        if len(found) == 1:
            return found[0], f"{part} in this article"
        return _tidy(text), "ambiguous: " + " or ".join(sorted(found))

    def _by_evidence(self, found: list[str], mention) -> list[str]:
        """The one whom all short mentions mean: introduced before the others and named in full at least twice as often."""
        before = [name for name in found if self.first[name] <= mention.start]
        if len(before) == 1:
            return before
        top, *others = sorted(found, key=lambda name: (-self.counts[name], self.first[name]))
        return [top] if self.counts[top] >= 2 * sum(self.counts[name] for name in others) else []


def _tidy(text: str) -> str:
    """A name in capitals as it is written elsewhere: MACRON, Macron."""
    return text.title() if text.isupper() and len(text) > 4 else text


def merged_forms(counts: Counter, spellings: dict[str, str]) -> dict[str, str]:
    """Full names -> the one form that stands for each person. Near-linear: forms meet under keys, never pairwise.

    Forms are one person where first and last word sound alike and the middle does not disagree, or where the one is the
    beginning or end of just one other. The form that stands for all is a listed spelling or else the most frequent,
    the one with fewest words, the longest, the first of the alphabet.
    """
    people = {form: Person(form) for form in sorted(counts)}
    rank = lambda form: (form not in spellings, -counts[form], len(people[form].parts), -len(form), form)
    groups: dict[str, list[str]] = {}
    by_key: dict[tuple, list[list[str]]] = defaultdict(list)
    for form in sorted(people, key=lambda f: (-len(people[f].words), f)):
        person = people[form]
        fitting = [group for group in by_key[person.key] if all(person.agrees(people[other]) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(form)
            groups[form] = fitting[0]
        else:
            groups[form] = [form]
            by_key[person.key].append(groups[form])
    by_end: dict[tuple, list[list[str]]] = defaultdict(list)
    for form, person in people.items():
        for words in person.ends():
            if not any(group is groups[form] for group in by_end[words]):
                by_end[words].append(groups[form])
    for form, person in people.items():
        longer = [group for group in by_end.get(person.words, ()) if group is not groups[form]]
        if len(longer) == 1 and not person.suffix:
            for member in groups[form]:
                longer[0].append(member)
                groups[member] = longer[0]
    return {form: spellings.get(best := min(group, key=rank), best) for form, group in groups.items()}


def _found_again(text: str, mentions: list, people: People) -> list:
    """Add the places where a name of the article stands and the model saw none."""
    known: dict[str, tuple[str, str, str]] = {}
    for mention in mentions:
        if mention.known or mention.label not in ("PERSON", "GPE", "ORG") or len(mention.text) < 4:
            continue
        for form in {mention.text, mention.text.upper()}:
            known.setdefault(form, (mention.label, mention.name, mention.text))
        if mention.label == "PERSON":
            short = Person(mention.name).short
            for form in {short, short.upper()} if len(short) > 3 else ():
                known.setdefault(form, ("PERSON", "", short))
    by_first = defaultdict(list)
    for form in sorted(known, key=lambda f: (-len(f), f)):
        by_first[_WORD.match(form)[0] if _WORD.match(form) else form].append(form)
    starts, added, at = [m.start for m in mentions], [], 0
    for word in _WORD.finditer(text):
        start = word.start()
        for form in by_first.get(re.sub(r"['’]s?$", "", word[0]), ()) if start >= at else ():
            end = start + len(form)
            if not text.startswith(form, start) or text[end : end + 1].isalnum() or not _stands_alone(text, start, end):
                continue
            i = bisect_left(starts, end)
            if i and mentions[i - 1].end > start:
                break
            label, name, _ = known[form]
            mention = type(mentions[0])(start, end, label, form)
            if label == "PERSON":
                mention.title = titles.before(text, start)
                mention.name, mention.basis = people.name(mention)
            else:
                mention.name, mention.basis = name, "named elsewhere in this article"
            added.append(mention)
            at = end
            break
    return sorted(mentions + added, key=lambda m: m.start)


_BEFORE = re.compile(r"([A-ZÀ-ÞĀ-ž][\w’'.-]*) $")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is not part of a longer one that the model missed: 'Trump Tower', 'Ivanka Trump'."""
    if text[start:end].isupper():
        return True
    if re.match(r" [A-ZÀ-Þ][a-z]", text[end : end + 3]):
        return False
    before = _BEFORE.search(text, max(0, start - 25), start)
    if not before or titles.before(text, start):
        return True
    return before.start() == 0 or text[before.start() - 1] in "\n" or text[max(0, before.start() - 2)] in ".?!:"


def _organisations(mentions: list) -> None:
    """Names of bodies and places: one spelling inside the article, short forms to the longer name."""
    longest: dict[str, str] = {}
    acronyms: dict[str, set[str]] = defaultdict(set)
    starts: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.label in ("ORG", "FAC", "GPE", "LOC") and not mention.name:
            key = key_of(mention.text)
            longest[key] = min(longest.get(key, mention.text), mention.text, key=lambda t: (t.isupper(), -len(t), t))
    for key, text in sorted(longest.items()):
        words = key.split()
        if len(words) > 2:
            acronyms[initials(text)].add(text)
        for k in range(2, len(words)):
            if words[k] in ("of", "for", "on"):
                starts[" ".join(words[:k])].add(text)
    for mention in mentions:
        if mention.name:
            continue
        if mention.label not in ("ORG", "FAC", "GPE", "LOC"):
            mention.name, mention.basis = mention.text, "as written"
            continue
        key = key_of(mention.text)
        text, basis = longest[key], "as written"
        for index, look, why in ((acronyms, mention.text.replace(".", ""), "initials"), (starts, key, "beginning")):
            if len(index.get(look, ())) == 1:
                (text,), basis = index[look], f"{why} of a longer name in this article"
        mention.name = text
        mention.basis = basis if basis != "as written" or text == mention.text else "spelling of the name in this article"


_VARIANTS = {"organisation": "organization", "defence": "defense", "centre": "center", "labour": "labor", "programme": "program", "and": "&"}


def key_of(name: str) -> str:
    """One key for the spellings of a body's name: case, hyphens, accents, 'the', British and American."""
    words = fold(name.replace("-", " ").replace("’", "'")).split()
    return " ".join(_VARIANTS.get(word, word) for word in words if word != "the")


@linker
def link(tables, documents) -> None:
    """Map each article's names to the corpus's names, in every table."""
    mapping, why = corpus_names(tables)
    for rows in tables.values():
        for row in rows:
            doc_id = getattr(row, "doc_id", None)
            if doc_id is not None:
                _rename(row, mapping.get(doc_id, {}), why)


def _rename(row, mapping: dict[str, str], why: dict[tuple[str, str], str]) -> None:
    if not mapping:
        return
    for column in NAME_COLUMNS:
        value = getattr(row, column, None)
        if isinstance(value, list):
            setattr(row, column, list(dict.fromkeys(mapping.get(name, name) for name in value)))
        elif value in mapping:
            setattr(row, column, mapping[value])
            if column == "entity" and hasattr(row, "basis"):
                row.basis += "; " + why[value, mapping[value]]


def corpus_names(tables) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], str]]:
    """doc_id -> {name in the article: name in the corpus}, of those that change, and why each does."""
    documents: dict[str, set[str]] = defaultdict(set)
    offices: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    bodies: dict[str, Counter] = defaultdict(Counter)
    local = {(row.doc_id, row.entity): row.label for row in tables.get("entities", ())}
    for (doc_id, name), label in local.items():
        if label == "PERSON":
            documents[name].add(doc_id)
        elif label in ("ORG", "FAC", "GPE", "LOC"):
            bodies[key_of(name)][name] += 1
    for row in tables.get("roles", ()):
        offices[row.doc_id, row.entity].add((row.office, row.of))
    full = Counter({name: len(docs) for name, docs in documents.items() if Person(name).full})
    canonical = merged_forms(full, _spellings())
    weight: Counter[str] = Counter()
    held: dict[str, set] = defaultdict(set)
    by_short: dict[str, set[str]] = defaultdict(set)
    for form, name in canonical.items():
        weight[name] += full[form]
        by_short[sound(Person(form).short)].add(name)
        by_short[Person(form).words[0]].add(name)
        for doc_id in documents[form]:
            held[name] |= offices.get((doc_id, form), set())
    mapping: dict[str, dict[str, str]] = defaultdict(dict)
    why: dict[tuple[str, str], str] = {}
    for form in sorted(documents):
        person = Person(form)
        for doc_id in sorted(documents[form]):
            if person.full:
                name, reason = canonical[form], "other spelling in the corpus"
            else:
                found = by_short.get(sound(form), set())
                name, reason = _one_of(found, form, offices.get((doc_id, form), set()), held, weight)
            if name != form:
                mapping[doc_id][form] = name
                why[form, name] = reason
    for spellings in bodies.values():
        best = min(spellings, key=lambda name: (name.isupper(), -spellings[name], -len(name), name))
        for doc_id, name in local:
            if len(spellings) > 1 and name in spellings and name != best:
                mapping[doc_id][name] = best
                why[name, best] = "other spelling in the corpus"
    return mapping, why


def _one_of(found: set[str], form: str, offices: set, held: dict[str, set], weight: Counter) -> tuple[str, str]:
    """The person in the corpus whom a name alone in its article means, or the name itself."""
    fitting = [name for name in sorted(found) if not _conflict(offices, held[name])]
    same_office = [name for name in fitting if any(_same_office(a, b) for a in offices for b in held[name])]
    if len(same_office) == 1:
        return same_office[0], "surname and office in the corpus"
    if len(fitting) == 1 and len(found) == 1:
        return fitting[0], "only bearer of the name in the corpus"
    if fitting:
        top = max(fitting, key=lambda name: (weight[name], name))
        if weight[top] >= 5 * sum(weight[name] for name in found if name != top):
            return top, "by far the most named bearer of the name in the corpus"
    return form, ""


def _same_office(a: tuple, b: tuple) -> bool:
    return a[0] == b[0] and (a[1] is None or b[1] is None or a[1] == b[1])


def _conflict(mine: set, yours: set) -> bool:
    """Two persons: they hold offices of different countries or bodies and share none."""
    mine_of, yours_of = {of for _, of in mine if of}, {of for _, of in yours if of}
    return bool(mine_of and yours_of) and not mine_of & yours_of


def _spellings() -> dict[str, str]:
    from .gazetteer import gazetteer

    return gazetteer().spellings
