"""Quotation marks: one state machine over a paragraph, for straight, curly, doubled, angled and single marks.

>>> text = "“Call it a ‘must’,” she said."
>>> [(quotation.text_of(text), quotation.level) for quotation in find_quotations(text)]
[('“Call it a ‘must’,”', 0), ('‘must’', 1)]

What a mark does is read off its glyph, its neighbours (space before: opens; space after: closes) and what is open.
News copy opens every paragraph of a long quotation and closes only the last; files lose marks and paragraph breaks.
So nothing has to pair: each quotation says whether it was opened, closed, and whether it carries on the one before.
"""

import re
from dataclasses import dataclass, replace

DOUBLE = '"“”„‟«»″＂'
SINGLE = "'‘’‚‛`"
MARK = re.compile(rf"''|``|[{DOUBLE}]|[{SINGLE}]")
PARAGRAPH = re.compile(r"\S(?:[^\n\r\u2028\u2029]++|[\n\r](?=[a-z]))*+")
SENTENCE_END = re.compile(r"[.?!…]\s+(?=\S)")
OPENS, CLOSES = set("“„‟«‘‚‛`"), set("”»’")
BEFORE_OPENING = set("([{<—–-―/=:") | set(DOUBLE) | set(SINGLE)
AFTER_CLOSING = set(")]}>—–-―/.,;:!?…") | set(DOUBLE) | set(SINGLE)
ELISION = re.compile(r"(?:\d\d?0?s|em|tis|twas|til|till|cause|bout|round|n)\b", re.I)


@dataclass(frozen=True)
class Quotation:
    """`text[start:end]` with its marks; `level` 0 is outermost."""

    start: int
    end: int
    level: int = 0
    opened: bool = True
    closed: bool = True
    continues: bool = False

    def text_of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    glyph: str
    shape: int

    @property
    def lean(self) -> int:
        """1 opens, -1 closes, 0 may do either."""
        return 1 if self.glyph[0] in OPENS else -1 if self.glyph in CLOSES else self.shape


def find_quotations(text: str) -> list[Quotation]:
    """Quotations of a text in order of their start, the outer before the inner; none crosses a paragraph's end."""
    found = []
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    carried = False
    for number, (start, end) in enumerate(paragraphs):
        while text[end - 1].isspace():
            end -= 1
        marks = _marks(text, start, end)
        if not marks:
            carried = False
            continue
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        resumed = MARK.match(text, following)
        doubles = _doubles(text, start, end, [mark for mark in marks if _is_double(mark.glyph)])
        singles = _singles(text, start, end, marks, doubles, bool(resumed) and not _is_double(resumed.group()))
        if carried and doubles + singles:
            first = min(doubles + singles, key=lambda q: q.start)
            if first.start == start:
                pool = doubles if first in doubles else singles
                pool[pool.index(first)] = replace(first, continues=True)
        carried = any(not q.closed and q.end == end for q in doubles + singles)
        found += _nested(doubles, singles)
    return found


def _is_double(glyph: str) -> bool:
    return glyph in DOUBLE or len(glyph) == 2


def _marks(text: str, start: int, end: int) -> list[Mark]:
    marks = []
    for match in MARK.finditer(text, start, end):
        left, right = match.span()
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        if not _is_double(match.group()) and before.isalnum() and after.isalnum():
            continue
        opening = before.isspace() or before in BEFORE_OPENING
        closing = after.isspace() or after in AFTER_CLOSING
        marks.append(Mark(left, right, match.group(), opening - closing))
    return marks


def _doubles(text: str, start: int, end: int, marks: list[Mark]) -> list[Quotation]:
    found, stack = [], []
    for number, mark in enumerate(marks):
        lean = mark.lean
        if mark.shape and mark.shape != lean and (mark.shape > 0) != bool(stack):
            lean = mark.shape
        if not stack:
            if lean >= 0:
                stack.append(Quotation(mark.start, mark.end))
            elif not found and not text[mark.start - 1].isdigit():
                found.append(Quotation(_sentence_start(text, start, mark.start), mark.end, opened=False))
        elif lean <= 0:
            found.append(replace(stack.pop(), end=mark.end))
        elif [other.lean for other in marks[number + 1 : number + 3]] == [-1, -1]:
            stack.append(Quotation(mark.start, mark.end))
        else:
            stop = mark.start
            while text[stop - 1].isspace():
                stop -= 1
            found.append(replace(stack.pop(), end=stop, closed=False))
            stack.append(Quotation(mark.start, mark.end, continues=text[stop - 1] in ".?!…"))
    found += [replace(quotation, end=end, closed=False) for quotation in stack]
    return [quotation for quotation in found if any(map(str.isalnum, quotation.text_of(text)))]


def _sentence_start(text: str, start: int, end: int) -> int:
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, end)]
    return ends[-1] if ends else start


def _singles(text, start, end, marks, doubles, resumed) -> list[Quotation]:
    found, after = [], start
    singles = [mark for mark in marks if not _is_double(mark.glyph)]
    for number, mark in enumerate(singles):
        if mark.start < after or mark.glyph == "’" or mark.shape < 0 or not _opens(text, mark, start, end):
            continue
        limit = min([q.end - q.closed for q in doubles if q.start < mark.start < q.end], default=end)
        closing = _closing(text, [other for other in singles[number + 1 :] if other.start < limit], end)
        if closing:
            found.append(Quotation(mark.start, closing.end))
            after = closing.end
        elif mark.start == start and resumed:
            found.append(Quotation(mark.start, end, closed=False))
            break
    return [single for single in found if not any(_cross(single, double) for double in doubles)]


def _opens(text: str, mark: Mark, start: int, end: int) -> bool:
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    elided = mark.glyph == "'" and ELISION.match(text, mark.end)
    return not elided and not after.isspace() and (before.isspace() or before in BEFORE_OPENING)


def _closing(text: str, marks: list[Mark], end: int) -> Mark | None:
    """The mark that closes; a plural's apostrophe (voters' rights) only where nothing better follows."""
    plural = None
    for mark in marks:
        if mark.glyph in OPENS or text[mark.start - 1].isspace():
            if plural or mark.shape > 0:
                break
            continue
        after = text[mark.end : mark.end + 2]
        if after[:1].isalnum():
            continue
        if text[mark.start - 1] in "sS" and after[:1] == " " and after[1:].isalpha():
            plural = plural or mark
            continue
        return mark
    return plural


def _cross(a: Quotation, b: Quotation) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _nested(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    ordered = sorted(doubles + singles, key=lambda q: (q.start, -q.end))
    return [
        replace(q, level=sum(o.start <= q.start and q.end <= o.end and o is not q for o in ordered)) for q in ordered
    ]
