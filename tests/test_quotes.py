"""Quotes: a text -> who, cue, what; by the encoder and by rules."""

import random

import pytest
import spacy

import analysis.quoting.components  # noqa: F401  registers the spaCy component where the package is not installed
from analysis.quoting.drafts import Draft
from analysis.quoting.edges import whole
from analysis.quoting.encoder import load_encoder
from analysis.quoting.marks import find_quotations
from analysis.quoting.quotes import attributions, kind, quotes
from analysis.quoting.scene import Scene
from analysis.quoting.words import read_words
from benchmarks.quotes_fuzz import check, mutate

ARTICLE = (
    "Leaders met in Paris on Thursday.\n\n"
    "“There was complete clarity that now is not the time to lift sanctions,” Prime Minister Keir Starmer said. "
    "“Quite the contrary, we will go further.”\n\n"
    "Olaf Scholz told reporters that lifting sanctions without a truce would be a “grave mistake.”\n\n"
    "According to the statement, 26 countries will join the “coalition of the willing”.\n\n"
    "The weather was fine and the guests had lunch.\n"
)


def parts(text, found):
    return [[text[start:end] for start, end in spans] for spans in (found.source, found.cue, found.content)]


def by(method, nlp, text):
    if method == "rules":
        return attributions(text, doc=nlp(text))
    return attributions(text, load_encoder().read([text])[0])


@pytest.mark.parametrize("method", ["encoder", "rules"])
def test_an_article(nlp, method):
    found = [parts(ARTICLE, one) for one in by(method, nlp, ARTICLE)]
    assert len(found) == 3
    split, mixed, according = found
    assert "Keir Starmer" in split[0][0] and split[1] == ["said"]
    assert split[2][0].startswith("“There was") and split[2][-1].endswith("go further.”")
    assert "Scholz" in mixed[0][0] and mixed[1] == ["told"]
    assert "lifting sanctions without a truce would be a “grave mistake" in " ".join(mixed[2])
    assert according[0] == ["the statement"]


@pytest.mark.parametrize("method", ["encoder", "rules"])
@pytest.mark.parametrize("text", ["", "\n", "The train left at nine.", "“", "He walked home.\n\nIt rained."])
def test_nothing_said(nlp, method, text):
    assert by(method, nlp, text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We will go,” he said.", "direct"),
        ("''We will go,'' he said.", "direct"),
        ("We will go “as soon as we can,” he said.", "mixed"),
        ("The “coalition of the willing” will go, he said.", "mixed"),
        ("The “peace force” is no peace force, he said.", "indirect"),
        ("The so-called “must” remains, he said.", "indirect"),
        ("We will go, he said.", "indirect"),
    ],
)
def test_kind_follows_the_marks(text, wanted):
    assert kind(text, [(0, text.index(" he "))], find_quotations(text)) == wanted


def test_a_reading_does_not_depend_on_the_texts_beside_it():
    encoder = load_encoder()
    alone, together = encoder.read([ARTICLE])[0], encoder.read(["Short.", ARTICLE * 4, ARTICLE])[2]
    assert all((getattr(alone, name) == getattr(together, name)).all() for name in vars(alone))


def test_mutated_articles_keep_their_offsets():
    order, encoder = random.Random(5), load_encoder()
    for _ in range(40):
        text = mutate(ARTICLE, order)
        check(text, encoder.read([text])[0])


def test_the_component_needs_no_trained_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes")
    doc = nlp(ARTICLE)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.quotes == doc._.quotes and len(doc._.quotes) == 3
    assert [span.text for span in again.spans["quote_cues"]][:2] == ["said", "told"]


def test_rules_without_a_parse_say_what_to_do():
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"method": "rules"})
    with pytest.raises(ValueError, match="add a parser"):
        nlp(ARTICLE)


def test_quotes_of_an_article(read):
    rows = read(ARTICLE).rows["quotes"]
    assert [row.kind for row in rows] == ["direct", "mixed", "mixed"]
    assert len({row.quote_id for row in rows}) == 3
    assert all(ARTICLE[row.start : row.end] == row.text for row in rows)


def test_a_decimal_point_ends_no_sentence():
    words = read_words("It fell 3.5 per cent to 1.1 billion. Banks rose. W. Va. - Coal was cheap.")
    assert [words.forms[i] for i in range(len(words)) if not i or words.sentence[i] != words.sentence[i - 1]] == [
        "It",
        "Banks",
        "W",
    ]


def test_the_reporters_next_sentence_is_nobodys_quotation(read):
    found = quotes(read("The convoy will leave on Friday, the ministry said. It is unclear how many trucks it has."))
    assert [row.text for row in found] == ["The convoy will leave on Friday"]


