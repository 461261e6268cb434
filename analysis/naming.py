"""One name each inside an article: labels set right, short forms given their full name, missed places found again.

Short forms follow newsroom practice: a person is introduced in full, and the surname alone means the one introduced.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from . import titles
from .acronyms import definitions, initials
from .bodies import key_of, looks_like_body, ministry
from .gazetteer import Gazetteer
from .mentions import Mention
from .people import Person, fold, merged_forms, sex_of, sound

_OTHERS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_PLACED = ("ORG", "FAC", "GPE", "LOC")
_CAPITAL = re.compile(r"(?<![\w.])[A-ZÀ-ÞĀ-ž][\w’'-]*")
_CAPITALISED = re.compile(r"(?:[A-ZÀ-ÞĀ-ž](?:[.]|[\w’'.-]*[a-zß-ÿ.])|al-\w+|bin|el-\w+)(?: |$)")


def resolve(text: str, mentions: list[Mention], listed: Gazetteer, heads: list[tuple[int, int]] = ()) -> list[Mention]:
    """The mentions with `name` and `basis` set, and those added that the article's own names reveal; in order.

    `heads` are the spans of headlines and headings, whose capitals show no names.
    """
    for mention in mentions:
        if mention.known:
            mention.name, mention.basis = mention.known.name, _listed_basis(mention)
        elif mention.label == "PERSON" or mention.label in _OTHERS:
            mention.title = titles.before(text, mention.start)
    mentions = _defined(text, _outside_titles(mentions))
    mentions = _announced(text, mentions)
    _persons_by_looks(text, mentions)
    mentions = _shorten(text, mentions, heads)
    people = People([m for m in mentions if m.label == "PERSON" and not m.name], listed)
    for mention in mentions:
        if not mention.name and (mention.label == "PERSON" or people.knows(mention, _in_place(text, mention))):
            if mention.label == "PERSON" and " " not in mention.text and _in_place(text, mention) and not people.bears(mention):
                mention.label = "GPE"
                continue
            mention.label = "PERSON"
            mention.name, mention.basis = people.name(mention)
    mentions = _found_again(text, mentions, people)
    _name_ministries(mentions, listed)
    _name_bodies(mentions)
    return mentions


def _name_ministries(mentions: list[Mention], listed: Gazetteer) -> None:
    """'Japanese Foreign Ministry', and 'Foreign Ministry' after it: Ministry of Foreign Affairs of Japan."""
    found = [(m, parts) for m in mentions if m.label == "ORG" and not m.name and (parts := ministry(m.text, listed.forms))]
    countries = defaultdict(set)
    for _, (name, country) in found:
        if country:
            countries[name].add(country)
    for mention, (name, country) in found:
        if country or len(countries[name]) == 1:
            mention.name = f"{name} of {country or min(countries[name])}"
            mention.basis = "ministry and country" if country else "only ministry of that kind in this article"


def _listed_basis(mention: Mention) -> str:
    known = mention.known
    if known.basis != "listed":
        return known.basis
    return "as written" if mention.text == known.name else f"listed form of {known.name}"


def _in_place(text: str, mention: Mention) -> bool:
    """Whether the word before a mention puts somebody in it: 'in Goma'."""
    return mention.title is None and text[max(0, mention.start - 9) : mention.start].endswith((" in ", "In ", " near ", " outside "))


def _outside_titles(mentions: list[Mention]) -> list[Mention]:
    """Without what the model takes for a body inside a title: 'State' in 'Secretary of State Marco Rubio'."""
    starts = [m.start for m in mentions]
    inside = set()
    for title in [m.title for m in mentions if m.title and m.title.office]:
        inside.update(range(bisect_left(starts, title.office_start), bisect_left(starts, title.office_end)))
    return [m for i, m in enumerate(mentions) if m.known or i not in inside]


def _defined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Bodies that the article introduces with their acronym: 'Commonwealth Ministerial Action Group (CMAG)'."""
    found = definitions(text, [(m.start, m.end) for m in mentions if m.label in ("ORG", "NORP", "FAC")])
    if not found:
        return mentions
    known = {m.text: m.known for m in mentions if m.known}
    meaning, spans = {}, []
    for start, end, short_start, short_end in found:
        meaning.setdefault(fold(text[short_start:short_end]), text[start:end])
        spans += [(start, end), (short_start, short_end)]
    spans = sorted(set(spans))
    keep = [m for m in mentions if not any(m.start < end and m.end > start for start, end in spans)]
    keep += [Mention(start, end, "ORG", text[start:end], known.get(text[start:end])) for start, end in spans]
    for mention in keep:
        long = meaning.get(fold(mention.text)) if mention.label != "PERSON" or mention.text.isupper() else None
        if long:
            mention.label, mention.known = "ORG", known.get(long)
            mention.name = mention.known.name if mention.known else long
            mention.basis = f"acronym of {long} in this article"
        elif mention.known and not mention.name:
            mention.name, mention.basis = mention.known.name, _listed_basis(mention)
    return sorted(keep, key=lambda m: m.start)


