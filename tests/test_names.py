"""Names: sentence -> what each mention is called, and how it got that name."""

import random
from types import SimpleNamespace

import pytest

from analysis.articles import Settings
from analysis.documents import Document
from analysis.extract import EXTRACTORS, Article
from analysis.naming import gazetteer, names
from analysis.naming.bodies import key_of, ministry
from analysis.naming.people import Person, merged_forms, sound


def named(article, *labels):
    """Text -> name of the mentions with these labels."""
    return [(row.text, row.entity) for row in article.rows["entities"] if row.label in labels]


@pytest.mark.parametrize(
    "text, expected",
    [
        # long form first, then surname, title and possessive
        (
            "Prime Minister Sir Keir Starmer met Nepal's envoy. Sir Keir said no. Mr Starmer's plan was Starmer's own.",
            [("Keir Starmer", "Keir Starmer"), ("Keir", "Keir Starmer"), ("Starmer", "Keir Starmer"), ("Starmer", "Keir Starmer")],
        ),
        # the family name may come first
        (
            "Chinese President Xi Jinping arrived in Lusaka. Mr Xi will meet ministers, and President Xi will speak.",
            [("Xi Jinping", "Xi Jinping"), ("Xi", "Xi Jinping"), ("Xi", "Xi Jinping")],
        ),
        # particles
        (
            "Crown Prince Mohammed bin Salman spoke to Ursula von der Leyen. Von der Leyen thanked bin Salman.",
            [
                ("Mohammed bin Salman", "Mohammed bin Salman"), ("Ursula von der Leyen", "Ursula von der Leyen"),
                ("Von der Leyen", "Ursula von der Leyen"), ("bin Salman", "Mohammed bin Salman"),
            ],
        ),
        # transliteration inside one article
        (
            "Iranian Foreign Minister Abbas Araghchi flew to Muscat. Araqchi said Tehran would wait.",
            [("Abbas Araghchi", "Abbas Araghchi"), ("Araqchi", "Abbas Araghchi")],
        ),
        # the father alone has the bare surname
        (
            "Donald Trump and Donald Trump Jr. flew to Doha. Mr Trump spoke first. Trump Jr. spoke last.",
            [
                ("Donald Trump", "Donald Trump"), ("Donald Trump Jr", "Donald Trump Jr"), ("Trump", "Donald Trump"),
                ("Trump Jr", "Donald Trump Jr"),
            ],
        ),
        # a middle name alone, but not that of a man of title
        (
            "Ahmed Hassan Ali met President Hassan. President Hassan said no.",
            [("Ahmed Hassan Ali", "Ahmed Hassan Ali"), ("Hassan", "Hassan"), ("Hassan", "Hassan")],
        ),
        (
            "A member, Amir Khosru Mahmud Chowdhury, said no. Khosru said it again.",
            [("Amir Khosru Mahmud Chowdhury", "Amir Khosru Mahmud Chowdhury"), ("Khosru", "Amir Khosru Mahmud Chowdhury")],
        ),
        # a king is not the man whose patronymic he is
        (
            "Prince Khalid bin Salman brought a letter from King Salman. Prince Khalid left at noon.",
            [("Khalid bin Salman", "Khalid bin Salman"), ("Salman", "King Salman"), ("Khalid", "Khalid bin Salman")],
        ),
    ],
)  # fmt: skip
def test_persons_in_one_article(read, text, expected):
    assert named(read(text), "PERSON") == expected


def test_two_people_with_one_surname_stay_two(read):
    article = read(
        "Former prime minister Nawaz Sharif welcomed the truce in Lahore. Prime Minister Shehbaz Sharif addressed parliament.\n\n"
        + "The court heard two petitions on wheat prices and adjourned until the new year without naming a date for them, "
        "clerks said. Farmers had gathered outside from early morning to hear what would become of the subsidy, and many "
        "of them left before noon because buses to the districts were leaving. The bench promised a written order, and "
        "the government's counsel asked for more time to file a reply on the matter of imports and storage.\n\n"
        "Sharif did not attend."
    )
    found = named(article, "PERSON")
    assert {"Nawaz Sharif", "Shehbaz Sharif"} <= {name for _, name in found}
    last = article.rows["entities"][-1]
    assert (last.entity, last.basis) == ("Sharif", "ambiguous: Nawaz Sharif or Shehbaz Sharif")


