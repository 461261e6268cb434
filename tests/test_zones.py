"""What in a file is news: text -> (kind, words) of each zone."""

from pathlib import Path

import pytest

from analysis.reading.datelines import agency, dateline, iso_date, stated_date
from analysis.reading.zones import find_zones, zone_at

SEEDS = {
    "000_563a6a8ac85ba4a2": {
        ("header", 1, 16),
        ("headline", 17, 106),
        ("heading", 3036, 3069),
    },
    "002_02db67045c6df099": set(),
    "004_7b99cd4a3399dad9": {
        ("caption", 1, 121),
        ("dateline", 122, 135),
        ("caption", 1159, 1235),
        ("heading", 1983, 2006),
        ("caption", 2388, 2479),
        ("heading", 3790, 3805),
    },
}
STORY = "Officials of both sides met in the capital and said that the talks would go on until Sunday."
TEXTS = [
    pytest.param(
        "date 2025-09-05 Leaders agree to tighten sanctions\n\n" + STORY,
        ["header: date 2025-09-05", "headline: Leaders agree to tighten sanctions", "body: " + STORY],
        id="header glued to the headline",
    ),
    pytest.param(
        "China Welcomes Saudi Plans to Invest\n2018-10-08\n\n" + STORY,
        ["headline: China Welcomes Saudi Plans to Invest", "header: 2018-10-08", "body: " + STORY],
        id="headline over a bare date",
    ),
    pytest.param(
        "date 2025-09-02 PARIS: " + STORY,
        ["header: date 2025-09-02", "dateline: PARIS:", "body: " + STORY],
        id="header glued to the dateline",
    ),
    pytest.param(
        "Leaders agree to tighten sanctions PARIS: " + STORY,
        ["headline: Leaders agree to tighten sanctions", "dateline: PARIS:", "body: " + STORY],
        id="headline glued to the dateline",
    ),
    pytest.param(
        "India, Pakistan agree on truce\nBy A. Reporter\nSeptember 5, 2025 10:12 AM\n\n"
        "ISLAMABAD/NEW DELHI, Sept 5 (Reuters) - " + STORY,
        [
            "headline: India, Pakistan agree on truce",
            "header: By A. Reporter",
            "header: September 5, 2025 10:12 AM",
            "dateline: ISLAMABAD/NEW DELHI, Sept 5 (Reuters) -",
            "body: " + STORY,
        ],
        id="byline and date below the headline",
    ),
    pytest.param(
        "PUBLISHED: 18:00 EST, 4 October 2012 | UPDATED: 11:52 EST, 5 October 2012\n\n" + STORY,
        [
            "header: PUBLISHED: 18:00 EST, 4 October 2012 |",
            "header: UPDATED: 11:52 EST, 5 October 2012",
            "body: " + STORY,
        ],
        id="the hour before the date",
    ),
    pytest.param(
        "Panaji (Goa) [India], March 14 (ANI): " + STORY,
        ["dateline: Panaji (Goa) [India], March 14 (ANI):", "body: " + STORY],
        id="region and country of a dateline",
    ),
    pytest.param(
        "Truce Talks To Resume In Doha, Says Minister.\n\n" + STORY,
        ["headline: Truce Talks To Resume In Doha, Says Minister.", "body: " + STORY],
        id="headline in title case with a full stop",
    ),
    pytest.param(
        "Union to raise tariffs;\nSteel makers call the plan too weak.\n\n" + STORY,
        ["headline: Union to raise tariffs;", "headline: Steel makers call the plan too weak.", "body: " + STORY],
        id="headline in two decks",
    ),
    pytest.param(STORY + "\n" + STORY, ["body: " + STORY, "body: " + STORY], id="no headline"),
    pytest.param(
        f"{STORY}\nTALKS AT RISK\n{STORY}\nWhat happens next\n{STORY}\n- ‘Take time’ -\n{STORY}\n## Reactions\n{STORY}",
        [
            "body: " + STORY,
            "heading: TALKS AT RISK",
            "body: " + STORY,
            "heading: What happens next",
            "body: " + STORY,
            "heading: - ‘Take time’ -",
            "body: " + STORY,
            "heading: ## Reactions",
            "body: " + STORY,
        ],
        id="headings",
    ),
    pytest.param(
        f"{STORY} TALKS AT RISK AGAIN The envoy left early. - ‘Take time’ - Nobody else did.",
        [
            "body: " + STORY,
            "heading: TALKS AT RISK AGAIN",
            "body: The envoy left early.",
            "heading: - ‘Take time’ -",
            "body: Nobody else did.",
        ],
        id="headings in a text that lost its paragraphs",
    ),
    pytest.param(
        "“WE WILL NOT SIGN THIS” The envoy wrote so on Friday.",
        ["body: “WE WILL NOT SIGN THIS” The envoy wrote so on Friday."],
        id="quoted capitals are no heading",
    ),
    pytest.param(
        "Citing officials who had warned of such plans, the envoy said that\n“we have to make sure of it”.\n" + STORY,
        [
            "body: Citing officials who had warned of such plans, the envoy said that",
            "body: “we have to make sure of it”.",
            "body: " + STORY,
        ],
        id="a sentence broken over two lines is no caption",
    ),
    pytest.param(
        f"{STORY}\n\nThe envoy was seen leaving the palace before the end of the talks\n{STORY}",
        [
            "body: " + STORY,
            "caption: The envoy was seen leaving the palace before the end of the talks",
            "body: " + STORY,
        ],
        id="photo caption",
    ),
    pytest.param(
        f"{STORY}\nThe envoy leaves the palace on Friday. REUTERS/A. Photographer\n{STORY}",
        ["body: " + STORY, "caption: The envoy leaves the palace on Friday. REUTERS/A. Photographer", "body: " + STORY],
        id="photo credit",
    ),
    pytest.param(
        f"{STORY}\nAdvertisement\n{STORY}\nSubscribe to our newsletter\nGet the stories delivered to your inbox.\n",
        [
            "body: " + STORY,
            "boilerplate: Advertisement",
            "body: " + STORY,
            "boilerplate: Subscribe to our newsletter",
            "boilerplate: Get the stories delivered to your inbox.",
        ],
        id="advertisement within, footer at the end",
    ),
    pytest.param(
        f"{STORY} (Reporting by A. Reporter; Editing by B. Editor)",
        ["body: " + STORY, "boilerplate: (Reporting by A. Reporter; Editing by B. Editor)"],
        id="credits on the last line",
    ),
    pytest.param(
        f"The party said that voters could sign up today at its newsletter stand.\n{STORY}",
        ["body: The party said that voters could sign up today at its newsletter stand.", "body: " + STORY],
        id="such words in the story are no boilerplate",
    ),
    pytest.param(
        "The president said that the\ntalks would be held in Cairo and that\nall parties had agreed to come, and\n"
        "that was all.\n\nA second paragraph is wrapped by hand\nas well and ends here.",
        [
            "body: The president said that the\ntalks would be held in Cairo and that\nall parties had agreed to"
            " come, and\nthat was all.",
            "body: A second paragraph is wrapped by hand\nas well and ends here.",
        ],
        id="lines wrapped by hand",
    ),
    pytest.param(f"{STORY}\r\n\r\nSecond line.\r\n", ["body: " + STORY, "body: Second line."], id="Windows line ends"),
    pytest.param("One line without a stop", ["body: One line without a stop"], id="a lone line is the story"),
    pytest.param(" \n\n ", [], id="nothing"),
]
DATELINES = [
    ("PARIS: France will", "PARIS:"),
    ("PARIS, Aug 31 (Reuters) - France", "PARIS, Aug 31 (Reuters) -"),
    ("Paris (AFP) - European", "Paris (AFP) -"),
    ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — Green", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —"),
    ("RAMALLAH, September 5, 2025 (WAFA) - The", "RAMALLAH, September 5, 2025 (WAFA) -"),
    ("New Delhi [India], September 5 (ANI): Prime", "New Delhi [India], September 5 (ANI):"),
    ("KATHMANDU, SEPT 5: The", "KATHMANDU, SEPT 5:"),
    ("GAZA CITY/JERUSALEM (Reuters) - Is", "GAZA CITY/JERUSALEM (Reuters) -"),
    ("Aug 27 (Reuters) - The", "Aug 27 (Reuters) -"),
    ("Harare – President Emmerson Mnangagwa has said that the government is ready for talks.", "Harare –"),
    ("Dubai: The emirate has said on Thursday that it would host another round of talks.", "Dubai:"),
    ("Macron: ‘We will not wait for ever’, he said after the talks with the other leaders.", ""),
    ("Analysis: The talks have failed because nobody wanted them to succeed in the end.", ""),
    ("France will host a meeting", ""),
    ("The army - and the parties that it backs - will not give up power, diplomats have said.", ""),
]


