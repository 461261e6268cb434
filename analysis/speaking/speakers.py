"""Who is that? From the words that name a source to the canonical speaker, with every step in plain words.

>>> antecedent(article, 912, 914)  # doctest: +SKIP
Speaker(names=['Volodymyr Zelenskyy'], kind='person', basis="pronoun 'he' -> last speaker 'Zelensky' -> ...")

A source is a name, a pronoun, a title ("the Ukrainian president"), a role noun ("the official", "the statement"), an
office, a metonym, a group, or several of these joined; `pronouns` and `descriptions` read what is not a name, by the
nouns in `data/sources.toml`. Where the text does not say, the names are empty and the kind is "unknown". Unnamed
people are described, not named: "White House official".
"""

import re
from dataclasses import dataclass, field

from ..naming.titles import HONORIFICS, OFFICES
from .antecedents import Discourse
from .descriptions import described
from .nouns import is_plural_noun, is_source
from .pronouns import PRONOUN, pronoun
from .sources import governing, is_nobodys, relayed, tidied

PREPOSITION = re.compile(
    r"\s+(?:of|for|to|from|in|at|on|with|by|against|about|near|behind|under|like|among|across|within|outside|inside"
    r"|around|who|whom|whose|which|that|involved|close|familiar|representing|involving|seeking|speaking|(?:issued|released|sent|signed|written)(?=\s(?:by|from|on|to)\b)|(?:attending|monitoring|observing|quoted)(?=\s(?:the|an?|in|at|on|by|to|his|her|its|their)\b)|including)\b"
)
ADVERBIAL = re.compile(
    r"\s+(?:\w+ing|also|earlier|here|later|now|today|tomorrow|tonight|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
KIND_OF_BODY = re.compile(
    r"(?:\s(?:insurgent|media|political|rebel|state|television|TV))?\s(?:news agency|broadcaster|daily|faction|group|magazine|militia|movement"
    r"|network|newspaper|party|website)(?=\s*$|" + PREPOSITION.pattern + ")"
)
INDEFINITE = re.compile(r"(?:an?|another|one|some)\b", re.IGNORECASE)
LINK = re.compile(r"\s*,?\s+(?:and|&|or|as well as|along with|together with)\s+|,\s+")
RELATIVE = re.compile(r",?\s+(?:who|whom|whose|which|that)\b")
APPOSITION = re.compile(r"(?:a|an|the|his|her|its|their|former|chief|one of|head of|president of)\b")
ROLE = re.compile(r"(?:[a-z][\w-]*\s?){0,4}")
MET = re.compile(r"\b([a-z]+) (?:gathered|meeting)$")
TAIL = re.compile(r"\s+(?:each|both|all|alike|himself|herself|itself|themselves)$")
NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART")
LAST_LINK = re.compile(r"\s(?:and|&|or|as well as|along with|together with)\s")
BEFORE_NAME = re.compile(r"(?:\b(?:of|for|to|from|by|with|against|about|in|at)\s+(?:the\s+)?)(?:[A-Z][\w.-]*\s+)*$")
QUANTIFIED = re.compile(
    r"(?:\w+ )*?(?:some|many|most|several|few|other|all|\d[\d,]*|leading|senior|top)\s", re.IGNORECASE
)
ACRONYM = re.compile(r"\s*(?:\([A-Z-]+)?\)\s+[A-Z]")
LISTED = re.compile(r"\s(?:like|such as|including)\s")


@dataclass(frozen=True)
class Speaker:
    """Canonical names, what sort of source they are (as in `Quote.speaker_kind`), and the steps from words to names."""

    names: list[str] = field(default_factory=list)
    kind: str = "unknown"
    basis: str = "the text does not say"


UNKNOWN = Speaker()


def resolve(article, source, cue, content, earlier) -> Speaker:
    """The speaker of one attribution.

    `source`, `cue` and `content` are lists of (start, end); `earlier` are the `Quote` rows already read, in text order.
    """
    reader = Reader(_discourse(article), earlier, content)
    if not source:
        return reader.unsourced(cue)
    found = [reader.phrase(start, end) for start, end in source]
    return joined([speaker for speaker in found if speaker.names] or found[:1])


def antecedent(article, start: int, end: int) -> Speaker:
    """Who a pronoun, title, role noun or definite description stands for, anywhere in the article."""
    quotes = article.rows.get("quotes", [])
    own = [q for q in quotes if any(s < end and start < e for s, e in q.source)]
    others = [q for q in quotes if q not in own] if own else quotes
    earlier = [q for q in others if q.start < start or min(q.source, default=(start,))[0] < start]
    reader = Reader(_discourse(article), earlier, [span for q in own for span in q.content], speaks=bool(own))
    return reader.phrase(start, end)


def sources(article, source, cue, content) -> list[tuple[int, int]]:
    """The words that name the source of one attribution, as noun phrases; all are lists of (start, end)."""
    scene = _discourse(article)
    verb = scene.token(cue[0][0]) if cue else None
    meant = cue[0] if verb is not None and is_nobodys(verb) else relayed(verb) or governing(scene, verb, source)
    return tidied(scene, [meant] if meant else source, [*cue, *content])


def _discourse(article) -> Discourse:
    """The article's discourse, made once."""
    if "discourse" not in vars(article):
        article.discourse = Discourse(article)
    return article.discourse


def joined(speakers: list[Speaker]) -> Speaker:
    """Several sources as one."""
    if len(speakers) == 1:
        return speakers[0]
    names = list(dict.fromkeys(name for speaker in speakers for name in speaker.names))
    kinds = {speaker.kind for speaker in speakers if speaker.names}
    return Speaker(names, kinds.pop() if len(kinds) == 1 else "group", "; ".join(speaker.basis for speaker in speakers))


class Reader:
    """Reads source phrases against what the article has said so far.

    `earlier` are the quotations before this one, `content` the spans attributed now: nobody is looked for in one's
    own words. `speaks` is false where the phrase is not the source of an attribution.
    """

    Speaker = Speaker

    def __init__(self, scene: Discourse, earlier, content, speaks: bool = True):
        self.scene, self.text, self.earlier, self.content, self.speaks = scene, scene.text, earlier, content, speaks

    def unsourced(self, cue) -> Speaker:
        """No words for the source: the subject of the cue's clause, or whoever was speaking goes on."""
        if cue:
            subject = self.scene.subject(self.scene.token(cue[0][0]))
            if subject and not any(s <= subject[0] < e for s, e in self.content):
                found = self.phrase(*subject)
                if found.kind not in ("document", "unknown"):
                    return Speaker(found.names, found.kind, f"subject of the clause -> {found.basis}")
            if not is_verb(self.scene.token(cue[0][0])):
                return UNKNOWN
        start = min(self.content)[0] if self.content else cue[0][0]
        before = [q for q in self.earlier if q.start < start and q.speakers and not q.start <= start < q.end]
        if before and self.scene.paragraph(start) - self.scene.paragraph(before[-1].end - 1) <= 1:
            names = list(before[-1].speakers)
            return Speaker(names, before[-1].speaker_kind, f"goes on from the quotation before -> {'; '.join(names)}")
        return UNKNOWN

    def phrase(self, start: int, end: int) -> Speaker:
        """A source phrase, which may join several: "both Mr Macron and Mr Zelensky"."""
        start, end = strip(self.text, *self._whole_names(start, end))
        if (met := MET.search(self.text, start, end)) and is_plural_noun(met[1]) and is_source(met[1]):
            end = met.end(1)
        if start >= end:
            return UNKNOWN
        parts, at = [], start
        relative = RELATIVE.search(self.text, start, end)
        apposed = False
        for cut in LINK.finditer(self.text, start, relative.start() if relative else end):
            if self.scene.cuts(*cut.span()):
                continue
            apposed = apposed or self._describes(cut.end(), end) and self._person(at, cut.start())
            if not apposed or "," in cut[0] and cut[0].strip(" ,") and self._person(cut.end(), end):
                parts.append((at, cut.start()))
                at, apposed = cut.end(), False
        parts.append((at, end))
        if len(parts) > 1 and self._two_titles(*parts[:2]):
            return self.noun_phrase(*parts[0])
        links = len(parts) > 1 and LAST_LINK.search(self.text, parts[-2][1], parts[-1][0] + 1)
        if links and not self._inner_list(parts) and all(self._stands_alone(*part) for part in parts):
            opener = re.compile(r"(?:both|either|neither)\s+", re.IGNORECASE).match(self.text, start, end)
            first = (opener.end() if opener else start, parts[0][1])
            return joined([self.noun_phrase(*part) for part in [first, *parts[1:]]])
        return self.noun_phrase(start, end)

    def _describes(self, start: int, end: int) -> bool:
        """Does a description of who was just named begin here: "the chairman", "founder and head of"?"""
        found = ROLE.match(self.text, start, end)
        roles = [is_source(word, "person") and not is_plural_noun(word) for word in found[0].split()]
        another = any(roles[-1:]) and any(row.start == found.end() for row in self.scene.since(start))
        return any(roles) and not another or bool(APPOSITION.match(self.text, start))

    def _whole_names(self, start: int, end: int) -> tuple[int, int]:
        """The span with every name it cuts made whole, and the name after a title left alone: "Mr"."""
        alone = self.text[start:end].rstrip(".").lower() in HONORIFICS | OFFICES
        named = alone and any(row.start == end + 1 for row in self.scene.since(start))
        return self.scene.whole_names(start, end + 2 if named else end)

    def _two_titles(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """ "the former first lady and senator": one person, two titles."""
        article = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
        one, two = (self.head(start, self.core(start, end)) for start, end in (first, second))
        titles = all(is_source(noun, "person") and not is_plural_noun(noun) for noun in (one, two))
        plain = article.match(self.text, first[0]) and not article.match(self.text, second[0])
        return bool(plain) and titles and not self._person(*first) and not self._person(*second)

    def _inner_list(self, parts) -> bool:
        """ "groups like A and B", "leaders of A and B": the list hangs on the noun before it."""
        (start, end), core = parts[0], self.core(*parts[0])
        if LISTED.search(self.text, start, end):
            return True
        apart = (self._person(*part) or is_plural_noun(self.head(part[0], self.core(*part))) for part in parts[1:])
        return core < end and not any(apart)

    def _person(self, start: int, end: int) -> bool:
        """Does a phrase name a person?"""
        named = self.named(start, end)
        return named is not None and named.label == "PERSON"

    def _stands_alone(self, start: int, end: int) -> bool:
        """Can a member of a list be a source by itself?"""
        words, core = self.text[start:end].lower().split(), self.core(start, end)
        if not words:
            return False
        named = any(row.end >= core for row in self.scene.within(start, end))
        return named or words[-1] in PRONOUN or is_source(self.head(start, core))

    def core(self, start: int, end: int) -> int:
        """End of the phrase's core: before its first comma, bracket, dash, preposition or relative clause."""
        for m in re.compile(rf"\s*(?:,(?!\d)|\((?![A-Z-]+\) [A-Z])|[—–])|\s+--?\s|{PREPOSITION.pattern}").finditer(
            self.text, start, end
        ):
            if m.start() > start and not self.scene.cuts(m.start(), m.start()):
                return m.start()
        return end

    def head(self, start: int, core: int) -> str:
        """The head noun, lower case."""
        words = re.findall(r"[^\W\d_][\w'’.-]*", self.text[start:core])
        return re.sub(r"['’]s?$", "", words[-1].lower()) if words else ""

    def noun_phrase(self, start: int, end: int) -> Speaker:
        """One source: pronoun, name, or a description by a common noun."""
        word = re.sub(r"^(?:\w+ )+of (?=(?:whom|which|them|us)$)", "", self.text[start:end].lower())
        if word in PRONOUN:
            return pronoun(self, word, end - len(word), end)
        named = self.named(start, end)
        if named and named.label == "NORP":
            one = INDEFINITE.match(self.text, start, named.start) and not named.text.endswith("s")
            named = None if one or QUANTIFIED.match(self.text, start, named.start) else named
        return self.name(named) if named else described(self, start, end)

    def named(self, start: int, end: int):
        """The entity row that is the phrase's head or stands in apposition to it, if any."""
        core = self.core(start, end)
        deputy = is_source(self.head(start, core), "deputies")
        relative = RELATIVE.search(self.text, core, end)
        end = relative.start() if relative else end
        rows = self.scene.within(start, end)
        if found := next((row for row in rows if row.label == "PERSON" and row.end == core), None):
            return found
        for row in rows:
            if row.label not in NAMED:
                continue
            before, after = self.text[start : row.start], self.text[row.end : end]
            goes_on = re.match(r"\s*[-\w]", after) and not (PREPOSITION.match(after) or ADVERBIAL.match(after))
            if row.label == "ORG" and KIND_OF_BODY.match(after) and not INDEFINITE.match(before):
                goes_on = False
            if re.match(r"['’]s?\s", after) or goes_on or ACRONYM.match(after):
                continue
            if row.start < core:
                return row
            apposed = self.text[core : row.start] == ", " or self._closes(core, row, end)
            if row.label == "PERSON" and (apposed or not deputy):
                title = self.head(start, core) in OFFICES and not re.match(r"(?:the|an?)\s", before, re.IGNORECASE)
                if title or not BEFORE_NAME.search(before):
                    return row
            if row.label == "ORG" and apposed and is_source(self.head(start, core), "bodies"):
                return row
        return None

    def _closes(self, core: int, row, end: int) -> bool:
        """A name between commas after a description, "a lawyer for the papers, David Schulz,", unless it may be that of
        somebody who stands right before it: "a spokesman for the minister, Jo Hill"."""
        before = re.search(r"([\w'’-]+),\s$", self.text[core : row.start])
        if not before or self.text[row.end : end].strip(" ,"):
            return False
        noun = before[1].lower()
        nobody = before[1][0].isupper() or is_plural_noun(noun) or is_source(noun, "bodies", "governments")
        return nobody and not is_source(noun, "person")

    def name(self, row) -> Speaker:
        """The speaker an entity row stands for."""
        text = self.text[row.start : row.end]
        if row.label == "PERSON":
            return Speaker([row.entity], "person", f"name '{text}' -> {row.entity}")
        if row.label == "NORP" and (other := self.scene.part_of_people(row)):
            text = self.text[other.start : row.end]
            return Speaker([text], "group", f"part of a people '{text}'")
        if row.label == "NORP" and self._people(row, text):
            return Speaker([text], "group", f"people '{text}'")
        if row.stands_for and row.label in ("GPE", "NORP"):
            return Speaker([row.stands_for], "government", f"{row.kind} '{text}' -> {row.stands_for}")
        if row.label == "GPE":
            return Speaker([row.entity], "government", f"country or place '{text}' -> {row.entity}")
        if row.label == "NORP":
            return Speaker([text], "group", f"name '{text}'")
        kind = "government" if row.stands_for else "organisation"
        return Speaker([row.entity], kind, f"{row.kind} '{text}' -> {row.entity}")

    def _people(self, row, text: str) -> bool:
        """Whether a plural means people rather than their government: "Palestinians fear", not "the Russians fear"."""
        article = self.text[max(0, row.start - 4) : row.start].lower() == "the "
        return text.endswith("s") and not text.endswith("ss") and not article


def is_verb(token) -> bool:
    return token is None or token.pos_ in ("VERB", "AUX")


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks, marks and a closing possessive."""
    while start < end and text[start] in " \n\t,;:—–-“”\"'‘(":
        start += 1
    while start < end and text[end - 1] in ' \n\t,;:—–-“”"‘(':
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    while start < end and text[end - 1] in "'’":
        end -= 1
    tail = TAIL.search(text, start, end)
    return start, tail.start() if tail else end
