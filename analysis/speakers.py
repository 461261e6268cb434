"""Who is that? From the words that name a source to the canonical speaker, with every step in plain words.

>>> resolve(article, source=[(61, 63)], cue=[(64, 69)], content=[(0, 59)], earlier=[])     # '"It is late," he added'
Speaker(names=['Emmanuel Macron'], kind='person', basis="pronoun 'he' -> subject last named 'Macron' -> Emmanuel Macron")

A source is a name, a pronoun, a title ("the Ukrainian president"), a role noun ("the official", "the statement"), an office, a
metonym, a group, or several of these joined. The nouns are in `data/sources.toml`; pronouns are read by `antecedents`.
Where the text does not say, the list of names is empty and the kind "unknown". Unnamed people are described, not named: "White House official".
"""

import re
from dataclasses import dataclass, field

from .antecedents import Discourse, Mention, data

PREPOSITION = r"of|for|to|from|in|at|on|with|by|against|about|near|behind|under|like|among|across|within|outside|inside|around|who|whom|whose|which|that|involved|close|familiar|representing|involving|seeking|speaking"
PRONOUNS = {
    "first": {"i", "me", "my", "myself", "mine", "we", "us", "our", "ourselves"},
    "second": {"you", "your", "yourself"},
    "m": {"he", "him", "his", "himself"},
    "f": {"she", "her", "hers", "herself"},
    "plural": {"they", "them", "their", "themselves", "both", "these", "those", "all", "some", "many"},
    "thing": {"it", "its", "itself", "this"},
    "relative": {"who", "whom", "whose", "which", "that"},
}
PRONOUN = {word: sort for sort, words in PRONOUNS.items() for word in words}
TITLES = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Prof|Gen|Sen|Rep|Gov|Col|Lt|Capt|Rev|Hon)\.?\s+)+$")


@dataclass(frozen=True)
class Speaker:
    """Canonical names, what sort of source they are, and the steps from the words to the names."""

    names: list[str] = field(default_factory=list)
    kind: str = "unknown"
    basis: str = "the text does not say"


UNKNOWN = Speaker()


def resolve(article, source, cue, content, earlier) -> Speaker:
    """The speaker of one attribution.

    `source`, `cue`, `content` are lists of (start, end); `earlier` are the quotes already read, in text order.
    """
    scene = _scene(article)
    if not source:
        return _unsourced(scene, cue, content, earlier)
    reader = _Reader(scene, earlier, content)
    found = [reader.phrase(start, end) for start, end in source]
    return _joined([speaker for speaker in found if speaker.names] or found[:1])


def antecedent(article, start: int, end: int) -> Speaker:
    """Who a pronoun, title, role noun or definite description stands for, anywhere in the article."""
    return _Reader(_scene(article), article.rows.get("quotes", []), []).phrase(start, end)


def _scene(article) -> Discourse:
    """The article's discourse, made once."""
    if "discourse" not in vars(article):
        article.discourse = Discourse(article)
    return article.discourse


def _joined(speakers: list[Speaker]) -> Speaker:
    if len(speakers) == 1:
        return speakers[0]
    names = list(dict.fromkeys(name for speaker in speakers for name in speaker.names))
    kinds = {speaker.kind for speaker in speakers if speaker.names}
    basis = "; ".join(speaker.basis for speaker in speakers)
    return Speaker(names, kinds.pop() if len(kinds) == 1 else "group", basis)


def _unsourced(scene, cue, content, earlier) -> Speaker:
    """No words for the source: the subject of the cue's clause, or whoever was speaking goes on."""
    reader = _Reader(scene, earlier, content)
    if cue:
        subject = scene.subject(cue[0][0])
        if subject and not any(s <= subject[0] < e for s, e in content):
            found = reader.phrase(*subject)
            return Speaker(found.names, found.kind, f"subject of the clause -> {found.basis}")
    start = min(s for s, _ in content) if content else cue[0][0]
    before = [q for q in earlier if q.start < start and q.speakers and not q.start <= start < q.end]
    if before and scene.paragraph(start) - scene.paragraph(before[-1].end - 1) <= 1:
        last = before[-1]
        return Speaker(list(last.speakers), last.speaker_kind, f"goes on from the quotation before -> {'; '.join(last.speakers)}")
    return UNKNOWN