def _persons_by_looks(text: str, mentions: list[Mention]) -> None:
    """Make persons of what the model took for something else but a title, a given name or a country's 's announces."""
    previous = None
    for mention in mentions:
        if mention.label == "PERSON" and not mention.name and not mention.title:
            last = mention.text.rpartition(" ")[2].lower()
            if "-e-" in mention.text or (" " in mention.text and last in titles.BODIES and sex_of(mention.text) is None):
                mention.label = "ORG"
        if mention.label in _OTHERS and not mention.name and mention.text.lower() not in titles.BODIES:
            words = mention.text.split()
            shaped = 2 <= len(words) <= 4 and not looks_like_body(words) and all(_CAPITALISED.fullmatch(w) for w in words)
            title = mention.title
            of_state = previous and previous.known and previous.label == "GPE" and text[previous.end : mention.start] in ("'s ", "’s ")
            if (
                (title and title.honorific and len(words) < 4)
                or (title and (shaped or (len(words) == 1 and text[title.office_start].isupper() and mention.label != "NORP")))
                or (shaped and (sex_of(mention.text) or re.match(r"(?:[A-Z]\.? ?){1,3}(?= |(?<=\.)[A-Z])", mention.text)))
                or (shaped and of_state and len(words) == 2 and mention.label == "ORG")
            ):
                mention.label = "PERSON"
        previous = mention


def _shorten(text: str, mentions: list[Mention], heads: list[tuple[int, int]]) -> list[Mention]:
    """Cut what is no part of a person's name, and in headlines what only capitals make one.

    An office at its end ('Charlotte Mayor'); a word in front of a name that stands alone elsewhere ('Rip Donald Trump');
    the rest of a headline ('Obama Sees').
    """
    head = lambda m: any(start <= m.start < end for start, end in heads)
    counts = Counter(m.text for m in mentions if m.label == "PERSON" and not m.name and not head(m))
    keep = []
    for mention in mentions:
        if mention.name or mention.label not in _OTHERS | {"PERSON"}:
            keep.append(mention)
            continue
        words = mention.text.split()
        if mention.label == "PERSON":
            while len(words) > 1 and fold(words[-1]) in titles.OFFICES:
                words.pop()
        whole = " ".join(words)
        if head(mention) and not counts[whole] and text.count(whole) < 2:
            known = [part for part in _parts(words) if counts[part]]
            if mention.label != "PERSON" and not known and len(words) > 3 and not looks_like_body(words[-1:]):
                continue
            whole = known[0] if known and (mention.label == "PERSON" or len(words) > 2) else whole
            mention.label = "PERSON" if known and whole == known[0] else mention.label
        elif mention.label == "PERSON" and counts[whole] == 1:
            whole = next((part for part in _parts(words) if " " in part and counts[part] > 1 and sex_of(part)), whole)
        if whole != mention.text:
            mention.start = text.index(whole, mention.start)
            mention.end, mention.text = mention.start + len(whole), whole
        keep.append(mention)
    return keep


def _parts(words: list[str]) -> list[str]:
    """The shorter runs of words in a name, the longest first."""
    n = len(words)
    return [" ".join(words[i : i + k]) for k in range(n - 1, 0, -1) for i in range(n - k + 1)]


