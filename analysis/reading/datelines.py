"""What stands before the first words: a header with the date, a byline, a dateline with place, day and agency.

>>> dateline("PARIS, Aug 31 (Reuters) - France will host a meeting.")
23
>>> stated_date("RAMALLAH, September 5, 2025 (WAFA) - ")
'2025-09-05'
"""

import re

from dateutil import parser

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY_MONTH = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH})"
FULL_DATE = rf"(?:\d{{4}}-\d\d-\d\d|{DAY_MONTH},? \d{{4}})"
LABEL = r"(?:(?:first |last )?(?:date|published|updated|posted|modified|created)(?: on| at)?\b ?:? ?)"
CLOCK = r"(?:,?(?: at| T)? ?\d\d?[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?-i:[A-Z]{2,4}))?\b)"
HEADER = re.compile(
    rf"{LABEL}?(?:\d\d?[:.]\d\d(?: (?-i:[A-Z]{{2,4}}))?,? )?(?:[A-Z][a-z]{{2,8}},? )?(?P<date>{FULL_DATE})(?!\w){CLOCK}?(?: ?\|)?",
    re.IGNORECASE,
)
CAPITALISED = r"[A-Z][\w.’'-]*"
BYLINE = re.compile(
    rf"(?:By|BY|From|(?:Source|Agency|Author) ?:) {CAPITALISED}(?:,? (?:and |& |in |van |de |al-)?{CAPITALISED}){{0,7}}"
    r"|\d+ min(?:ute)?s? read"
)
AGENCY = r" ?[(\[][A-Z][A-Za-z/& ]{1,30}[)\]]"
DASH = r"\s?[-–—―:]+(?=\s)"
REGION = rf"(?:(?:, ?| ?[\[(] ?)[A-Z][\w.]*(?: {CAPITALISED})?(?: ?[\])])?){{0,2}}"
PLACE = rf"{CAPITALISED}(?:[ /]{CAPITALISED}){{0,3}}{REGION}"
CITY = rf"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]*){{0,3}}{REGION}"
WHEN = rf"(?:,? (?i:{DAY_MONTH})(?:,? \d{{4}})?)?"
BY_AGENCY = re.compile(
    rf"(?:{PLACE}{WHEN},?|{DAY_MONTH})?{AGENCY}{DASH}"
    rf"|(?:{PLACE},? {DAY_MONTH}(?:,? \d{{4}})?,?|(?=[A-Z]{{4}}){CITY}){AGENCY}(?=\s+[A-Z“\"‘'])"
)
IN_CAPITALS = re.compile(rf"{CITY}{WHEN}(?:{DASH}(?=\s[A-Z0-9“\"‘'])|\s?[–—―](?=[A-Z“‘]))")
BY_PLACE = re.compile(rf"{PLACE}{WHEN}{DASH}(?=\s[A-Z])")
NO_PLACE = re.compile(
    r"(?i:analysis|background|breaking|comment|context|editorial|exclusive|explaine[dr]|fact ?box|interview|just in"
    r"|live|note|opinion|photos?|pictures?|poll|profile|q ?& ?a|report|the latest|timeline|updated?|video|warning"
    r"|watch)\b|[A-Z]\.? ?[-–—:]"
)


def header(text: str, at: int = 0) -> int:
    """Where a header with a full date that begins at `at` ends; `at` itself where there is none."""
    found = HEADER.match(text, at)
    return found.end() if found else at


def dateline(text: str, at: int = 0, first: bool = True) -> int:
    """Where a dateline that begins at `at` ends; `at` itself where there is none.

    After the first paragraph (`first=False`) only one that names an agency counts.
    """
    found = BY_AGENCY.match(text, at)
    if not found and first and not NO_PLACE.match(text, at):
        found = IN_CAPITALS.match(text, at) or BY_PLACE.match(text, at)
        if found and not found[0].split(":")[0].isupper() and not _opens_story(text, found.end()):
            found = None
    return found.end() if found else at


def agency(dateline_text: str) -> str | None:
    """The agency that a dateline names: 'AFP' in 'Paris (AFP) -'."""
    found = re.search(AGENCY, dateline_text)
    return found[0].strip(" ()[]") if found else None


def stated_date(words: str) -> str | None:
    """The full date in a header or dateline as ISO 8601; None where day, month or year is missing."""
    found = re.search(FULL_DATE, words, re.IGNORECASE)
    return iso_date(found[0]) if found else None


def iso_date(written: str) -> str | None:
    """A written date as ISO 8601, or None where it is no full date or could be read as two ('05/09/2025')."""
    written = written.strip()
    try:
        first = [parser.parse(written, dayfirst=dayfirst, default=_DEFAULT) for dayfirst in (False, True)]
        other = parser.parse(written, default=_OTHER)
    except (ValueError, OverflowError):
        return None
    year_first = re.match(r"\d{4}-\d\d-\d\d", written)
    if first[0].date() != other.date() or (first[0] != first[1] and not year_first):
        return None
    return first[0].date().isoformat()


_DEFAULT, _OTHER = parser.parse("1996-01-01"), parser.parse("2000-02-02")


def _opens_story(text: str, at: int) -> bool:
    """Whether the line after a place in lower case reads like a story: long, ended by a stop, without a second dash."""
    rest = text[at:].partition("\n")[0].strip()
    return len(rest) >= 60 and rest[-1] in '.”"' and not re.search(r"\s[-–—―]+\s", rest[:200])
