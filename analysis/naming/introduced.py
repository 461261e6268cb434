"""The people an article introduces, and whom a short form means.

Short forms follow newsroom practice: a person is introduced in full, and the surname alone means the one introduced.
"""

import re
from collections import Counter, defaultdict
from functools import lru_cache

from . import titles
from .gazetteer import Gazetteer
from .mentions import OTHERS, Mention
from .people import merged_forms, person_of, sex_of, sound


class People:
    """The persons of one article: full names, and whom a short form means."""

    def __init__(self, mentions: list[Mention], listed: Gazetteer):
        self._spellings = listed.spellings
        forms: dict[str, list[Mention]] = defaultdict(list)
        shorts: dict[tuple, list[Mention]] = defaultdict(list)
        for mention in mentions:
            person = person_of(_plain(mention.text))
            (forms[_plain(mention.text)] if person.full else shorts[person.words]).append(mention)
        self.canonical = merged_forms(Counter({form: len(found) for form, found in forms.items()}), listed.spellings)
        self.counts, self.first, self.offices = Counter(), {}, defaultdict(set)
        self._by_last, self._by_given, self._by_middle = defaultdict(set), defaultdict(set), defaultdict(set)
        self._full_at = defaultdict(list)
        for form, name in self.canonical.items():
            self.counts[name] += len(forms[form])
            self._full_at[name] += [m.start for m in forms[form]]
            self.first[name] = min([self.first.get(name, 1 << 60), *(m.start for m in forms[form])])
            self.offices[name] |= {m.title.office for m in forms[form] if m.title and m.title.office}
            words = person_of(form).words
            for k in range(1, len(words)):
                self._by_last[words[k:]].add(name)
            if person_of(form).suffix or len(words) == 1:
                self._by_last[words].add(name)
            if form == name:
                self._by_given[words[:1]].add(name)
                for k in range(1, len(words) - 1):
                    self._by_middle[words[k : k + 1]].add(name)
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
        if person_of(name).suffix or (offices and not any(office in held or held in office for held in offices)):
            return bool(person_of(name).suffix) or bool(offices & titles.HIGHEST)
        return not offices and start < self.first[name] and sex_of(name) == "f"

    def bears(self, mention: Mention) -> bool:
        """Whether a word is part of the full name of a person in this article, or stands after a title in it."""
        words = person_of(_plain(mention.text)).words
        return words in self._by_last or words in self._by_given or words in self._titled

    def surname(self, word: str) -> bool:
        """Whether a word sounds like the surname of a person in this article."""
        return (sound(word),) in self._by_last

    def knows(self, mention: Mention, in_place: bool) -> bool:
        """Whether a mention with another label is a person of this article: 'Trump' taken for an organisation."""
        if mention.label not in OTHERS or mention.name or (in_place and mention.label in ("GPE", "LOC", "FAC")):
            return False
        words = person_of(_plain(mention.text)).words
        if mention.text in self.canonical or words in self._by_last or words in self._titled:
            return True
        if words in self._by_given:
            if mention.label == "GPE":
                return words in self._starts and not mention.text.isupper()
            return mention.label in ("FAC", "ORG", "PRODUCT") or sex_of(mention.text) is not None
        return mention.label != "GPE" and words in self._starts

    def name(self, mention: Mention) -> tuple[str, str]:
        """Name and basis of a person's mention."""
        text = _plain(mention.text)
        name = self.canonical.get(text) or self._spellings.get(text)
        if name:
            return _tidy(name), "as written" if name == text else "spelling of the full name"
        words = person_of(text).words
        ruler = _ruler(mention)
        found, part = ((), "surname") if ruler else (self._by_last.get(words, ()), "surname")
        if not found:
            found, part = self._by_given.get(words, ()), "given name"
        if not found and words not in self._titled:
            found, part = self._by_middle.get(words, ()), "middle name"
        suffix = person_of(text).suffix
        if len(found) > 1:
            found = [name for name in found if person_of(name).suffix == suffix] or found
        if len(found) > 1:
            found = self._meant(sorted(set(found), key=lambda name: (self.first[name], name)), words, mention)
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
        near = [
            name for name in found if any(mention.start - 400 < start < mention.start for start in self._full_at[name])
        ]
        if alone and self.counts[holder] + alone >= most:
            return [holder] if near in ([], [holder]) or len(near) > 1 else found
        if len(near) == 1:
            return near
        top, *others = sorted(found, key=lambda name: (-self.counts[name], self.first[name]))
        return [top] if self.counts[top] >= 3 * sum(self.counts[name] for name in others) and not near else found


def _ruler(mention: Mention) -> str:
    """'King Salman', where a title before a given name alone makes the name; else ''."""
    title = mention.title
    if (
        not title
        or " " in mention.text
        or person_of(f"X {mention.text}").suffix
        or not {title.honorific, title.office} & titles.BEFORE_GIVEN
    ):
        return ""
    honorific = title.honorific if title.honorific in titles.BEFORE_GIVEN else title.office
    return f"{honorific.title()} {_tidy(_plain(mention.text))}"


@lru_cache(maxsize=1 << 11)
def _plain(text: str) -> str:
    return re.sub(r"[()\[\]]|['’]s?$", "", text)


def _tidy(text: str) -> str:
    """A name in capitals as it is written elsewhere: MACRON, Macron."""
    return text.title() if text.isupper() and len(text) > 4 else text