class People:
    """The persons of one article: full names, and whom a short form means."""

    def __init__(self, mentions: list[Mention], listed: Gazetteer):
        self._spellings = listed.spellings
        forms: dict[str, list[Mention]] = defaultdict(list)
        shorts: dict[tuple, list[Mention]] = defaultdict(list)
        for mention in mentions:
            person = Person(_plain(mention.text))
            (forms[_plain(mention.text)] if person.full else shorts[person.words]).append(mention)
        self.canonical = merged_forms(Counter({form: len(found) for form, found in forms.items()}), listed.spellings)
        self.counts, self.first, self.offices = Counter(), {}, defaultdict(set)
        self._by_last, self._by_given, self._full_at = defaultdict(set), defaultdict(set), defaultdict(list)
        for form, name in self.canonical.items():
            self.counts[name] += len(forms[form])
            self._full_at[name] += [m.start for m in forms[form]]
            self.first[name] = min([self.first.get(name, 1 << 60), *(m.start for m in forms[form])])
            self.offices[name] |= {m.title.office for m in forms[form] if m.title and m.title.office}
            words = Person(form).words
            for k in range(1, len(words)):
                self._by_last[words[k:]].add(name)
            if Person(form).suffix or len(words) == 1:
                self._by_last[words].add(name)
            if form == name:
                self._by_given[words[:1]].add(name)
        self._titled = {words for words, found in shorts.items() if any(m.title for m in found)}
        self._rulers = {words: _ruler(m) for words, found in shorts.items() for m in reversed(found) if _ruler(m)}
        self._starts = {words: sorted(m.start for m in found) for words, found in shorts.items()}
        self._separate_holders(shorts)

    def _separate_holders(self, shorts: dict[tuple, list[Mention]]) -> None:
        """'President Obama' is a person of his own where the only Obama in full is the first lady, Michelle Obama."""
        for words, found in shorts.items():
            titled = [m for m in found if m.title and m.title.office in titles.HIGHEST]
            if not titled or not self._by_last.get(words):
                continue
            office, start = titled[0].title.office, titled[0].start
            if all(self._another(name, office, start) for name in self._by_last[words]):
                name = titled[0].text
                self.counts[name], self.first[name], self.offices[name] = len(titled), start, {office}
                self._by_last[words].add(name)

    def _another(self, name: str, office: str, start: int) -> bool:
        """Whether somebody is not the holder of an office named by surname."""
        offices = self.offices[name]
        if Person(name).suffix or (offices and not any(office in held or held in office for held in offices)):
            return bool(Person(name).suffix) or bool(offices & titles.HIGHEST)
        return not offices and start < self.first[name] and sex_of(name) == "f"

    def bears(self, mention: Mention) -> bool:
        """Whether a word is part of the full name of a person in this article, or stands after a title in it."""
        words = Person(_plain(mention.text)).words
        return words in self._by_last or words in self._by_given or words in self._titled

    def surname(self, word: str) -> bool:
        """Whether a word sounds like the surname of a person in this article."""
        return (sound(word),) in self._by_last

    def knows(self, mention: Mention, in_place: bool) -> bool:
        """Whether a mention with another label is a person of this article: 'Trump' taken for an organisation."""
        if mention.label not in _OTHERS or mention.name or (in_place and mention.label in ("GPE", "LOC", "FAC")):
            return False
        words = Person(_plain(mention.text)).words
        if mention.text in self.canonical or words in self._by_last or words in self._titled:
            return True
        if words in self._by_given:
            return sex_of(mention.text) is not None and mention.label != "GPE"
        return mention.label != "GPE" and words in self._starts

    def name(self, mention: Mention) -> tuple[str, str]:
        """Name and basis of a person's mention."""
        text = _plain(mention.text)
        name = self.canonical.get(text) or self._spellings.get(text)
        if name:
            return name, "as written" if name == text else "spelling of the full name"
        words = Person(text).words
        ruler = _ruler(mention)
        found, part = ((), "surname") if ruler else (self._by_last.get(words, ()), "surname")
        if not found:
            found, part = self._by_given.get(words, ()), "given name"
        if len(found) > 1:
            found = self._meant(sorted(found, key=lambda name: (self.first[name], name)), words, mention)
        if len(found) == 1:
            (name,) = found
            return name, f"{part} in this article" if name != text else "as written"
        if found:
            return _tidy(text), "ambiguous: " + " or ".join(sorted(found))
        if words in self._rulers:
            return self._rulers[words], "title and given name"
        return _tidy(text), "as written"

    def _meant(self, found: list[str], words: tuple, mention: Mention) -> list[str]:
        """Whom of several the short form means, by what the text shows; all of them where it does not."""
        title = mention.title
        if title and title.sex:
            found = [name for name in found if sex_of(name) in (None, title.sex)] or found
        if title and title.office:
            found = [name for name in found if title.office in self.offices[name]] or found
        holder, second = found[0], found[1] if len(found) > 1 else None
        if second is None or self.first[holder] < mention.start < self.first[second]:
            return [holder]
        alone = sum(start < self.first[second] for start in self._starts.get(words, ()))
        most = max(self.counts[name] for name in found)
        near = [name for name in found if any(mention.start - 400 < start < mention.start for start in self._full_at[name])]
        if alone and self.counts[holder] + alone >= most:
            return [holder] if near in ([], [holder]) or len(near) > 1 else found
        if len(near) == 1:
            return near
        top, *others = sorted(found, key=lambda name: (-self.counts[name], self.first[name]))
        return [top] if self.counts[top] >= 3 * sum(self.counts[name] for name in others) and not near else found