@pytest.fixture(scope="module")
def seeds():
    folder = Path(__file__).parents[1] / "seeds"
    return {file.stem: file.read_bytes().decode() for file in folder.glob("*.txt")}


@pytest.mark.parametrize("text, expected", TEXTS)
def test_zones(text, expected):
    assert [f"{zone.kind}: {text[zone.start : zone.end]}" for zone in find_zones(text)] == expected


@pytest.mark.parametrize("name", SEEDS)
def test_zones_of_the_seeds(seeds, name):
    text = seeds[name]
    assert {(zone.kind, zone.start, zone.end) for zone in find_zones(text) if zone.kind != "body"} == SEEDS[name]


def test_footer_of_a_seed(seeds):
    text = seeds["003_b9e8108f30e365c6"]
    zones = [zone for zone in find_zones(text) if zone.kind != "body"]
    assert [zone.kind for zone in zones] == ["boilerplate"] * 3
    assert text[zones[0].start :].startswith("Subscribe or register today")


def test_zones_lie_over_all_words_once(seeds):
    for text in [*seeds.values(), *(case.values[0] for case in TEXTS)]:
        end = 0
        for zone in find_zones(text):
            assert not text[end : zone.start].strip()
            assert text[zone.start : zone.end] == text[zone.start : zone.end].strip() != ""
            end = zone.end
        assert not text[end:].strip()


