"""Text with the source in [square brackets] -> the speakers' names and what sort of source they are."""

import re

import pytest

from analysis.rows import Quote
from analysis.speaking.speakers import antecedent, resolve, sources

MOYO = "Zimbabwe’s Finance Minister Chipo Moyo met Kenyan President William Ruto in Harare on Monday. "
HADDAD = "Foreign Minister Leila Haddad arrived in Muscat, where Ambassador Karim Nasser received her. "

NAMES = {
    "apposition to a deputy": (
        "[A lawyer for the papers, Leila Haddad,] said it was fair.",
        ["Leila Haddad"],
        "person",
    ),
    "apposition to another": (
        "[A spokesman for the minister, Leila Haddad,] said it was fair.",
        ["spokesman for the minister"],
        "unnamed",
    ),
    "apposition that may be another's": (
        "[The lawyer for the accused, Leila Haddad,] said it was fair.",
        ["lawyer for the accused"],
        "unnamed",
    ),
    "title before the second name": (
        "[Chipo Moyo and chancellor Leila Haddad] said it was fair.",
        ["Chipo Moyo", "Leila Haddad"],
        "person",
    ),
    "title alone": ("[Minister] told reporters it was fair.", ["minister"], "unnamed"),
    "title that ends the text": ("War will end soon, says [Pope]", ["Pope"], "person"),
    "apposition without article": (
        "[Leila Haddad, founder and head of Farmers and Herders of Oman,] said it was late.",
        ["Leila Haddad"],
        "person",
    ),
    "full name": ("[Narendra Modi] said the talks would go on.", ["Narendra Modi"], "person"),
    "title and name": ("[Kenyan President William Ruto] said the talks would go on.", ["William Ruto"], "person"),
    "surname": (MOYO + "The loan is safe, [Moyo] said.", ["Chipo Moyo"], "person"),
    "honorific and surname": (MOYO + "[Mr Ruto] said the loan was safe.", ["William Ruto"], "person"),
    "title of two nouns": ("[US Secretary of State Marco Rubio] said talks would go on.", ["Marco Rubio"], "person"),
    "name and apposition": (
        "[Leila Haddad, a lawyer for the union,] said talks would go on.",
        ["Leila Haddad"],
        "person",
    ),
    "name and two appositions": (
        "[Leila Haddad, a lawyer and adviser to Karim Nasser,] said talks would go on.",
        ["Leila Haddad"],
        "person",
    ),
    "apposition and name": (
        "[The head of the union, Leila Haddad,] said talks would go on.",
        ["Leila Haddad"],
        "person",
    ),
    "two joined": ("[Chipo Moyo and William Ruto] said talks would go on.", ["Chipo Moyo", "William Ruto"], "person"),
    "both": (MOYO + "[Both Ms Moyo and Mr Ruto] said so.", ["Chipo Moyo", "William Ruto"], "person"),
    "three joined": (
        "[India, Nepal and Bangladesh] said talks would go on.",
        ["India", "Nepal", "Bangladesh"],
        "government",
    ),
    "country": ("[Pakistan] said talks would go on.", ["Pakistan"], "government"),
    "capital for its government": ("[Islamabad] said it would answer the letter.", ["Pakistan"], "government"),
    "body": ("[The World Health Organization] said cases were falling.", ["World Health Organization"], "organisation"),
    "body in apposition": ("[The largest radical group, Hamas,] said talks would go on.", ["Hamas"], "organisation"),
    "number with a comma": ("[Some 20,000 protesters] said they would leave.", ["Some 20,000 protesters"], "group"),
    "seat of a government": ("[The junta in Niamey] said it would leave.", ["Niger"], "government"),
    "possessive": ("[Nepal’s] refusal to open the road was expected.", ["Nepal"], "government"),
}

