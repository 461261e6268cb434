"""Mentions: text -> which names are found, with which label, where the model alone errs."""

import pytest

from analysis.naming.acronyms import definitions


def found(article, *labels):
    return [(row.text, row.label) for row in article.rows["entities"] if not labels or row.label in labels]


@pytest.mark.parametrize(
    "text, expected",
    [
        # titles, articles and possessives are no part of a name
        ("The ruling surprised President Cyril Ramaphosa’s aides.", [("Cyril Ramaphosa", "PERSON")]),
        ("Mr Ramaphosa met the World Bank.", [("Ramaphosa", "PERSON"), ("World Bank", "ORG")]),
        # a bracket that another hand put in
        (
            "She urged (Russian President Vladimir) Putin to stop.",
            [("Russian", "NORP"), ("Vladimir) Putin", "PERSON")],
        ),
        # names joined by small letters, with a country before them, with a wing behind them
        (
            "Jamiat-e-Ulama-e-Islam left Pakistan Tehreek-i-Insaf. Bangladesh Nezami Islami Party met the MQM-P.",
            [("Jamiat-e-Ulama-e-Islam", "ORG"), ("Pakistan Tehreek-i-Insaf", "ORG"), ("Bangladesh Nezami Islami Party", "ORG"), ("MQM-P", "ORG")],
        ),
        ("Sheikh Mohammed bin Abdulrahman bin Jassim Al Thani spoke.", [("Mohammed bin Abdulrahman bin Jassim Al Thani", "PERSON")]),
        # a dateline that the model does not know, with region, country and agency
        ("Panaji (Goa) [India], March 14 (ANI): Police marched.", [("Panaji", "GPE"), ("India", "GPE"), ("ANI", "ORG")]),
        # a bill is nobody, a law no body, an agency one
        ("Bill on courts will be withdrawn\n\nThe bill was withdrawn by Nepal.", [("Nepal", "GPE")]),
        ("The Prevention of Terrorism Act binds Sri Lanka.", [("Sri Lanka", "GPE")]),
        ("The semi-official Fars news agency said so.", [("Fars", "ORG")]),
        ("The Center for Security Policy closed its School of Law.", [("Center for Security Policy", "ORG"), ("School of Law", "ORG")]),
        # a body that belongs to another; a mission to a country; a court and a site in small letters
        (
            "The Atlantic Council’s Rafik Hariri Center praised the U.N. Mission in South Sudan.",
            [("Atlantic Council", "ORG"), ("Rafik Hariri Center", "ORG"), ("U.N. Mission in South Sudan", "ORG")],
        ),
        ("Police took him from the Delhi high court to the Mannagh air base.", [("Delhi high court", "ORG"), ("Mannagh air base", "FAC")]),
        ("A spokesman, Brig. Gen. Ramezan Sharif, left. General Sharif said the sailors were being held.", [("Ramezan Sharif", "PERSON"), ("Sharif", "PERSON")]),
        ("Governor Unveils Plan\n\nThe governor of Lagos unveiled a plan.", [("Lagos", "GPE")]),
        ("The high court ruled. A district court did, too.", []),
        ("Senator Will Hurd and Mrs May left.", [("Will Hurd", "PERSON"), ("May", "PERSON")]),
        ("JUST weeks after the vote, police left Harare.", [("Harare", "GPE")]),
        # acronyms written as words
        (
            "The Opposition to Urban Tolling Alliance (Outa) won. Outa said so.",
            [("Opposition to Urban Tolling Alliance", "ORG"), ("Outa", "ORG"), ("Outa", "ORG")],
        ),
        ("Farmers left Western province for Harare.", [("Western province", "GPE"), ("Harare", "GPE")]),
        # capitals
        ("KYIV STANDS FIRM\n\nUkraine said so on Monday, and Kyiv agreed.", [("KYIV", "GPE"), ("Ukraine", "GPE"), ("Kyiv", "GPE")]),
        # listed names that the model takes for persons, or joins
        ("Kyiv accused nobody.", [("Kyiv", "GPE")]),
        ("A UK-France delegation left.", [("UK", "GPE"), ("France", "GPE")]),
        # lower case, as in a term in marks
        ('The so-called "coalition of the willing" met.', [("coalition of the willing", "ORG")]),
        # a title makes a person of what the model takes for a body
        ("BJP spokesman Sambit Patra spoke.", [("BJP", "ORG"), ("Sambit Patra", "PERSON")]),
        ("Field Marshal Asim Munir vowed a response.", [("Asim Munir", "PERSON")]),
        # and the title's own words are no body
        ("US Secretary of State Marco Rubio left.", [("US", "GPE"), ("Marco Rubio", "PERSON")]),
        # a listed name inside a longer one
        ("The Bank of China opened a branch in New Delhi.", [("Bank of China", "ORG"), ("New Delhi", "GPE")]),
        # bodies that only capitals show
        ("Peacekeepers of MONUSCO left on Monday.", [("MONUSCO", "ORG")]),
        ("Minister of Foreign Affairs Aminu Wali summoned the envoy.", [("Aminu Wali", "PERSON")]),
        # two halves of one name, two persons in one, and part of an office
        ("Envoy Ismail Ould Cheikh Ahmed left Riyadh.", [("Ismail Ould Cheikh Ahmed", "PERSON"), ("Riyadh", "GPE")]),
        (
            "Kiir and Machar met on Monday, an aide to President Salva Kiir said. Riek Machar was silent.",
            [("Kiir", "PERSON"), ("Machar", "PERSON"), ("Salva Kiir", "PERSON"), ("Riek Machar", "PERSON")],
        ),
        (
            "US Department of State Special Representative Zalmay Khalilzad left.",
            [("US Department of State", "ORG"), ("Zalmay Khalilzad", "PERSON")],
        ),
        # places of datelines
        ("KARACHI, June 3 (AFP) - Police said so.", [("KARACHI", "GPE"), ("AFP", "ORG")]),
        ("KUWAIT CITY —Police in Kuwait said so.", [("KUWAIT CITY", "GPE"), ("Kuwait", "GPE")]),
        ("FACT CHECK — Police said so.", []),
        # places and bodies that the model takes for peoples and laws
        ("Police left for Abbotabad town in Punjab.", [("Abbotabad", "GPE"), ("Punjab", "GPE")]),
        (
            "Zimbabwe banned a rally of the Citizens Coalition for Change. The Citizens Coalition for Change said so.",
            [("Zimbabwe", "GPE"), ("Citizens Coalition for Change", "ORG"), ("Citizens Coalition for Change", "ORG")],
        ),
        # names that only an office shows, or that the model cuts short
        ("The process is fair, said MEA spokesperson Raveesh Kumar.", [("MEA", "ORG"), ("Raveesh Kumar", "PERSON")]),
        ("The minister, Alena Douhan, visited Zimbabwe.", [("Alena Douhan", "PERSON"), ("Zimbabwe", "GPE")]),
        ("Myanmar’s civilian leader Aung San Suu Kyi left.", [("Myanmar", "GPE"), ("Aung San Suu Kyi", "PERSON")]),
        ("PML-N leader Raja Zafarul Haq left.", [("PML-N", "ORG"), ("Raja Zafarul Haq", "PERSON")]),
        # a paper by its article
        ("Ahmed Mohamed told The Wire on Thursday.", [("Ahmed Mohamed", "PERSON"), ("Wire", "ORG")]),
        # a name cut at its hyphens, a country before an envoy's name, a site, an office and a line in capitals that are none
        ("A bomb hit the German consulate in Afghanistan's Mazar-i-Sharif.", [("German", "NORP"), ("Afghanistan", "GPE"), ("Mazar-i-Sharif", "LOC")]),
        ("UN envoy for Syria Geir Pedersen left.", [("UN", "ORG"), ("Syria", "GPE"), ("Geir Pedersen", "PERSON")]),
        ("He told bdnews24.com so; read www.site.com/news or a@b.com.", [("bdnews24.com", "ORG")]),
        ("A Bench, with Joint Director A.K. Sharma, sat.", [("A.K. Sharma", "PERSON")]),
        ("FACED WITH strikes, Nepal's king gave in.", [("Nepal", "GPE")]),
        # bylines in capitals, credits, a rank, a member of a parliament, a party of an adjective, a base
        ("By SAYED HASHEMI and LOLITA C. BALDOR\n\nIt rained.", [("SAYED HASHEMI", "PERSON"), ("LOLITA C. BALDOR", "PERSON")]),
        ("Amer Hilabi/AFP/Getty Images", [("Amer Hilabi", "PERSON"), ("AFP", "ORG"), ("Getty Images", "ORG")]),
        ("Labor member of Knesset Revital Swid spoke.", [("Labor", "ORG"), ("Knesset", "ORG"), ("Revital Swid", "PERSON")]),
        ("Major-General Godefroid Niyombare announced it.", [("Godefroid Niyombare", "PERSON")]),
        ("He led the secular, center-left Republican People’s Party for years.", [("Republican People’s Party", "ORG")]),
        ("King Faisal Navy Base was calm.", [("King Faisal Navy Base", "ORG")]),
        ("SCORES of traders left, and scores stayed.", []),
        # a given name in capitals, a mark of captions, a month, a ministry's Union, who tells something
        ("WYLBUR Simuusa says no. Simuusa left.", [("WYLBUR Simuusa", "PERSON"), ("Simuusa", "PERSON")]),
        ("FILE - A view of Lusaka. FILE - The port.", [("Lusaka", "GPE")]),
        ("Any Lok Sabha MP can vote, the Union minister said.", [("Lok Sabha", "ORG")]),
        # names that the model cuts short, or stretches to where one goes and who heads a body
        ("He left the Peace and Democracy Party in May.", [("Peace and Democracy Party", "ORG")]),
        ("A new party, uMkhonto WeSizwe Party, won.", [("uMkhonto WeSizwe Party", "ORG")]),
        ("Charles Kanjama, chairman of the Law Society of Kenya, told us so.", [("Charles Kanjama", "PERSON"), ("Law Society of Kenya", "ORG")]),
        ("He invited leaders of the All-Party Hurriyat Conference to Islamabad.", [("All-Party Hurriyat Conference", "ORG"), ("Islamabad", "GPE")]),
        # a body after its owner, letters that the article explains, a common noun that begins a paragraph
        ("China’s Foreign Ministry said no.", [("China", "GPE"), ("Foreign Ministry", "ORG")]),
        ("The Palestinian Authority left. The PA said no.", [("Palestinian Authority", "ORG"), ("PA", "ORG")]),
        ("She met the kidnappers' demands.\n\nKidnappers had threatened him.", []),
        ("FIFA Congress will meet in May.", [("FIFA", "ORG"), ("Congress", "ORG")]),
        ("He met the Conservatives and Labour Party in London.", [("Conservatives", "NORP"), ("Labour Party", "ORG"), ("London", "GPE")]),
        ("The loan is from the EXIM Bank.", [("EXIM Bank", "ORG")]),
        ("He asked the Inspector General of Police to wait.", []),
        ("He meets church leaders Bishop Trevor Manhanga, left, and others.", [("Trevor Manhanga", "PERSON")]),
        # a party's wing in brackets, a sum, the initials of an office
        ("The CPN (Unified Socialist) left.", [("CPN (Unified Socialist)", "ORG")]),
        ("NSA Ajit Doval said Tk 1, 53,331 crore was spent.", [("Ajit Doval", "PERSON")]),
        # what only a headline's capitals make a name
        (
            "UNHCR Voices Concern as Botswana Deports Zimbabwean Refugees\n\nThe UNHCR said refugees left Botswana.",
            [("UNHCR", "ORG"), ("Botswana", "GPE"), ("Zimbabwean", "NORP"), ("UNHCR", "ORG"), ("Botswana", "GPE")],
        ),
        # a body with a person's surname stays one
        (
            "Jeffrey Sachs said Goldman Sachs would go. Sachs left.",
            [("Jeffrey Sachs", "PERSON"), ("Goldman Sachs", "ORG"), ("Sachs", "PERSON")],
        ),
        ("After Netanyahu Benny Gantz spoke. Netanyahu left.", [("Netanyahu", "PERSON"), ("Benny Gantz", "PERSON"), ("Netanyahu", "PERSON")]),
        ("Secretary of Defense Lloyd Austin left.", [("Lloyd Austin", "PERSON")]),
        # a title is no name; names cut at a hyphen, before a given name
        ("Police stood around the Sheikh's house.", []),
        ("Deputy High Commissioner Uche Ajulu-Okeke was summoned.", [("Uche Ajulu-Okeke", "PERSON")]),
        ("The ambassador to Pakistan Abdul Salam Zaeef spoke.", [("Pakistan", "GPE"), ("Abdul Salam Zaeef", "PERSON")]),
        ("Minister of Water Resources Suleiman Adamu left.", [("Suleiman Adamu", "PERSON")]),
        ("The Netanyahu-Led government fell.", [("Netanyahu", "PERSON")]),
        ("Prime Minister Atal Behari Vajpayee spoke.", [("Atal Behari Vajpayee", "PERSON")]),
        ("The Government said no at 9pm AEDT.", []),
        # a state before its government
        ("The Israel Government has promised an inquiry.", [("Israel", "GPE")]),
        ("Mr Sharon's Government left the talks.", [("Sharon", "PERSON")]),
        # particles
        ("They met Ursula von der Leyen.", [("Ursula von der Leyen", "PERSON")]),
        # a title inside what the model takes for a body; bodies that the model did not see
        ("Federal Labor MP Carmen Lawrence spoke.", [("Carmen Lawrence", "PERSON")]),
        ("Child advocates have called on Dr Hollingworth to step down as Governor-General.", [("Hollingworth", "PERSON")]),
        ("The Community and Public Sector Union says no.", [("Community and Public Sector Union", "ORG")]),
        ("Anneke de Vries spoke. Ms de Vries left.", [("Anneke de Vries", "PERSON"), ("de Vries", "PERSON")]),
        ("The MS Trust closed.", [("MS Trust", "ORG")]),
        # short acronyms that the model passes over, and what is none
        ("The PFX and the ANC met. Talks with PFX went on, it said.", [("PFX", "ORG"), ("ANC", "ORG"), ("PFX", "ORG")]),
        ("A Member of Parliament (MP) left, and another MP came back.", [("Parliament", "ORG")]),
        ("Prices rose by a tenth as the GDP fell, and the GDP fell again.", []),
        # part of an office after a body; a country after a person; a disease
        ("ANC National Chairperson Gwede Mantashe left.", [("ANC", "ORG"), ("Gwede Mantashe", "PERSON")]),
        ("Cases of Ebola rose in Uganda.", [("Uganda", "GPE")]),
        # a name after a small word of a headline
        ("Party Shuts Door on Coalition With Davutoglu\n\nPrime Minister Ahmet Davutoglu left Ankara.", [("Davutoglu", "PERSON"), ("Ahmet Davutoglu", "PERSON"), ("Ankara", "GPE")]),
        # nothing
        ("The ministers met on the hill and said nothing of it.", []),
        ("SUBSCRIBE NOW FOR MORE", []),
    ],
)  # fmt: skip
def test_mentions(read, text, expected):
    assert found(read(text), "PERSON", "GPE", "ORG", "LOC", "FAC", "NORP") == expected


