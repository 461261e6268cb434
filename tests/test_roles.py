"""Roles: sentence -> person, title as given, office, country or body."""

import pytest

from analysis.naming import titles


@pytest.mark.parametrize(
    "text, expected",
    [
        ("French President Emmanuel Macron spoke.", [("Emmanuel Macron", "French President", "president", "France")]),
        ("Prime Minister Sir Keir Starmer spoke.", [("Keir Starmer", "Prime Minister", "prime minister", None)]),
        ("NATO Secretary-General Mark Rutte spoke.", [("Mark Rutte", "NATO Secretary-General", "secretary-general", "NATO")]),
        ("US Secretary of State Marco Rubio spoke.", [("Marco Rubio", "US Secretary of State", "secretary of state", "United States")]),
        ("German government spokesman Stefan Kornelius spoke.", [("Stefan Kornelius", "German government spokesman", "spokesman", "Germany")]),
        ("Former Zambian president Edgar Lungu died.", [("Edgar Lungu", "Former Zambian president", "president", "Zambia")]),
        ("Kenya's Foreign Minister Musalia Mudavadi left.", [("Musalia Mudavadi", "Kenya's Foreign Minister", "foreign minister", "Kenya")]),
        (
            "Karoline Leavitt, the White House press secretary, said so.",
            [("Karoline Leavitt", "White House press secretary", "press secretary", "White House")],
        ),
        ("William Ruto, the president of Kenya, left.", [("William Ruto", "president of Kenya", "president", "Kenya")]),
        ("Vijitha Herath, Sri Lanka's foreign minister, left.", [("Vijitha Herath", "Sri Lanka's foreign minister", "foreign minister", "Sri Lanka")]),
        ("Vermont Sen. Bernie Sanders left.", [("Bernie Sanders", "Vermont Sen.", "senator", "Vermont")]),
        ("Emmanuel Macron, pressed on the Kenyan president, left.", []),
        # whom somebody is sent to is not whom he is of
        ("UN special envoy for Syria Geir Pedersen left.", [("Geir Pedersen", "UN special envoy", "special envoy", "United Nations")]),
        ("President of Kenya William Ruto left.", [("William Ruto", "President of Kenya", "president", "Kenya")]),
        ("He told the president of Kenya Donald Trump was late.", []),
        # a title in the sentence before is not this person's
        ("They met the running mate. Mark Cuban laughed.", []),
        ("Emmanuel Macron, who met the president of Kenya, left.", []),
        ("Emmanuel Macron met Keir Starmer.", []),
        ("Mr Macron spoke.", []),
    ],
)  # fmt: skip
def test_roles(read, text, expected):
    assert [(row.entity, row.role, row.office, row.of) for row in read(text).rows["roles"]] == expected


def test_a_role_is_its_words(read):
    article = read("Karoline Leavitt, the White House press secretary, met Malian Prime Minister Abdoulaye Maïga.")
    for row in article.rows["roles"]:
        assert article.document.text[row.start : row.end] == row.text
        assert row.role in row.text
        assert row.model_validate(row.model_dump())


def test_country_comes_from_elsewhere_in_the_article(read):
    rows = read("Malawian President Lazarus Chakwera left. On Monday President Chakwera returned.").rows["roles"]
    assert [(row.entity, row.of) for row in rows] == [("Lazarus Chakwera", "Malawi")] * 2


@pytest.mark.parametrize(
    "text, office, honorific",
    [
        ("Prime Minister Sir ", "prime minister", "sir"),
        ("he told Mr ", "", "mr"),
        ("Lt. Gen. ", "", "lt gen"),
        ("said the chief. ", None, None),
        ("King ", "king", ""),
        ("the mayor of ", None, None),
        ("Minister\n", None, None),
    ],
)
def test_title_before_a_name(text, office, honorific):
    title = titles.before(text + "Name", len(text))
    assert (title and title.office, title and title.honorific) == (office, honorific)