def test_a_place_before_a_colon_is_no_speaker(read):
    story = "Two parties met in the city on Monday.\n\nThe governor said that the talks would go on."
    assert [row.speakers for row in read(f"Snow Falls in the City Again\n\nKARACHI: {story}").rows["quotes"]] == [
        ["governor"]
    ]
    debate = read("A debate in Ohio.\n\nPENCE: It is late for a truce.\n\nKAINE: It is never late for it, Governor.")
    assert [row.speaker_text for row in debate.rows["quotes"]] == ["PENCE", "KAINE"]


def test_a_dateline_is_no_content(read):
    text = (
        "Sri Lanka Plans Sale\n\nECONOMYNEXT – Sri Lanka expects to raise $4 billion from a sale, two officials said."
    )
    assert [row.text for row in read(text).rows["quotes"]] == ["Sri Lanka expects to raise $4 billion from a sale"]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("The mayor said that at 5 p.m. Monday the bridge would close.", ["at 5 p.m. Monday the bridge would close"]),
        ("The war will end—Smith said—when Russia leaves.", ["The war will end—Smith said—when Russia leaves"]),
        (
            "Union leader Mick Lynch says strikes will go on\n\n“Nobody wants this.” Ann Roe, a commuter, was late.",
            ["strikes will go on"],
        ),
        (
            "The prosecutor, Ann Hill, said Smith had sent the victim a message.\n\n“I will kill you and your family.”",
            ["Smith had sent the victim a message"],
        ),
        (
            "Chipo Moyo said the talks were long.\n\n“We did what we could and we will go on.”",
            ["the talks were long", "“We did what we could and we will go on.”"],
        ),
    ],
)
def test_how_far_a_speaker_goes(read, text, wanted):
    assert [row.text for row in quotes(read(text))] == wanted


@pytest.mark.parametrize(
    "opening", ["Mr Rutte said:", "Mr Rutte told reporters in Paris:", "Mr Rutte said that", "Caddell continued:"]
)
def test_a_quotation_in_the_paragraph_after_its_cue(read, opening):
    said = "“We have to make sure that our deterrence is strong.”"
    (found,) = quotes(read(f"{opening}\n\n{said}\n\nHe left on Monday."))
    assert (found.text, found.speakers) == (said, [opening.split()[opening.startswith("Mr")]])


def test_a_quoted_sentence_goes_on_after_one_that_is_not():
    text = "Lina Haddad said the port was “safe and open”.\n\n“Every ship may enter the harbour tonight.”\n\nRain fell."
    found = [parts(text, one) for one in by("encoder", None, text)]
    assert [one[0] for one in found if "“Every ship" in one[2][0]] == [["Lina Haddad"]]


def test_a_quotation_passed_on_is_of_whoever_said_it(read):
    (found,) = quotes(
        read("“It is regrettable that the talks failed,” said Ishiba, according to the Japanese ministry.")
    )
    assert (found.text, found.speakers) == ("“It is regrettable that the talks failed,”", ["Ishiba"])


def test_a_participle_has_the_source_of_its_sentence():
    text = "Warning of “grave consequences”, William Ruto said that talks would go on."
    found = [parts(text, one) for one in by("encoder", None, text)]
    assert [one[0] for one in found if "Warning" in one[1][0]] == [["William Ruto"]]


def test_a_statement_that_tells_of_anothers_begins_with_the_other():
    words = read_words("The mission would discuss the army, Ruto said. Ruto left.")
    at = {form: i for i, form in enumerate(words.forms)}
    content = (at["the"], at["army"] + 1)
    inner = Draft((at["would"], at["the"]), [(at["The"], at["would"])], [content], 0.5)
    outer = Draft((at["said"], at["said"] + 1), [(at["said"] - 1, at["said"])], [content], 0.9)
    whole(Scene(words, None, [inner, outer]))
    assert (outer.content, inner.content) == ([(at["The"], at["army"] + 1)], [content])


@pytest.mark.parametrize(
    "text, said",
    [
        ("The junta has imposed a trade embargo on Mali.", False),
        ("The junta will lift a ban on marches, Ruto said.", True),
        ("Ruto condemned a trade embargo on Mali.", True),
    ],
)
def test_what_is_done_is_not_said(read, text, said):
    assert bool(quotes(read(text))) == said


def test_that_and_the_comma_after_it_are_no_content(read):
    (found,) = quotes(read("William Ruto said that, in the talks with Kampala, he had asked for a truce."))
    assert found.text == "in the talks with Kampala, he had asked for a truce"


@pytest.mark.parametrize(
    "head, speakers",
    [
        ("Surrendered militants to be rehabilitated: Pentagon", ["Pentagon"]),
        ("Vote must be held by June: opposition leader", ["opposition leader"]),
        ("All we know about the vote in Harare: Explainer", None),
        ("Gaza war: Israel", None),
    ],
)
def test_a_headline_ends_in_its_source(read, head, speakers):
    quotes = read(f"{head}\n\nRain fell on Monday.").rows["quotes"]
    assert [quote.speakers for quote in quotes] == ([speakers] if speakers else [])