def _ruler(mention: Mention) -> str:
    """'King Salman', where a title before a given name alone makes the name; else ''."""
    title = mention.title
    if not title or " " in mention.text or not {title.honorific, title.office} & titles.BEFORE_GIVEN:
        return ""
    honorific = title.honorific if title.honorific in titles.BEFORE_GIVEN else title.office
    return f"{honorific.title()} {_tidy(_plain(mention.text))}"


def _plain(text: str) -> str:
    return re.sub(r"[()]|['’]s?$", "", text)


def _tidy(text: str) -> str:
    """A name in capitals as it is written elsewhere: MACRON, Macron."""
    return text.title() if text.isupper() and len(text) > 4 else text


def _found_again(text: str, mentions: list[Mention], people: People) -> list[Mention]:
    """Add the places where a name of the article stands, or a title before a name, and the model saw none."""
    known: dict[str, str] = {}
    for mention in mentions:
        if mention.known or mention.label not in ("PERSON", "GPE", "ORG") or len(mention.text) < 4 or "(" in mention.text:
            continue
        for form in (mention.text, mention.text.upper()):
            known.setdefault(form, mention.label)
    for name in people.canonical.values():
        short, given = Person(name).short, name.split()[0]
        for form in (short, short.upper(), given) if sex_of(name) or len(given) > 5 else (short, short.upper()):
            if len(form) > 3:
                known.setdefault(form, "PERSON")
    named = {m.text: m.name for m in mentions}
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in sorted(known, key=lambda f: (-len(f), f)):
        by_first[form.split()[0].split("-")[0]].append(form)
    starts, added, at = [m.start for m in mentions], [], 0
    for word in _CAPITAL.finditer(text):
        start = word.start()
        if start < at:
            continue
        i = bisect_left(starts, word.end())
        if i and mentions[i - 1].end > start:
            continue
        first = re.sub(r"['’]s?$", "", word[0])
        for form in by_first.get(first.split("-")[0], ()):
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalnum() and _stands_alone(text, start, end):
                mention = Mention(start, end, known[form], form, title=titles.before(text, start))
                if mention.label == "PERSON":
                    mention.name, mention.basis = people.name(mention)
                else:
                    mention.name, mention.basis = named[form] if form in named else "", "named elsewhere in this article"
                added.append(mention)
                at = end
                break
        else:
            if len(first) > 4 and people.surname(first) and _stands_alone(text, start, start + len(first)):
                mention = Mention(start, start + len(first), "PERSON", first)
                mention.name, mention.basis = people.name(mention)
                added.append(mention)
    return sorted(mentions + added, key=lambda m: m.start)