class _Reader:
    """Reads source phrases of one attribution against what the article has said so far."""

    def __init__(self, scene: Discourse, earlier, content):
        self.scene, self.text, self.earlier, self.content = scene, scene.text, earlier, content
        self.nouns = {name: set(words) for name, words in data("sources.toml").items() if isinstance(words, list)}

    def phrase(self, start: int, end: int) -> Speaker:
        """A source phrase, which may join several: "both Mr Macron and Mr Zelensky"."""
        start, end = _strip(self.text, start, end)
        if start >= end:
            return UNKNOWN
        cuts = [m for m in re.finditer(r"\s*,?\s+(?:and|&|or|as well as|along with|together with)\s+|,\s+", self.text[start:end])]
        parts, at = [], start
        for cut in cuts:
            s, e = start + cut.start(), start + cut.end()
            if any(row.start < s and e < row.end for row in self.scene.entities):
                continue
            parts.append((at, s))
            at = e
        parts.append((at, end))
        if len(parts) > 1 and re.search(r"\s(?:and|&|or|as well as|along with|together with)\s", self.text[parts[-2][1] : parts[-1][0]] or " "):
            if all(self._stands_alone(*part) for part in parts):
                opener = re.match(r"(?:both|either|neither)\s+", self.text[start:end], re.I)
                first = (start + opener.end(), parts[0][1]) if opener else parts[0]
                return _joined([self.noun_phrase(*part) for part in [first, *parts[1:]]])
        return self.noun_phrase(start, end)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Can a member of a list be a source by itself?"""
        words = self.text[start:end].lower().split()
        core = self._core(start, end)
        return bool(words) and (
            any(start <= row.start and row.end <= end and row.end >= core for row in self.scene.entities)
            or words[-1] in PRONOUN
            or self._human(self._head(start, core))
        )

    def _core(self, start: int, end: int) -> int:
        """End of the phrase's core: before its first comma, bracket, preposition or relative clause."""
        for m in re.finditer(rf"\s*[,(—–]|\s+-\s|\s+(?:{PREPOSITION})\b|\s*$", self.text[start:end]):
            cut = start + m.start()
            if m.start() and not any(row.start < cut < row.end for row in self.scene.entities):
                return cut
        return end

    def _head(self, start: int, core: int) -> str:
        words = re.findall(r"[^\W\d_][\w'’.-]*", self.text[start:core])
        return re.sub(r"['’]s?$", "", words[-1].lower()) if words else ""

    def _human(self, noun: str) -> bool:
        return any(form in self.nouns[k] for form in _singulars(noun) for k in ("person", "bodies", "governments", "deputies")) or (
            noun in self.nouns["unnamed_plurals"] or noun in self.nouns["plurals"]
        )

    def noun_phrase(self, start: int, end: int) -> Speaker:
        """One source: pronoun, name, or a description by a common noun."""
        words = self.text[start:end]
        if (word := words.lower()) in PRONOUN:
            return self.pronoun(word, start, end)
        core = self._core(start, end)
        head = self._head(start, core)
        named = self._named(start, end, core, head)
        if named:
            return self.name(named)
        return self.described(start, end, core, head)

    def _named(self, start, end, core, head):
        """The entity that is the phrase's head or stands in apposition to it, if any."""
        inside = [row for row in self.scene.entities if start <= row.start and row.end <= end]
        deputy = any(form in self.nouns["deputies"] for form in _singulars(head))
        for row in inside:
            before, after = self.text[start : row.start], self.text[row.end : end]
            if re.match(r"['’]s?\s", after) or re.match(r"\s*[-\w]", after) and not re.match(rf"\s+(?:{PREPOSITION})\b", after):
                continue
            before = TITLES.sub("", before)
            if row.start < core:
                return row
            if row.label == "PERSON" and not deputy:
                before = re.sub(r"(?:\s|^)(?:[A-Z][\w-]+\s+)*$", " ", before) if before.strip() else before
                if not re.search(r"\b(?:of|for|to|from|by|with|against|about|in|at)\s+(?:the\s+)?$", before) or re.match(
                    r"(?:[A-Z][\w.-]*\s+)+of\s+(?:[A-Z]|the\s)", self.text[start:end]
                ) and not self.text[start:end].lower().startswith(("the ", "a ")):
                    return row
            if row.label == "PERSON" and re.search(r",\s*(?:[\w-]+\s+)*$", before) and not re.search(rf"\b(?:{PREPOSITION})\s+\S*\s*$", before):
                return row
        return None

    def name(self, row) -> Speaker:
        text = self.text[row.start : row.end]
        if row.label == "PERSON" or row.kind == "office":
            return Speaker([row.entity], "person", f"name '{text}' -> {row.entity}")
        if row.stands_for:
            return Speaker([row.stands_for], "government", f"{row.kind} '{text}' -> {row.stands_for}")
        if row.label == "GPE":
            return Speaker([row.entity], "government", f"country or place '{text}' -> {row.entity}")
        kind = "group" if row.label == "NORP" else "organisation"
        return Speaker([row.entity], kind, f"name '{text}' -> {row.entity}")

    # ---- descriptions by a common noun

    def described(self, start, end, core, head) -> Speaker:
        text, nouns = self.text[start:end], self.nouns
        forms = _singulars(head)
        plain = self._plain(start, end)
        definite = not re.match(r"(?:%s)\b" % "|".join(nouns["indefinite"]), text, re.I)
        plural = head in nouns["plurals"] or (forms[0] != head and head not in nouns["person"]) or head in nouns["unnamed_plurals"]
        has = lambda *lists: any(form in nouns[name] for name in lists for form in forms)  # noqa: E731
        owner = self._owner(start, core)
        if has("offices") and owner and owner.label == "PERSON":
            return Speaker([owner.entity], "person", f"'{plain}' speaks for its owner -> {owner.entity}")
        if has("governments") and not plural or head == "authorities":
            country = owner and (owner.stands_for or (owner.entity if owner.label == "GPE" else None))
            if country:
                return Speaker([country], "government", f"'{text}' -> government of {country}")
            return Speaker([plain], "government", f"described as '{text}'")
        if has("speech_documents", "documents"):
            return self.document(start, end, core, head, owner, plain)
        if has("person") and not plural:
            return self.title(start, end, core, head, plain, definite)
        if has("bodies") and not plural:
            if definite and len(plain.split()) == 1:
                return self.same_head(start, head, plain, "organisation")
            return Speaker([plain], "organisation", f"described as '{text}'")
        if plural:
            kind = "unnamed" if head in nouns["unnamed_plurals"] else "group"
            if len(plain.split()) == 1:
                return self.same_head(start, head, plain, kind)
            return Speaker([plain], kind, f"described as '{text}'")
        return Speaker([plain], "unnamed", f"described as '{text}'")

    def _owner(self, start, core):
        """The name before the head noun: "Mr Zelensky's office", "the German government"."""
        inside = [row for row in self.scene.entities if start <= row.start and row.end < core]
        return inside[-1] if inside else None

    def _plain(self, start, end) -> str:
        """A description as short as it stays clear: no determiner, no relative clause."""
        text = re.sub(r"\s+", " ", self.text[start:end])
        text = re.split(r",| (?:who|which|that|whom|whose)\b", text)[0]
        words = text.split(" ")
        while len(words) > 1 and words[0].lower() in self.nouns["determiners"]:
            words = words[1:]
        if words[0].istitle() and (words[0].lower() in self.nouns["indefinite"] or self._human(words[0].lower())):
            words[0] = words[0].lower()
        return " ".join(words).strip("“”\"")

    def same_head(self, start, head, plain, kind) -> Speaker:
        """ "the group", "the officials": the latest fuller description with the same noun, or a name that carries it."""
        for row in reversed([row for row in self.scene.entities if row.end <= start]):
            if row.label != "PERSON" and re.search(rf"\b{re.escape(head)}\b", f"{row.text} {row.entity}", re.I):
                return Speaker([row.entity], kind, f"'{plain}' -> named before '{row.text}' -> {row.entity}")
        for s, e in reversed(self.scene.chunks_with(head, start)):
            fuller = self._plain(s, e)
            if len(fuller.split()) > len(plain.split()):
                return Speaker([fuller], kind, f"'{plain}' -> described before as '{fuller}'")
        return Speaker([plain], kind, f"described as '{plain}'")

    def title(self, start, end, core, head, plain, definite) -> Speaker:
        """A single person by office or role."""
        text = self.text[start:end]
        if not definite:
            return Speaker([plain], "unnamed", f"described as '{text}'")
        of = self._country(start, end)
        salience = self.scene.salience(start, self.scene.people, self.content)
        held = [r for r in self.scene.roles if _same_office(head, r) and (of is None or r.of in (None, of))]
        held = sorted({r.entity: r for r in held}.values(), key=lambda r: (of is not None and r.of == of, salience.get(r.entity, 0.0), r.entity))
        if held:
            role = held[-1]
            return Speaker([role.entity], "person", f"title '{text}' -> '{role.role}' -> {role.entity}")
        for s, e in reversed(self.scene.chunks_with(head, start)):
            fuller = self._plain(s, e)
            inside = self._named(s, e, self._core(s, e), head)
            if inside and inside.label == "PERSON":
                return Speaker([inside.entity], "person", f"'{text}' -> '{self.text[s:e]}' -> {inside.entity}")
            if len(fuller.split()) > len(plain.split()):
                return Speaker([fuller], "unnamed", f"'{text}' -> described before as '{fuller}'")
        if core == end and of is None and salience and not any(f in self.nouns["deputies"] for f in _singulars(head)):
            name = max(sorted(salience), key=salience.get)
            return Speaker([name], "person", f"'{text}' -> person last spoken of -> {name}")
        return Speaker([plain], "unnamed", f"described as '{text}'")

    def _country(self, start, end) -> str | None:
        for row in self.scene.entities:
            if start <= row.start and row.end <= end and row.label in ("NORP", "GPE", "ORG"):
                return row.stands_for or row.entity
        return None

    def document(self, start, end, core, head, owner, plain) -> Speaker:
        """Words on paper: their issuer where the article names one."""
        text = self.text[start:end]
        by = re.search(r"\s(?:from|by|of)\s+(?:the\s+)?", self.text[core:end])
        if by:
            issuer = self._named(core + by.end(), end, end, "")
            if issuer and issuer.label in ("PERSON", "ORG", "GPE"):
                return Speaker(self.name(issuer).names, "document", f"'{text}' -> its issuer -> {issuer.entity}")
        if owner and re.match(r"['’]", self.text[owner.end : owner.end + 1]):
            return Speaker(self.name(owner).names, "document", f"'{text}' -> its issuer -> {owner.entity}")
        speech = any(form in self.nouns["speech_documents"] for form in _singulars(head))
        if speech and not re.match(r"(?:a|an|one|another)\s", text, re.I) and len(plain.split()) == 1:
            before = [q for q in self.earlier if q.speakers and q.start < start]
            here = [q for q in before if q.end <= start or q.start < start]
            carrying = [q for q in here if re.search(rf"\b{re.escape(head)}", self._sentence_of(q), re.I)]
            last = (carrying or here)[-1:]
            if last:
                return Speaker(list(last[0].speakers), last[0].speaker_kind, f"'{text}' -> its issuer, who spoke before -> {'; '.join(last[0].speakers)}")
        return Speaker([plain], "document", f"described as '{text}'")

    def _sentence_of(self, quote) -> str:
        spans = [*quote.source, *quote.cue]
        return self.scene.sentence_text(spans[0][0]) if spans else ""

    # ---- pronouns

    def pronoun(self, word, start, end) -> Speaker:
        sort = PRONOUN[word]
        if sort == "first":
            return self.first_person(word, start)
        if sort == "second":
            return Speaker([], "unknown", f"'{word}' -> whoever is spoken to")
        if sort == "relative":
            host = self.scene.relative_host(start)
            if host is None:
                return UNKNOWN
            found = self.phrase(*host)
            return Speaker(found.names, found.kind, f"'{word}' -> {found.basis}")
        at = self._anchor(start)
        if sort in ("m", "f"):
            return self.scene_person(word, sort, start, at)
        return self.plural_or_thing(word, sort, start, at)

    def first_person(self, word, start) -> Speaker:
        around = [q for q in self.earlier if any(s <= start < e for s, e in q.content) and q.speakers]
        if around:
            return Speaker(list(around[-1].speakers), around[-1].speaker_kind, f"'{word}' in the words of {'; '.join(around[-1].speakers)}")
        return Speaker(["author"], "unnamed", f"'{word}' -> the author")

    def _anchor(self, start: int) -> int:
        """Where to look back from: before the content, where the content comes first."""
        return min([start, *(s for s, _ in self.content)])

    def _enclosing(self, start):
        return [q for q in self.earlier if any(s <= start < e for s, e in q.content)]

    def scene_person(self, word, sort, start, at) -> Speaker:
        scene, inside = self.scene, self._enclosing(start)
        barred = {name for q in inside if scene.inside(start) for name in q.speakers}
        candidates = [m for m in scene.people if m.name not in barred and scene.gender.get(m.name, sort) == sort]
        spoken = self._spoken(at, sort, barred)
        scores = scene.salience(start, candidates + spoken, self.content)
        for name in scores:
            if name not in scene.gender:
                scores[name] *= 0.7
        if not scores:
            return Speaker([], "unknown", f"pronoun '{word}' -> nobody named before")
        name = max(sorted(scores), key=lambda n: scores[n])
        seen = [m for m in candidates + spoken if m.name == name and m.start < start]
        last = max(seen, key=lambda m: m.start)
        how = "last speaker" if spoken and spoken[-1].name == name else "named before as"
        return Speaker([name], "person" if any(m.label == "PERSON" for m in seen) else "unnamed", f"pronoun '{word}' -> {how} '{last.text}' -> {name}")

    def _spoken(self, at, sort, barred) -> list[Mention]:
        """Earlier speakers as mentions: who spoke goes on speaking."""
        found = []
        for q in self.earlier:
            if len(q.speakers) == 1 and q.speaker_kind in ("person", "unnamed") and q.speakers[0] not in barred and q.start < at:
                name, place = q.speakers[0], (q.source or q.content)[0][0]
                if place < at and self.scene.gender.get(name, sort) == sort and not q.nested_in:
                    label = "PERSON" if q.speaker_kind == "person" else ""
                    found.append(self.scene.spoke(place, name, label, q.speaker_text or name))
        return found

    def plural_or_thing(self, word, sort, start, at) -> Speaker:
        """They, it: the group or body that spoke last or is the subject last named."""
        wanted = "plural" if sort == "plural" else "thing"
        candidates = []
        for s, e, weight in self.scene.chunks(start, wanted):
            if not any(a <= s < b for a, b in self.content):
                candidates.append((weight, s, e))
        if not candidates:
            return Speaker([], "unknown", f"pronoun '{word}' -> nothing named before")
        weight, s, e = max(candidates)
        found = self.phrase(s, e)
        return Speaker(found.names, found.kind, f"pronoun '{word}' -> '{self.text[s:e]}' -> {found.basis}")


def _same_office(head: str, role) -> bool:
    return head == role.office.lower() or role.office.lower().endswith(" " + head)


def _singulars(noun: str) -> list[str]:
    """Possible singulars, the noun itself last; a noun that is no plural gives itself alone."""
    if noun.endswith("men"):
        return [noun[:-3] + "man", noun]
    if noun.endswith("ies"):
        return [noun[:-3] + "y", noun]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return [noun[:-1], noun[:-2], noun] if noun.endswith("es") else [noun[:-1], noun]
    return [noun]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks, marks and a closing possessive."""
    while start < end and text[start] in " \n\t,;:—–-“”\"'‘(":
        start += 1
    while start < end and text[end - 1] in " \n\t,;:—–-“”\"‘(":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    while start < end and text[end - 1] in "'’":
        end -= 1
    return start, end
