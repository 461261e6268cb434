"""Whether a text is English: told by its commonest small words.

>>> seems_english("The ministers met in Paris, and they said that talks with the others would go on for days to come." * 2)
True
>>> seems_english("Die Minister trafen sich in Paris und sagten, dass die Gespräche mit den anderen weitergehen würden." * 2)
False
"""

import re

SMALL_WORDS = frozenset(
    "are but by for from has have his it its not of that the their they this to when were which who will with would".split()
)
LEAST_WORDS, LEAST_SHARE = 10, 0.07


def seems_english(text: str) -> bool:
    """False where fewer than 7 words in a hundred are small English words, of which news has 12 to 30; a text of less
    than ten words is given the benefit of the doubt.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) < LEAST_WORDS or sum(word in SMALL_WORDS for word in words) >= LEAST_SHARE * len(words)