_NAME = re.compile(r"[A-ZÀ-ÞĀ-ž][\w’-]*[a-zß-ÿ](?: (?:[A-ZÀ-ÞĀ-ž][\w’-]*[a-zß-ÿ]|bin|al-\w+)){0,2}\b|(?:[A-Z]\.? ?){1,3}(?<=[. ])[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þ][a-zß-ÿ]+)?")


def _announced(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add persons that a title announces ('Field Marshal Asim Munir') and bodies that capitals show ('MONUSCO')."""
    starts, added, at = [m.start for m in mentions], [], 0
    for word in _CAPITAL.finditer(text):
        i = bisect_left(starts, word.end())
        if word.start() >= at and not (i and mentions[i - 1].end > word.start()):
            mention = _person_or_body(text, word.start(), re.sub(r"['’]s?$", "", word[0]))
            if mention:
                added.append(mention)
                at = mention.end
    return sorted(mentions + added, key=lambda m: m.start)


def _person_or_body(text: str, start: int, word: str) -> Mention | None:
    line_end = text.find("\n", start)
    line_end = line_end if line_end > 0 else len(text)
    if len(word) > 3 and word.isupper() and word.isalpha():
        around = text[max(0, text.rfind("\n", 0, start), start - 20) : min(start + len(word) + 20, line_end)]
        in_capitals = re.search(r"\b[A-Z]{2,} *$", text[max(0, start - 20) : start])
        if word not in titles.ABBREVIATIONS and sum(c.islower() for c in around) > 9 and not in_capitals:
            return Mention(start, start + len(word), "ORG", word)
        return None
    title = titles.before(text, start)
    if not title or not (title.honorific or text[title.office_start].isupper()):
        return None
    match = _NAME.match(text, start, line_end)
    if not match or fold(word) in titles.WORDS or looks_like_body(match[0].split()):
        return None
    return Mention(start, match.end(), "PERSON", match[0], title=title)


_BEFORE = re.compile(r"([A-ZÀ-ÞĀ-ž][\w’'.-]*) $")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is not part of a longer one that the model missed: 'Trump Tower', 'Ivanka Trump'."""
    if text[start:end].isupper():
        return True
    if re.match(r" [A-ZÀ-Þ][a-zß-ÿ]", text[end : end + 3]):
        return False
    before = _BEFORE.search(text, max(0, start - 25), start)
    if not before or titles.before(text, start):
        return True
    if before[1][-1] in ".?!" and len(before[1]) > 2:
        return True
    return before.start() == 0 or text[before.start() - 1] in '\n"“' or text[max(0, before.start() - 2)] in ".?!:"


def _name_bodies(mentions: list[Mention]) -> None:
    """Names of bodies and places: one label and spelling inside the article, short forms under the longer name."""
    spellings: dict[str, str] = {}
    labels: dict[str, Counter] = defaultdict(Counter)
    acronyms, beginnings = defaultdict(set), defaultdict(set)
    for mention in mentions:
        if mention.label in _PLACED and not mention.name:
            key = key_of(mention.text)
            spellings[key] = min(spellings.get(key, mention.text), mention.text, key=lambda t: (t.isupper(), -len(t), t))
            labels[key][mention.label] += 1
    for key, text in sorted(spellings.items()):
        words = key.split()
        if len(words) > 2:
            acronyms[initials(text)].add(text)
        for k in range(2, len(words)):
            if words[k] in ("of", "for", "on"):
                beginnings[" ".join(words[:k])].add(text)
    for mention in mentions:
        if mention.name:
            continue
        key = key_of(mention.text)
        mention.name, mention.basis = mention.text, "as written"
        if mention.label not in _PLACED:
            continue
        mention.label = min(labels[key], key=lambda label: (-labels[key][label], _PLACED.index(label)))
        if spellings[key] != mention.text:
            mention.name, mention.basis = spellings[key], "spelling of the name in this article"
        for index, look, why in ((acronyms, mention.text.replace(".", ""), "initials"), (beginnings, key, "beginning")):
            if len(index.get(look, ())) == 1:
                (mention.name,) = index[look]
                mention.basis = f"{why} of a longer name in this article"