def test_the_holder_of_an_office_is_not_his_wife(read):
    article = read(
        "First lady Michelle Obama opened the school in Accra. President Obama did not attend, aides said. Mrs. Obama "
        "thanked the teachers."
    )
    assert named(article, "PERSON") == [
        ("Michelle Obama", "Michelle Obama"), ("Obama", "Obama"), ("Obama", "Michelle Obama")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text, expected",
    [
        # an acronym of another language, with its stops and without a bracket
        (
            "He led the Justice and Development Party, or A.K.P., for years. It was the A.K.P. that lost.",
            [("Justice and Development Party",) * 2, ("A.K.P.", "Justice and Development Party")]
            + [("A.K.P.", "Justice and Development Party")],
        ),
        (
            "The World Bank met, and the WB paid.",
            [("World Bank",) * 2, ("WB", "World Bank")],
        ),
        ("Police blamed the P.K.K. on Monday.", [("P.K.K.", "Kurdistan Workers' Party")]),
        (
            "The Commonwealth Ministerial Action Group (CMAG) met in Gaborone. CMAG will report in May.",
            [("Commonwealth Ministerial Action Group",) * 2, ("CMAG", "Commonwealth Ministerial Action Group")]
            + [("CMAG", "Commonwealth Ministerial Action Group")],
        ),
        (
            "Leaders of the Southern African Development Community met. SADC sent observers to Maseru.",
            [("Southern African Development Community",) * 2, ("SADC", "Southern African Development Community")],
        ),
        (
            "The Election Commission of Bangladesh set a date. The Election Commission said it was ready.",
            [("Election Commission of Bangladesh",) * 2, ("Election Commission", "Election Commission of Bangladesh")],
        ),
        (
            "Supporters of the Democratic Movement of Mozambique (MDM) marched. The MDM wants reform.",
            [("Democratic Movement of Mozambique",) * 2] + [("MDM", "Democratic Movement of Mozambique")] * 2,
        ),
        (
            "The Russian Foreign Ministry denied it. The Foreign Ministry said the note was false.",
            [
                ("Russian Foreign Ministry", "Ministry of Foreign Affairs of Russia"),
                ("Foreign Ministry", "Ministry of Foreign Affairs of Russia"),
            ],
        ),
        (
            "Leaders of Pakistan Tehreek-i-Insaf met. The PTI wants talks.",
            [("Pakistan Tehreek-i-Insaf",) * 2, ("PTI", "Pakistan Tehreek-i-Insaf")],
        ),
        ("The report by PTI is read in the Press Trust of India.", [("PTI", "Press Trust of India")] + [("Press Trust of India",) * 2]),
        ("Nato and NATO are one, as are the E.U. and the EU.", [("Nato", "NATO"), ("NATO", "NATO")] + [("E.U.", "European Union"), ("EU", "European Union")]),
    ],
)  # fmt: skip
def test_bodies_in_one_article(read, text, expected):
    assert named(read(text), "ORG") == expected


@pytest.mark.parametrize(
    "text, entity, kind, stands_for",
    [
        ("Kyiv accused Moscow of stalling.", "Kyiv", "metonym", "Ukraine"),
        ("Kyiv accused Moscow of stalling.", "Moscow", "metonym", "Russia"),
        ("The summit was held in Kyiv on Monday.", "Kyiv", "name", None),
        ("The minister flew to Harare on Monday.", "Harare", "name", None),
        ("Talks with Pretoria will resume.", "Pretoria", "metonym", "South Africa"),
        ("Islamabad's refusal angered traders.", "Islamabad", "metonym", "Pakistan"),
        ("Islamabad's mayor opened the road.", "Islamabad", "name", None),
        ("The Kremlin said it would wait.", "Kremlin", "metonym", "Russia"),
        ("She visited the White House in May.", "White House", "name", None),
        ("Talks with the White House failed.", "White House", "metonym", "United States"),
        ("They met at the Élysée Palace.", "Élysée Palace", "name", None),
        ("Zambian farmers protested.", "Zambian", "adjective", "Zambia"),
        ("Emmanuel Macron's office confirmed the call.", "Emmanuel Macron", "office", None),
        ("Emmanuel Macron confirmed the call.", "Emmanuel Macron", "name", None),
    ],
)
def test_kinds_of_naming(read, text, entity, kind, stands_for):
    row = next(row for row in read(text).rows["entities"] if row.entity == entity)
    assert (row.kind, row.stands_for) == (kind, stands_for)