def test_a_name_known_elsewhere_is_found_again(read):
    article = read(
        "Nigerian Foreign Minister Yusuf Tuggar arrived in Accra on Monday to meet traders of both countries. Tuggar left early.\n\nTUGGAR SPEAKS\n\nThey liked Tuggar."
    )
    assert [text for text, _ in found(article, "PERSON")] == ["Yusuf Tuggar", "Tuggar", "TUGGAR", "Tuggar"]


def test_the_beginning_of_a_listed_name_stands_for_it(read):
    rows = read("Amnesty International condemned the attack. “It is horrifying,” Amnesty said.").rows["entities"]
    assert [row.entity for row in rows] == ["Amnesty International"] * 2


def test_part_of_another_name_is_not_found_again(read):
    article = read("Donald Trump spoke in Doha. Trump left. Guests slept at Trump Tower, and Trump Media paid.")
    assert [text for text, _ in found(article, "PERSON")] == ["Donald Trump", "Trump"]


def test_every_mention_is_its_words(read):
    text = "Ukraine's Volodymyr Zelensky met “Mr Macron” in Paris.\n\nHOPES RISE IN KYIV\n\nThe U.S. sent $5 million on May 3."
    article = read(text)
    assert article.rows["entities"]
    for row in article.rows["entities"]:
        assert text[row.start : row.end] == row.text
        assert row.model_validate(row.model_dump())
    starts = [row.start for row in article.rows["entities"]]
    assert starts == sorted(starts)


