"""Attributed quotes against annotators': precision, recall and F1, whole and by sort of quote.

An attribution is right where its content shares half of all characters with an annotated one's (intersection over
union, one to one, best first) and their sources share a character. What has no source counts neither way.
"""

import random
from collections import Counter

MARKS = '"“”„‟«»″'
SORTS = ("all", "quoted", "direct", "mixed", "indirect")


def letters(text: str, spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def sorts(text: str, content) -> set[str]:
    """The sorts a quote belongs to, by its marks alone."""
    words = " ".join(text[max(0, start - 1) : end + 1] for start, end in content)
    words = words.replace("''", '"').replace("``", '"').strip()
    if not any(mark in words for mark in MARKS):
        return {"all", "indirect"}
    edges = words.strip(",. ")
    return {"all", "quoted", "direct" if edges[:1] in MARKS and edges[-1:] in MARKS else "mixed"}


def matched(text: str, gold: list[dict], found: list[dict]) -> dict[int, int]:
    """Number of the gold quote for each found one that has a match."""
    wanted = [letters(text, quote["content"]) for quote in gold]
    given = [letters(text, quote["content"]) for quote in found]
    scores = [
        (len(a & b) / len(a | b), meets(found[j], gold[i]), -j, -i)
        for j, b in enumerate(given)
        for i, a in enumerate(wanted)
        if a and b and 2 * len(a & b) >= len(a | b)
    ]
    pairs, taken = {}, set()
    for _, _, j, i in sorted(scores, reverse=True):
        if -j not in pairs and -i not in taken:
            pairs[-j] = -i
            taken.add(-i)
    return pairs


def meets(a: dict, b: dict) -> bool:
    """Whether two quotes' sources share a character."""
    return any(s < y and x < e for s, e in a["source"] for x, y in b["source"])


def judge(article: dict, found: list[dict]) -> tuple[list[bool | None], Counter]:
    """Right, wrong or neither (None) for each found quote; and counts (sort, right | found | gold)."""
    text, gold, counts = article["text"], article["quotes"], Counter()
    pairs = matched(text, gold, found)
    for quote in gold:
        for sort in sorts(text, quote["content"]) if quote["source"] and quote["content"] else ():
            counts[sort, "gold"] += 1
    verdicts = []
    for j, quote in enumerate(found):
        partner = gold[pairs[j]] if j in pairs else None
        if not quote["source"] or (partner and not partner["source"]):
            verdicts.append(None)
            continue
        right = bool(partner) and meets(quote, partner)
        verdicts.append(right)
        for sort in sorts(text, (partner or quote)["content"]):
            counts[sort, "found"] += 1
            counts[sort, "right"] += right
    return verdicts, counts


def scores(counts: Counter) -> dict[str, float]:
    """F1 in percent by sort."""
    return {s: 200 * counts[s, "right"] / max(1, counts[s, "found"] + counts[s, "gold"]) for s in SORTS}


def interval(counts: list[Counter], draws: int = 1000) -> tuple[float, float]:
    """95% interval of the F1 of all, over articles drawn with replacement."""
    order, values = random.Random(0), []
    for _ in range(draws):
        values.append(scores(sum((order.choice(counts) for _ in counts), Counter()))["all"])
    values.sort()
    return values[int(0.025 * draws)], values[int(0.975 * draws) - 1]


def line(name: str, counts: list[Counter]) -> str:
    """One line of a table."""
    total = sum(counts, Counter())
    return f"{name:28}" + " ".join(f"{sort} {value:5.1f}" for sort, value in scores(total).items())