def test_zone_at():
    zones = find_zones("First line.\n\nSecond line.")
    assert [zone_at(zones, at) for at in (0, 11, 13)] == [zones[0], None, zones[1]]


@pytest.mark.parametrize("text, expected", DATELINES)
def test_datelines(text, expected):
    assert text[: dateline(text)] == expected


def test_a_dateline_without_a_dash_names_an_agency_and_a_day():
    assert dateline("Dhaka, May 24 (PTI) Leaders met.") == len("Dhaka, May 24 (PTI)")
    assert dateline("Kathmandu (Nepal) Leaders met.") == 0


def test_only_an_agency_makes_a_dateline_further_down():
    assert dateline("PARIS: France will", first=False) == 0
    assert dateline("PARIS (AFP) - France will", first=False) > 0


def test_agency():
    assert [agency("Paris (AFP) -"), agency("PARIS:")] == ["AFP", None]


@pytest.mark.parametrize(
    "written, iso",
    [
        ("2025-09-05", "2025-09-05"),
        ("5 September 2025", "2025-09-05"),
        ("Sept. 5, 2025", "2025-09-05"),
        ("25/12/2025", "2025-12-25"),
        ("2025-09-05T10:00:00Z", "2025-09-05"),
        ("05/09/2025", None),
        ("Thursday", None),
        ("September 2025", None),
        ("5 September", None),
        ("soon", None),
        ("2025-13-45", None),
    ],
)
def test_iso_date(written, iso):
    assert iso_date(written) == iso


def test_stated_date():
    assert [stated_date("date 2025-09-05"), stated_date("PARIS, Sept 5 (AFP) -")] == ["2025-09-05", None]
