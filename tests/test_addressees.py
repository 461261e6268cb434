"""Who is asked, and how the action is worded: a sentence, the addressee of its demand, the action."""

import pytest

from analysis.committing.phrases import tidy

DEMANDS = [
    ("The United States urged Israel to open the crossing.", "Israel", "open the crossing"),
    ("Hillary Clinton called for Israel and the Palestinians to resume talks.", "Israel & Palestine", "resume talks"),
    ("Oxfam called on the world to feed Sudan.", "world", "feed Sudan"),
    ("Italy called for U.S. involvement in the talks.", "United States", "U.S. involvement in the talks"),
    ("Chad called for the withdrawal of Rwandan troops.", "Rwanda", "the withdrawal of Rwandan troops"),
    (
        "The European Union urged restraint from India and Pakistan.",
        "India & Pakistan",
        "restraint from India and Pakistan",
    ),
    (
        "The plan must be backed by US guarantees, Donald Tusk said.",
        "United States",
        "have the plan backed by US guarantees",
    ),
    ("The sanctions must be lifted by Japan, Sergei Lavrov said.", "Japan", "lift the sanctions"),
    ("Emmanuel Macron said the meetings to which the Russians committed must take place.", "Russia", "take place"),
    ("The opposition demanded Robert Mugabe's arrest.", None, "Robert Mugabe's arrest"),
    ("Lebanon called for an immediate ceasefire.", None, "an immediate ceasefire"),
]


@pytest.mark.parametrize("sentence, addressee, action", DEMANDS, ids=[s for s, *_ in DEMANDS])
def test_demands(read, sentence, addressee, action):
    row = read(sentence).rows["commitments"][-1]
    assert (row.act, row.addressee, row.action) == ("demand", addressee, action)


ACTIONS = [
    ("Iran's offer will be evaluated by Qatar.", "evaluate Iran's offer"),
    ("Leaders of France and Germany agreed that sanctions should not be eased but tightened.", "tighten sanctions"),
    ("Japan agreed to ramp up rather than lift sanctions on Iran.", "ramp up sanctions on Iran"),
    ("Britain agreed to tighten sanctions rather than ease them.", "tighten sanctions"),
    ("Chad will be named the host.", "be named the host"),
    ("Donald Trump will be endorsed by Chris Christie.", "endorse Donald Trump"),
    ('Oman pledged to send a "stabilisation force" after the war.', 'send a "stabilisation force" after the war'),
]


@pytest.mark.parametrize("sentence, action", ACTIONS, ids=[s for s, _ in ACTIONS])
def test_actions_read_well(read, sentence, action):
    assert read(sentence).rows["commitments"][0].action == action


@pytest.mark.parametrize(
    "text, expected",
    [
        ("send a “reassurance force, and", "send a “reassurance force”"),
        ("host talks on Friday (May 2) .", "host talks on Friday (May 2)"),
        ("deploy” to Chad", "deploy to Chad"),
        ('do everything possible ."\n', "do everything possible"),
        ("tighten sanctions rather than", "tighten sanctions"),
        ("", ""),
    ],
)
def test_tidy(text, expected):
    assert tidy(text) == expected