PRONOUNS = {
    "they, a plural that acts": ("The herders met three officials on Friday. [They] said it was late.", ["herders"]),
    "they, no town": ("The refugees reached the city on Friday. [They] said it was late.", ["refugees"]),
    "it, no town": ("State TV in Ndola reported the fire. [It] said it was late.", ["State TV"]),
    "they, a team": ("His team lost the poll disputes on Friday. [They] said it was late.", ["team"]),
    "it, a body before a thing": (
        "The Israel Defence Forces stopped a car on Friday, and fired at the vehicle. [It] said it was late.",
        ["Israel Defense Forces"],
    ),
    "he": (MOYO + "[He] said the loan would be repaid.", ["William Ruto"]),
    "she": (MOYO + "[She] said the loan would be repaid.", ["Chipo Moyo"]),
    "sex from a title": ("Mrs Gill met Mr Okafor in Abuja. [She] said the dam would be built.", ["Gill"]),
    "she, a Sheikh": ("Sheikh Hasina met allies in Dhaka. [She] said prices would fall.", ["Sheikh Hasina"]),
    "sex unknown": ("Thein Sein met Mr Ali in Dhaka. [He] said prices would fall.", ["Thein Sein"]),
    "sex from a noun": ("Spokeswoman T. Dlamini met Mr Okafor. [She] said the dam would be built.", ["T. Dlamini"]),
    "speaker goes on": (
        "“The bridge is closed,” said Chipo Moyo after talks with Tendai Ncube. “It opens in May,” [she] added.",
        ["Chipo Moyo"],
    ),
    "subject before object": (
        "Arif Rahman met Imran Shah in Dhaka on Monday. [He] said prices would fall.",
        ["Arif Rahman"],
    ),
    "not whom the speaker talks about": (
        "“Rahul Sharma lied to us,” Arif Rahman said. [He] said there was proof.",
        ["Arif Rahman"],
    ),
    "who": ("Leila Haddad, [who] said the port was safe, left on Monday.", ["Leila Haddad"]),
    "who after an apposition": ("Leila Haddad, a lawyer [who] said the port was safe, left.", ["Leila Haddad"]),
    "which": (
        "The case went to the World Health Organization, [which] said it would look.",
        ["World Health Organization"],
    ),
    "I": ("Arif Rahman said: “[I] will not sign the treaty.” He left Dhaka.", ["Arif Rahman"]),
    "we outside quotations": ("[We] think that the treaty is good for the region.", ["author"]),
    "they of two people": (
        "Arif Rahman and Imran Shah met in Dhaka. [They] said prices would fall.",
        ["Arif Rahman", "Imran Shah"],
    ),
    "they of a group": ("Truck drivers closed the road to Lusaka. [They] said fuel was too dear.", ["truck drivers"]),
    "it of a government": ("Botswana closed the border on Monday. [It] said the fences would stay.", ["Botswana"]),
    "nobody before": ("[She] said prices would fall.", []),
}