@pytest.mark.parametrize(
    "a, b",
    [
        ("Zelensky", "Zelenskyy"), ("Zelenskiy", "Zelenskyy"), ("Araghchi", "Araqchi"), ("al-Busaidi", "Albusaidi"),
        ("Qaddafi", "Gaddafi"), ("Mohammad", "Muhammed"), ("Lourenço", "Lourenco"), ("Erdoğan", "Erdogan"), ("Sissi", "Sisi"),
        ("Türk", "Tuerk"),
    ],
)  # fmt: skip
def test_spellings_that_sound_alike(a, b):
    assert sound(a) == sound(b)


@pytest.mark.parametrize("a, b", [("Ky", "Kyi"), ("Li", "Lee"), ("Khan", "Han"), ("Reid", "Reed"), ("Singh", "Sinha")])
def test_spellings_that_do_not(a, b):
    assert sound(a) != sound(b)


@pytest.mark.parametrize(
    "forms, groups",
    [
        (["Donald Trump", "Donald J. Trump", "Donald Trump Jr.", "Melania Trump"], 3),
        (["George W. Bush", "George H. W. Bush", "George Bush"], 3),
        (["Hillary Clinton", "Hillary Rodham Clinton", "Bill Clinton"], 2),
        (["Suu Kyi", "Aung San Suu Kyi", "Aung San"], 2),
        (["Kim Jong Un", "Kim Yo Jong"], 2),
        (["Joao Lourenco", "João Lourenço"], 1),
    ],
)
def test_full_names_that_are_one_person(forms, groups):
    merged = merged_forms(dict.fromkeys(forms, 1), {})
    assert len(set(merged.values())) == groups, merged


def test_surname_keeps_its_particles():
    assert [Person(name).short for name in ("Mohammed bin Salman", "Bashar al-Assad", "Angela Merkel")] == [
        "bin Salman", "al-Assad", "Merkel"
    ]  # fmt: skip


def test_one_key_for_a_body():
    assert key_of("The Co-operation Centre") == key_of("Co operation Center")
    assert ministry("Zambia's Foreign Ministry", gazetteer.gazetteer().forms) == (
        "Ministry of Foreign Affairs",
        "Zambia",
    )
    assert ministry("Election Commission", gazetteer.gazetteer().forms) is None


def test_every_listed_name_is_found_under_itself():
    listed = gazetteer.gazetteer()
    for form, known in listed.forms.items():
        ((start, end, found, text),) = list(listed.find(f"x {form} y"))
        assert (text, found) == (form, known)


def test_users_names_override_both_layers(nlp):
    own = '[people]\n"V. Zelensky" = ["Volodymyr Zelensky", "Zelensky"]\n[organisations]\n"Alliance" = ["NATO"]\n'
    text = "Volodymyr Zelensky spoke to NATO. Zelensky left."
    article = Article(Document("a", "a", text), nlp(text), Settings(names=own))
    rows = list(EXTRACTORS["entities"].extract(article))
    assert [(row.entity, row.basis) for row in rows] == [
        ("V. Zelensky", "names.toml"), ("Alliance", "names.toml"), ("V. Zelensky", "names.toml")
    ]  # fmt: skip
    other = "President Volodymyr Zelensky was in Kyiv."
    tables = {"entities": rows + list(EXTRACTORS["entities"].extract(Article(Document("b", "b", other), nlp(other))))}
    names.link(tables, [])
    assert {row.entity for row in tables["entities"] if row.label == "PERSON"} >= {"V. Zelensky"}