def test_a_name_found_again_takes_the_place_of_its_parts(read):
    text = "A plea of former PM Sheikh Hasina was heard.\n\nSheikh Hasina's rival, Khaleda Zia, left. Sheikh Hasina stayed."
    rows = read(text).rows["entities"]
    assert [row.text for row in rows] == ["Sheikh Hasina", "Sheikh Hasina", "Khaleda Zia", "Sheikh Hasina"]


def test_mentions_do_not_overlap(read):
    rows = read("The US-led NATO mission in Bosnia-Herzegovina and the Bank of England met the EU's Kaja Kallas.").rows[
        "entities"
    ]
    assert all(a.end <= b.start for a, b in zip(rows, rows[1:], strict=False))


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("the African National Congress (ANC) won", [("African National Congress", "ANC")]),
        ("the Department of International Relations and Cooperation (DIRCO) said", [("Department of International Relations and Cooperation", "DIRCO")]),
        ("the Jamaat-e-Islami (JI) and others", [("Jamaat-e-Islami", "JI")]),
        ("the Kenya Revenue Authority’s (KRA) chief", [("Kenya Revenue Authority", "KRA")]),
        ("he left (AFP) and slept", []),
        ("talks in Doha (QNA)", []),
        # letters of another language
        ("the Justice and Development Party (AKP) won; the AKP rules", [("Justice and Development Party", "AKP")]),
        ("the Justice and Development Party (AKP) won", []),
        ("the Commonwealth Bank (ASX) fell; the ASX rose", []),
    ],
)  # fmt: skip
def test_acronyms_that_an_article_introduces(text, pairs):
    bodies = [(4, text.index(" ("))] if " (" in text else []
    assert [(text[a:b], text[c:d]) for a, b, c, d in definitions(text, bodies)] == pairs