DESCRIPTIONS = {
    "whose government": (
        "Protests broke out in Tehran. Iranian police closed the square. [The government] said no.",
        ["Iran"],
        "government",
    ),
    "whose crisis": ("[The crisis meeting] said no.", ["crisis meeting"], "unknown"),
    "another country": (
        "Namibia held a vote. [The North African country] said no.",
        ["North African country"],
        "organisation",
    ),
    "the country": ("Namibia held a vote. [The country] said no.", ["Namibia"], "government"),
    "a court by its seat": (
        "The International Criminal Court met. [The Netherlands-based court] said no.",
        ["International Criminal Court"],
        "organisation",
    ),
    "a minister is no prime minister": (
        "Prime Minister Leila Haddad left. [Oman's minister] said no.",
        ["Oman's minister"],
        "unnamed",
    ),
    "who meets": ("[Arab foreign ministers meeting] said no.", ["Arab foreign ministers"], "group"),
    "whose government, of two": ("Iran and Iraq met in Doha. [The government] said no.", ["government"], "government"),
    "a minister of another field": (
        "Prime Minister Leila Haddad left. [Oman’s finance minister] said no.",
        ["Oman’s finance minister"],
        "unnamed",
    ),
    "one of a people": ("[Another Burundian] said no.", ["Burundian"], "unknown"),
    "member of a body": ("[ANC committee member Chipo Moyo] said no.", ["Chipo Moyo"], "person"),
    "a paper's article": ("[A Washington Post article] said no.", ["Washington Post"], "document"),
    "a state's statement": ("[A Philippine statement] said no.", ["Philippines"], "document"),
    "station": ("He told Al Jazeera so. [The TV station] said no.", ["Al Jazeera"], "organisation"),
    "title with country": (MOYO + "[The Kenyan president] said talks would go on.", ["William Ruto"], "person"),
    "by nationality": (
        "Envoy Alena Douhan visited Harare. [The Belarus national] urged calm.",
        ["Alena Douhan"],
        "person",
    ),
    "seen, not issued": ("[The draft, seen by Reuters,] says no.", ["draft"], "document"),
    "signed by": ("[A letter signed by Director Chipo Moyo] said no.", ["Chipo Moyo"], "document"),
    "kind of body after its name": ("[The ruling Taliban militia] urged calm.", ["Taliban"], "organisation"),
    "news agency": ("[The semiofficial Fars news agency in Tehran] said no.", ["Fars"], "organisation"),
    "an agency of a body": ("[A Hamas media group] said no.", ["Hamas media group"], "organisation"),
    "today": ("[President William Ruto today in parliament] said no.", ["William Ruto"], "person"),
    "one of several": ("[One of the deported refugees] said no.", ["one of the deported refugees"], "unnamed"),
    "acronym before an office": (
        "[Palestine Liberation Organization (PLO) Secretary General Saeb Erakat] said no.",
        ["Saeb Erakat"],
        "person",
    ),
    "company": (
        "Petra Diamonds cut jobs. Petra Diamonds lost. Miners blame Petra Diamonds. [The company] said no.",
        ["Petra Diamonds"],
        "organisation",
    ),
    "title alone": (MOYO + "[The president] said talks would go on.", ["William Ruto"], "person"),
    "title of the other": (HADDAD + "[The ambassador] said the visit was short.", ["Karim Nasser"], "person"),
    "two titles of one person": (
        HADDAD + "[The ambassador and former general] said the visit was short.",
        ["Karim Nasser"],
        "person",
    ),
    "unnamed official": ("[A White House official] said talks would go on.", ["White House official"], "unnamed"),
    "the official, of before": (
        "Talks will go on, a Qatari official said. The road is open, [the official] said.",
        ["Qatari official"],
        "unnamed",
    ),
    "spokesman of somebody": ("[A spokesman for Karim Nasser] said so.", ["spokesman for Karim Nasser"], "unnamed"),
    "office": ("[Karim Nasser’s office] said the visit was short.", ["Karim Nasser"], "person"),
    "government": ("[The German government] said it would pay.", ["Germany"], "government"),
    "group": ("[European leaders] said they would pay.", ["European leaders"], "group"),
    "leaders, of before": (
        "European leaders met in Prague. [The leaders] said they would pay.",
        ["European leaders"],
        "group",
    ),
    "unnamed plural": ("The road will open, [diplomats] said.", ["diplomats"], "unnamed"),
    "number of countries": (
        "[Twelve southern African countries] have agreed to it.",
        ["twelve southern African countries"],
        "group",
    ),
    "newspaper": (
        "The Daily Nation broke the story. [The newspaper] said he had left.",
        ["Daily Nation"],
        "organisation",
    ),
    "group, only body near": (
        "The Free Rivers Committee met on Monday. [The group], which has three wings, said it would stay away.",
        ["Free Rivers Committee"],
        "organisation",
    ),
    "group, two bodies near": (
        "The Free Rivers Committee met the Green Hills Council on Monday. [The group] said it would stay away.",
        ["group"],
        "organisation",
    ),
    "agency called so before": (
        "The state news agency Anadolu broke the story. Turkish police denied it. [The agency] said he had left.",
        ["Anadolu"],
        "organisation",
    ),
    "bench": ("The Supreme Court met on Monday. [The Bench] said he had left.", ["Supreme Court"], "organisation"),
    "PM": (
        "Prime Minister Sheikh Hasina met Arif Rahman. The [PM] said she was glad.",
        ["Sheikh Hasina"],
        "person",
    ),
    "president without article": (
        "Finland’s President Sauli Niinisto came. [Finnish president] said he was glad.",
        ["Sauli Niinisto"],
        "person",
    ),
    "former president without article": (
        "Finland’s President Sauli Niinisto came. [Former Finnish president] said he was glad.",
        ["Former Finnish president"],
        "unnamed",
    ),
    "president of the nation": (
        "Tunisian Prime Minister Hichem Mechichi came. [The North African nation’s prime minister] said so.",
        ["Hichem Mechichi"],
        "person",
    ),
    "people": ("[Palestinians] said they would stay away.", ["Palestinians"], "group"),
    "party called so before": (
        "The ruling ZANU-PF party met in Harare. [The ruling party] said the vote would go on.",
        ["ZANU-PF"],
        "organisation",
    ),
    "lawyer with a name": ("[Banda’s lawyer, Chifumu Phiri], said so.", ["Chifumu Phiri"], "person"),
    "a participle before the noun": ("[The monitoring group] said attacks rose.", ["monitoring group"], "organisation"),
    "another body with the adjective": (
        "The central NATO camp was hit. [The central bank] said it would pay.",
        ["central bank"],
        "organisation",
    ),
    "where it was said": ("[A western diplomat attending the talks] said so.", ["western diplomat"], "unnamed"),
    "statement with its issuer": (
        "[A statement from the World Health Organization] said cases fell.",
        ["World Health Organization"],
        "document",
    ),
    "the two sides": (
        "Chad’s government and the rebels signed a truce in Doha. [The two sides] said they would meet again in Doha.",
        ["Chad", "rebels"],
        "group",
    ),
    "two men": (
        "Arif Rahman met Imran Shah in Dhaka. [The two men] said prices would fall.",
        ["Arif Rahman", "Imran Shah"],
        "person",
    ),
}


def marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def cases(table: dict) -> list:
    return [pytest.param(*row, id=name) for name, row in table.items()]


@pytest.mark.parametrize("text, names, kind", cases(NAMES) + cases(DESCRIPTIONS))
def test_source_and_its_kind(read, text, names, kind):
    text, start, end = marked(text)
    found = antecedent(read(text), start, end)
    assert (found.names, found.kind) == (names, kind), found.basis


@pytest.mark.parametrize("text, names", cases(PRONOUNS))
def test_pronouns(read, text, names):
    text, start, end = marked(text)
    found = antecedent(read(text), start, end)
    assert found.names == names, found.basis


def quoted(article, content, speakers, number=0):
    ((start, end),) = content
    return Quote(
        doc_id=article.doc_id,
        quote_id=f"q{number}",
        start=start,
        end=end,
        text=article.document.text[start:end],
        kind="direct",
        content=content,
        cue=[],
        source=[],
        speakers=speakers,
        speaker_kind="person",
        speaker_basis="",
        confidence=1.0,
    )


def span(text: str, words: str) -> list[tuple[int, int]]:
    start = text.index(words)
    return [(start, start + len(words))]


def test_subject_of_the_clause_where_the_source_is_left_out(read):
    text = "Chipo Moyo defended the loan on Monday, saying it would be repaid by May."
    found = resolve(read(text), [], span(text, "saying"), span(text, "it would be repaid by May"), [])
    assert found.names == ["Chipo Moyo"]
    assert found.basis.startswith("subject of the clause")