def test_users_long_form_names_the_short_one_too(nlp):
    own = '[people]\n"Sajeeb Wazed Joy" = ["Sajeeb Wazed"]\n'
    text = "Sajeeb Wazed spoke on Monday. Wazed left on Tuesday, Mr Wazed's aides said."
    rows = EXTRACTORS["entities"].extract(Article(Document("a", "a", text), nlp(text), Settings(names=own)))
    assert {row.entity for row in rows if row.label == "PERSON"} == {"Sajeeb Wazed Joy"}


def test_a_table_that_names_toml_does_not_have():
    with pytest.raises(ValueError, match="no table 'person'. There are: people, places"):
        gazetteer.gazetteer('[person]\n"A B" = []\n')


CORPUS = {
    "a": "Zambian President Hakainde Hichilema met Donald J. Trump in Lusaka. Hichilema thanked Mr Trump.",
    "b": "President Hichilema left for Nairobi. Donald Trump stayed. Antonio Guterres was not there.",
    "c": "António Guterres, the U.N. secretary-general, spoke. President Volodymyr Zelenskiy and Guterres met.",
    "d": "The Commonwealth Ministerial Action Group (CMAG) met. Bill Clinton came.",
    "e": "CMAG praised Hillary Clinton. Volodymyr Zelensky did not.",
    "f": "Clinton said nothing of it. Mr Guterres agreed.",
}


@pytest.fixture(scope="module")
def local(nlp):
    """Rows of each article before linking, as plain values."""
    found = {}
    for doc_id, text in CORPUS.items():
        article = Article(Document(doc_id, doc_id, text), nlp(text))
        for table in ("entities", "roles"):
            article.rows[table] = list(EXTRACTORS[table].extract(article))
        found[doc_id] = article.rows
    return found


def linked(local, order):
    tables = {
        table: [row.model_copy() for doc_id in order for row in local[doc_id][table]] for table in ("entities", "roles")
    }
    names.link(tables, [])
    return {table: sorted(row.model_dump_json() for row in rows) for table, rows in tables.items()}, tables


def test_names_across_articles(local):
    _, tables = linked(local, "abcdef")
    by_doc = {}
    for row in tables["entities"]:
        if row.label in ("PERSON", "ORG"):
            by_doc.setdefault(row.doc_id, []).append(row.entity)
    assert set(by_doc["a"]) == {"Hakainde Hichilema", "Donald Trump"}
    assert set(by_doc["b"]) == {"Hakainde Hichilema", "Donald Trump", "António Guterres"}
    assert {"António Guterres", "Volodymyr Zelenskyy"} <= set(by_doc["c"])
    assert by_doc["e"] == ["Commonwealth Ministerial Action Group", "Hillary Clinton", "Volodymyr Zelenskyy"]
    assert by_doc["f"] == ["Clinton", "António Guterres"], "two Clintons in the corpus: the surname alone stays open"


def test_any_order_gives_the_same_names(local):
    expected, _ = linked(local, "abcdef")
    shuffle = random.Random(7)
    for _ in range(10):
        order = list(CORPUS)
        shuffle.shuffle(order)
        assert linked(local, order)[0] == expected


def test_halves_put_together_give_the_same_names(local):
    expected, _ = linked(local, "abcdef")
    for cut in range(1, len(CORPUS)):
        first, second = list(CORPUS)[:cut], list(CORPUS)[cut:]
        assert linked(local, second + first)[0] == expected


def test_link_renames_in_every_table(local):
    rows = [row.model_copy() for row in local["a"]["entities"] + local["b"]["entities"]]
    quote = type(rows[0]).model_construct(
        doc_id="a", entity="Donald J. Trump", stands_for=None, label="EVENT", basis=""
    )
    tables = {"entities": rows, "mine": [quote]}
    names.link(tables, [])
    assert tables["mine"][0].entity == "Donald Trump"


def test_link_takes_an_empty_corpus():
    names.link({}, [])
    names.link({"entities": [], "roles": [], "quotes": []}, [SimpleNamespace()])
