"""Paragraphs of an article as it stands: lines with words in them, or blocks of lines that were wrapped by hand.

>>> [paragraph.words for paragraph in find_paragraphs("Talks resume\\n\\nThe envoys met.\\n")]
['Talks resume', 'The envoys met.']
"""

import re
from dataclasses import dataclass
from itertools import pairwise

LINE = re.compile(r"\S[^\r\n\v\f\x85\u2028\u2029]*")
BREAK = re.compile(r"\r\n|[\r\n\u2029]")
STOPPED = re.compile(r"[.!?…:;,]\W*$")


@dataclass(frozen=True)
class Paragraph:
    """A line, or lines wrapped by hand, without the white space around it; `gap`: an empty line stands before it."""

    start: int
    end: int
    words: str
    gap: bool = False

    @property
    def stopped(self) -> bool:
        return bool(STOPPED.search(self.words[-20:]))


def find_paragraphs(text: str) -> list[Paragraph]:
    """Lines with words in them; where lines are wrapped by hand, the blocks between empty lines."""
    lines, end = [], 0
    for found in LINE.finditer(text):
        words, start = found[0].rstrip(), found.start()
        gap = len(BREAK.findall(text, end, start)) > (1 if end else 0)
        end = start + len(words)
        lines.append(Paragraph(start, end, words, gap))
    touching = [(above, below) for above, below in pairwise(lines) if not below.gap]
    open_lines = sum(25 < len(above.words) < 120 and not above.stopped for above, _ in touching)
    if len(touching) < 4 or open_lines < 0.6 * len(touching):
        return lines
    starts = [at for at, line in enumerate(lines) if at == 0 or line.gap] + [len(lines)]
    return [_block(text, lines[first:after]) for first, after in pairwise(starts)]


def _block(text: str, lines: list[Paragraph]) -> Paragraph:
    start, end = lines[0].start, lines[-1].end
    return Paragraph(start, end, text[start:end], lines[0].gap)