SOURCES = {
    "as it stands": ("[A port official] (said) it was late.", "A port official"),
    "name of a people": ("[Serb] gunmen (said) they would leave.", "Serb gunmen"),
    "preposition": ("It was seen [by a group of experts] who (said) it was late.", "a group of experts"),
    "conjunction": ("[Chipo Moyo and] the bank (said) it was late.", "Chipo Moyo"),
    "clause": ("[Ms Moyo visited] the camps and (says) they are clean.", "Ms Moyo"),
    "adverb": ("[She steadfastly] (refuses) to resign.", "She"),
    "half a name": ("[Kenyan President William] Ruto (said) it was late.", "Kenyan President William Ruto"),
    "half a phrase": ("[Many foreign] diplomats (said) it was late.", "Many foreign diplomats"),
    "owner": ("William Ruto[’s remarks] on Monday (confirmed) the talks had failed.", "William Ruto’s remarks"),
    "dateline": ("NAIROBI, March 4 (Reuters) [- Kenyan officials] (said) the talks had failed.", "Kenyan officials"),
    "nobody": ("It was [the] much-(criticised) bank that failed.", None),
    "a time": ("[Police Sunday] (refused) to comment.", "Police"),
    "nobody's words": ("[The summit] followed (reports) that the king had left.", "reports"),
    "who is quoted": ("“No,” [the agency] (quoted) Mr Ruto as saying.", "Mr Ruto"),
    "who was quoted": ("Mr Ruto was (quoted) by [the agency] as saying no.", "Mr Ruto"),
    "a dependent of the subject": (
        "Officials of the bank, angered by [a militant group] in Goma, (said) it was late.",
        "Officials of the bank",
    ),
    "headline": ("[Ruto] (Vows) To Fight Banks", "Ruto"),
}


@pytest.mark.parametrize("text, wanted", cases(SOURCES))
def test_the_words_of_a_source_make_one_phrase(read, text, wanted):
    plain = re.sub(r"[\[\]()](?!Reuters)(?<!Reuters\))", "", text)
    words, cue = re.search(r"\[(.*?)\]", text)[1], re.search(r"\((?!Reuters)(.*?)\)", text)[1]
    found = sources(read(plain), span(plain, words), span(plain, cue), [])
    assert [plain[start:end] for start, end in found] == ([wanted] if wanted else [])


def test_speaker_goes_on_where_there_is_neither_source_nor_cue(read):
    text = (
        "“The loan is safe,” Chipo Moyo said.\n“It will be repaid by May.”\n\nRain fell in Harare.\n\n“Nobody knows.”"
    )
    article = read(text)
    first = quoted(article, span(text, "“The loan is safe,”"), ["Chipo Moyo"])
    assert resolve(article, [], [], span(text, "“It will be repaid by May.”"), [first]).names == ["Chipo Moyo"]
    assert resolve(article, [], [], span(text, "“Nobody knows.”"), [first]).kind == "unknown"


def test_the_statement_is_of_whoever_spoke_before(read):
    text = "Spokeswoman Leila Haddad said the port was safe. “Ships may enter,” the statement said."
    article = read(text)
    before = quoted(article, span(text, "the port was safe"), ["Leila Haddad"])
    found = resolve(article, span(text, "the statement"), [], span(text, "“Ships may enter,”"), [before])
    assert found.names == ["Leila Haddad"]


def test_every_step_is_told(read):
    text, start, end = marked("Arif Rahman spoke in Dhaka. [He] said prices would fall.")
    assert antecedent(read(text), start, end).basis == "pronoun 'he' -> named before as 'Arif Rahman' -> Arif Rahman"


@pytest.mark.parametrize(
    "text", ["[ ]", "[“”]", "“[He]", "[???] said", "[the] said so", "[and] said", "[of of of] said"]
)
def test_hostile_sources_do_no_harm(read, text):
    text, start, end = marked(text)
    assert isinstance(antecedent(read(text), start, end).names, list)


def test_a_state_that_speaks_is_its_government():
    from analysis.articles import Settings
    from analysis.bulk.engine import run
    from analysis.documents import Document

    said = [
        Document(
            "a",
            "a.txt",
            "Talks failed, Ukraine said. The US denied it was to blame, officials said.\n\nWashington said it would return.",
        )
    ]
    speakers = run(said, Settings(quotes="rules"))["quotes"].speakers.tolist()
    assert ["Government of Ukraine"] in speakers
    assert ["Government of the United States"] in speakers
