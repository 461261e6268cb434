"""The specification of commitments as a table: a sentence, and the acts in it."""

from datetime import date

import pytest

from analysis.articles import Article
from analysis.committing.acts import find_acts
from analysis.committing.operators import data
from analysis.committing.times import iso, made_on
from analysis.documents import Document
from analysis.extract import EXTRACTORS
from analysis.reading.tokens import Tokens

# sentence -> one (act, force, polarity, actors) for each act, in order; [] where there must be none
ACTS = [
    # ---- commit: verbs
    (
        "Germany pledged to deliver two air defence systems to Ukraine.",
        [("commit", "pledged", "positive", ["Germany"])],
    ),
    ("Japan promised to rebuild the port of Trincomalee.", [("commit", "pledged", "positive", ["Japan"])]),
    ("Iran vowed to retaliate against Israel.", [("commit", "pledged", "positive", ["Iran"])]),
    (
        "India and Bangladesh agreed to share the waters of the Teesta.",
        [("commit", "agreed", "positive", ["India", "Bangladesh"])],
    ),
    ("Zambia has decided to close its embassy in Harare.", [("commit", "agreed", "positive", ["Zambia"])]),
    ("South Africa plans to send 900 soldiers to Mozambique.", [("commit", "plans", "positive", ["South Africa"])]),
    ("Pakistan intends to reopen the Torkham crossing.", [("commit", "plans", "positive", ["Pakistan"])]),
    ("North Korea threatened to test another missile.", [("commit", "will", "positive", ["North Korea"])]),
    ("Botswana has committed to training 200 police officers.", [("commit", "pledged", "positive", ["Botswana"])]),
    # ---- commit: nouns, adjectives, futurates, schedule
    ("Qatar announced plans to host a second round of talks.", [("commit", "plans", "positive", ["Qatar"])]),
    ("Nepal's decision to recall its envoy surprised Delhi.", [("commit", "agreed", "positive", ["Nepal"])]),
    ("Turkey's pledge to free the pastor was welcomed.", [("commit", "pledged", "positive", ["Türkiye"])]),
    ("Volodymyr Zelenskyy is due in Paris on Friday.", [("commit", "will", "positive", ["Volodymyr Zelenskyy"])]),
    ("Narendra Modi is scheduled to visit Colombo next month.", [("commit", "will", "positive", ["Narendra Modi"])]),
    ("Egypt is set to reopen the Rafah crossing.", [("commit", "will", "positive", ["Egypt"])]),
    ("Pakistan is to send a delegation to Kabul next week.", [("commit", "will", "positive", ["Pakistan"])]),
    ("Kenya to send 1,000 police to Haiti", [("commit", "will", "positive", ["Kenya"])]),
    ("Israel will not attack the convoy.", [("commit", "will", "negative", ["Israel"])]),
    (
        "Zambia and Malawi have agreed on a plan to repatriate refugees.",
        [("commit", "agreed", "positive", ["Zambia", "Malawi"])],
    ),
    ("Canada has undertaken to resettle 25,000 refugees.", [("commit", "pledged", "positive", ["Canada"])]),
    ("Japan pledged $120 million to help Cambodia clear mines.", [("commit", "pledged", "positive", ["Japan"])]),
    (
        "The Afghan government guaranteed the safety of the envoys.",
        [("commit", "pledged", "positive", ["Afghanistan"])],
    ),
    ("Ann Doyle said: “I promise every nurse a fair contract.”", [("commit", "pledged", "positive", ["Ann Doyle"])]),
    ("Rwanda has an unbreakable pledge to Mozambique.", [("commit", "pledged", "positive", ["Rwanda"])]),
    ("Three Libyan factions have reached agreement on a cabinet.", [("commit", "agreed", "positive", None)]),
    ("Envoys from Kenya and Ethiopia meet today in Juba.", [("commit", "will", "positive", None)]),
    # ---- offer
    ("Qantas has put an offer to workers.", [("offer", "ready", "positive", ["Qantas"])]),
    ("Beijing offered Nepal $500 million in aid.", [("offer", "ready", "positive", ["China"])]),
    ("Oman offered to mediate between the two sides.", [("offer", "ready", "positive", ["Oman"])]),
    ("Ukraine has proposed a 30-day ceasefire.", [("offer", "ready", "positive", ["Ukraine"])]),
    ("Washington is ready to lift the embargo.", [("offer", "ready", "positive", ["United States"])]),
    ("Sudan expressed its willingness to meet the rebels.", [("offer", "ready", "positive", ["Sudan"])]),
    ("South Korea offered 50,000 tonnes of rice to flood victims.", [("offer", "ready", "positive", ["South Korea"])]),
    ("Austria declared itself prepared to open its archives.", [("offer", "ready", "positive", ["Austria"])]),
    (
        "A force was sent, with the United States prepared to rescue it.",
        [("offer", "ready", "positive", ["United States"])],
    ),
    ("Norway volunteered to host the talks.", [("offer", "ready", "positive", ["Norway"])]),
    # ---- consider
    ("Japan is considering sending minesweepers to the Gulf.", [("consider", "considering", "positive", ["Japan"])]),
    (
        "European leaders discussed the possible deployment of troops.",
        [("consider", "considering", "positive", ["European leaders"])],
    ),
    (
        "Jordan and Syria discussed the possible construction of a dam.",
        [("consider", "considering", "positive", ["Jordan", "Syria"])],
    ),
    (
        "Denmark is looking at the possibility of reopening its embassy.",
        [("consider", "considering", "positive", ["Denmark"])],
    ),
    ("Australia is weighing a ban on lithium exports.", [("consider", "considering", "positive", ["Australia"])]),
    ("Russia has not ruled out a withdrawal.", [("consider", "considering", "positive", ["Russia"])]),
    (
        "The Philippines is weighing whether to ban the shipments.",
        [("consider", "considering", "positive", ["Philippines"])],
    ),
    # ---- refuse
    ("Spain withdrew its offer to mediate.", [("refuse", "refuses", "negative", ["Spain"])]),
    ("Ethiopia vowed not to negotiate with the rebels.", [("refuse", "pledged", "negative", ["Ethiopia"])]),
    ("Uganda pulled out of the runoff.", [("refuse", "refuses", "negative", ["Uganda"])]),
    ("Zimbabwe refused to release the opposition leader.", [("refuse", "refuses", "negative", ["Zimbabwe"])]),
    ("Hamas rejected the proposal.", [("refuse", "refuses", "negative", ["Hamas"])]),
    ("It was a demand that Nepal has rejected.", [("refuse", "refuses", "negative", ["Nepal"])]),
    ("It was a demand Nepal has rejected.", [("refuse", "refuses", "negative", ["Nepal"])]),
    ("The offer came in May, and Nepal rejected it.", [("refuse", "refuses", "negative", ["Nepal"])]),
    ("The train came in May, and Nepal rejected it.", []),
    ("Nepal agreed to their terms.", [("commit", "agreed", "positive", ["Nepal"])]),
    ("Nepal agreed on the need for reform.", []),
    ("Nepal and Bhutan signed the draft.", [("commit", "agreed", "positive", ["Nepal", "Bhutan"])]),
    ("The talks were agreed by Nepal.", [("commit", "agreed", "positive", ["Nepal"])]),
    ("The talks were agreed, the dealer said.", []),
    ("India, Pakistan to hold talks", [("commit", "will", "positive", ["India", "Pakistan"])]),
    (
        "The Kenyan government met. The government will send police to Haiti.",
        [("commit", "will", "positive", ["Kenya"])],
    ),
    ("Putin spoke. In Kyiv, the government will hold talks.", [("commit", "will", "positive", ["government"])]),
    ("Nepal will have talks with Bhutan.", [("commit", "will", "positive", ["Nepal"])]),
    ("Saudi Arabia ruled out talks with the Houthis.", [("refuse", "refuses", "negative", ["Saudi Arabia"])]),
    ("Giorgia Meloni reiterated Rome's refusal to send troops.", [("refuse", "refuses", "negative", ["Italy"])]),
    ("South Africa will withdraw its troops by July.", [("commit", "will", "positive", ["South Africa"])]),
    ("Nairobi will withdraw from the treaty.", [("refuse", "refuses", "negative", ["Kenya"])]),
    ("Officials have warned of Russian plans to strike the port.", []),
    ("Moscow is not prepared to withdraw from Crimea.", [("refuse", "refuses", "negative", ["Russia"])]),
    ("Kyiv said it will not cede any territory.", [("refuse", "will", "negative", ["Ukraine"])]),
    (
        "Not all European allies will take part in the force.",
        [("refuse", "refuses", "negative", ["some European allies"])],
    ),
    ("Serbia is opposed to any change of borders.", [("refuse", "refuses", "negative", ["Serbia"])]),
    (
        "Lithuania rejected Russia's demand that it annul the law.",
        [("refuse", "refuses", "negative", ["Lithuania"]), ("demand", "demands", "positive", ["Russia"])],
    ),
    ("Angola's UNITA rebels refused to disarm.", [("refuse", "refuses", "negative", ["UNITA"])]),
    ("He fled, alleging that there had been plans to kill him.", []),
    ("They agreed a deal: the agreement was that Sudan will pay.", [("commit", "agreed", "positive", ["Sudan"])]),
    ("China has no plans to devalue the yuan.", [("refuse", "plans", "negative", ["China"])]),
    ("Moscow's refusal to negotiate, if it lasts, will be costly.", [("refuse", "refuses", "negative", ["Russia"])]),
    ("Chad has no intention of selling the mine.", [("refuse", "plans", "negative", ["Chad"])]),
    ("Chad does not have any intention of attacking Sudan.", [("commit", "plans", "negative", ["Chad"])]),
    ("Talks have been arranged between Israel and Lebanon.", [("commit", "plans", "positive", ["Israel", "Lebanon"])]),
    ("Rwanda sent officers to help guarantee the peace.", []),
    # ---- demand
    ("Rwanda said a meeting with Congo was needed.", [("demand", "demands", "positive", ["Rwanda"])]),
    (
        "Kenya insisted that any police mission needed the backing of the United Nations.",
        [("demand", "demands", "positive", ["Kenya"])],
    ),
    (
        "The union called for the return of the managers to pursue talks.",
        [("demand", "demands", "positive", ["union"])],
    ),
    ("Rwanda urged Congo to disarm the militia.", [("demand", "demands", "positive", ["Rwanda"])]),
    ("The United States called on Iran to free the sailors.", [("demand", "demands", "positive", ["United States"])]),
    ("Kenya's demand to have the talks moved was repeated.", [("demand", "demands", "positive", ["Kenya"])]),
    (
        "Malaysia called on countries in the region to support the plan.",
        [("demand", "demands", "positive", ["Malaysia"])],
    ),
    ("The United States warned Syria against sending weapons.", [("demand", "demands", "negative", ["United States"])]),
    ("Lebanon called for an immediate ceasefire.", [("demand", "demands", "positive", ["Lebanon"])]),
    ("India demanded that Pakistan surrender the suspects.", [("demand", "demands", "positive", ["India"])]),
    ("Sri Lanka asked Japan to extend the loan.", [("demand", "demands", "positive", ["Sri Lanka"])]),
    ("Mark Rutte said Russia must end the war.", [("demand", "demands", "positive", ["Mark Rutte"])]),
    (
        "The African Union demanded the release of the detained ministers.",
        [("demand", "demands", "positive", ["African Union"])],
    ),
    ("The rebels gave the government 48 hours to free the crew.", [("demand", "demands", "positive", ["rebels"])]),
    ("The coach gave the players two weeks to rest.", []),
    ("Doctors gave the patient six months to live.", []),
    ("The minister offered his condolences to the family.", []),
    ("Ministers discussed the situation of refugees.", []),
    ("France has the will to win the cup.", []),
    ("Germany has no plans to increase its aid.", [("refuse", "plans", "negative", ["Germany"])]),
    ("Crowds filled the streets to demand that Robert Mugabe quit.", [("demand", "demands", "positive", ["crowds"])]),
    ("Ministers left the meeting that Robert Mugabe called for Tuesday morning.", []),
    ("The rebels were given 48 hours by Angola to free the crew.", [("demand", "demands", "positive", ["Angola"])]),
    (
        "Norway's envoy said the time has come for Israel to lift the siege.",
        [("demand", "demands", "positive", ["Norway's envoy"])],
    ),
    ("It is imperative for both sides to stop, Kofi Annan said.", [("demand", "demands", "positive", ["Kofi Annan"])]),
    ("Demand for oil has soared, France said.", []),
    ("Kenya will have no foreign troops on its soil.", [("refuse", "will", "negative", ["Kenya"])]),
    ("Kenya will spare no effort to free the crew.", [("commit", "will", "positive", ["Kenya"])]),
    ("Iceland would gladly host the summit, its minister said.", [("offer", "ready", "positive", ["Iceland"])]),
    ("China gave an assurance that it would never attack Taiwan.", [("commit", "pledged", "negative", ["China"])]),
    ("Kenya gave assurances it would send troops.", [("commit", "pledged", "positive", ["Kenya"])]),
    ("The rebels' demands include the release of prisoners.", [("demand", "demands", "positive", ["rebels"])]),
    (
        "All the parties agreed that President Mahama must resign.",
        [("demand", "demands", "positive", ["all the parties"])],
    ),
    ("Peru announced the construction of a new port.", [("commit", "will", "positive", ["Peru"])]),
    ("Qatar denied the crew permission to land.", [("refuse", "refuses", "negative", ["Qatar"])]),
    ("The general is bent on leading the march.", [("commit", "plans", "positive", None)]),
    (
        "The court will consider all objections and inform Peru of its ruling by June.",
        [("consider", "considering", "positive", ["court"]), ("commit", "will", "positive", ["court"])],
    ),
    ("The state of emergency will end in May.", []),
    ("Egypt delayed the vote.", [("status", "status", "positive", ["Egypt"])]),
    ("Kenya will have no choice but to sign the treaty.", [("commit", "will", "positive", ["Kenya"])]),
    ("It may be necessary for Spain to act, Kofi Annan said.", []),
    ("A request for helicopters was turned down by Kenya.", [("refuse", "refuses", "negative", ["Kenya"])]),
    ("Several experts cautioned that the plan might fail.", []),
    ("Kenya agreed to hold talks on opening the border.", [("commit", "agreed", "positive", ["Kenya"])]),
    # ---- who acts
    (
        "Former French President Nicolas Sarkozy promised to pay.",
        [("commit", "pledged", "positive", ["Nicolas Sarkozy"])],
    ),
    (
        "Sanctions will be imposed, a Syrian opposition spokesman said.",
        [("commit", "will", "positive", ["Syrian opposition spokesman"])],
    ),
    ("The U.N. ambassador, Lina Haddad, promised to resign.", [("commit", "pledged", "positive", ["Lina Haddad"])]),
    ("Quito and Lima have agreed to open the border.", [("commit", "agreed", "positive", ["Ecuador", "Peru"])]),
    ("Libyan leader Muammar Gaddafi proposed a truce.", [("offer", "ready", "positive", ["Libya"])]),
    ("Libyan leader Muammar Gaddafi will visit Chad on Monday.", [("commit", "will", "positive", ["Muammar Gaddafi"])]),
    ("Angola's UNITA rebels said they would leave the town.", [("commit", "will", "positive", ["UNITA"])]),
    (
        "Some 20,000 protesters demanded that the cabinet quit.",
        [("demand", "demands", "positive", ["Some 20,000 protesters"])],
    ),
    ("Sanctions will be imposed, a Hamas spokesman said.", [("commit", "will", "positive", ["Hamas"])]),
    # ---- status
    ("Not as promised, Lima freed two men.", []),
    ("Kenya has not kept its word.", [("status", "status", "positive", ["Kenya"])]),
    ("As promised, Lima freed the crew.", [("status", "status", "positive", ["Peru"])]),
    ("Armenia accused Azerbaijan of violating the ceasefire.", [("status", "status", "positive", ["Azerbaijan"])]),
    ("Libya has so far failed to pay its share.", [("status", "status", "positive", ["Libya"])]),
    ("Ethiopia has yet to withdraw its troops.", [("status", "status", "positive", ["Ethiopia"])]),
    # ---- two acts or one
    (
        "France will host the summit and send a frigate.",
        [("commit", "will", "positive", ["France"]), ("commit", "will", "positive", ["France"])],
    ),
    (
        "Leaders of France and Germany agreed that sanctions should not be eased but tightened.",
        [("commit", "agreed", "positive", None)],
    ),
    (
        "Britain agreed to tighten sanctions rather than ease them.",
        [("commit", "agreed", "positive", ["United Kingdom"])],
    ),
    (
        "Ariel Sharon warned: “We might have to withdraw our troops from Gaza.”",
        [("consider", "considering", "positive", None)],
    ),
    # ---- what is to be done to a thing
    ("The ballots are to be counted by Kenya.", [("commit", "will", "positive", ["Kenya"])]),
    ("Mali met the rebels. Talks are to resume next week.", [("commit", "will", "positive", ["Mali"])]),
    ("Mali met the rebels. A summit is to be held in May.", [("commit", "will", "positive", ["Mali"])]),
    ("The bridge is due to be rebuilt by Japan.", [("commit", "will", "positive", ["Japan"])]),
    ("The rebels agreed to be disarmed.", [("commit", "agreed", "positive", ["rebels"])]),
    ("Iran seems unwilling to talk.", [("refuse", "refuses", "negative", ["Iran"])]),
    ("It is a plan rejected by Chad.", [("refuse", "refuses", "negative", ["Chad"])]),
    ("Chad accepted the offer of mediation.", [("commit", "agreed", "positive", ["Chad"])]),
    ("Chad accepted the road map.", [("commit", "agreed", "positive", ["Chad"])]),
    # ---- what is sought from somebody, warned from, open for
    ("Kenya sought $2 million from the World Bank.", [("demand", "demands", "positive", ["Kenya"])]),
    ("Beijing warned Manila from entering the strait.", [("demand", "demands", "negative", ["China"])]),
    ("Japan is supposed to appoint an envoy in May.", [("commit", "will", "positive", ["Japan"])]),
    ("More marches were planned by Kenya to demand talks.", [("commit", "plans", "positive", ["Kenya"])]),
    ("Keir Starmer is scheduled to be in Delhi on Monday.", [("commit", "will", "positive", ["Keir Starmer"])]),
    ("Imran Khan sought a ban on the game.", [("demand", "demands", "positive", ["Imran Khan"])]),
    ("Iran and China agree a trade deal.", [("commit", "agreed", "positive", ["Iran", "China"])]),
    ("Chad is open for talks.", [("offer", "ready", "positive", ["Chad"])]),
    # ---- nothing
    ("Fiji warned from Suva that the sea is rising.", []),
    ("The party is set to lose the vote.", []),
    ("Kenya was supposed to join, and it is supposed to be big.", []),
    ("Emmanuel Macron denied that there would be an apology.", []),
    ("The king said he would like to thank the hosts.", []),
    ("The sect was committing blasphemy, police said.", []),
    ("His term is about to expire, Kenya said.", []),
    ("William Ruto offered no proof of his visit.", []),
    ("The constitution requires the king to sign.", []),
    ("The coast will be submerged if the sea rises, Kenya said.", []),
    ("The general dismissed the minister, and the news of a coup.", []),
    ("The aim is to be heard.", []),
    ("The danger is not to be underestimated, Mark Rutte said.", []),
    ("A man of 34 is to be sentenced on Friday.", []),
    ("The source declined to be named.", []),
    ("Heavy rain is due to be replaced by snow, forecasters said.", []),
    ("The price demanded by Real Madrid was too high.", []),
    ("The soldiers prepared to defend themselves.", []),
    ("Police said the man had committed suicide.", []),
    ("Mali closed the road in an effort to stop the rebels.", []),
    ("Kenya failed to reach agreement on the border.", []),
    ("Kenya hopes to reach a deal on the border.", []),
    ("It was unclear whether Kenya had reached a deal on the border.", []),
    ("Reports that Kenya and Uganda reached a deal on the border were denied.", []),
    ("The defendant will be sentenced in May.", []),
    ("Shares are trading higher in May.", []),
    ("Lifting the sanctions would be a grave mistake, Olaf Scholz said.", []),
    ("A broad coalition is needed.", []),
    ("It is unclear if the United States will attend.", []),
    ("Will Egypt open the crossing?", []),
    ("The coalition of the willing met in Paris.", []),
    ("Hillary Clinton will win Ohio, analysts said.", []),
    ("Prices will rise next year.", []),
    ("Nepal invited leaders of the party to Kathmandu for talks.", [("offer", "ready", "positive", ["Nepal"])]),
    ("Malawi’s parties agree about holding the vote in May.", [("commit", "agreed", "positive", None)]),
    ("Pakistan and Iran agreed to a new border regime.", [("commit", "agreed", "positive", ["Pakistan", "Iran"])]),
    ("Zambia stopped short of ordering a ceasefire.", [("refuse", "refuses", "negative", ["Zambia"])]),
    ("Libya is leaning on Chad to disarm the militia.", [("demand", "demands", "positive", ["Libya"])]),
    ("Hamas has called for a week of demonstrations.", [("demand", "demands", "positive", ["Hamas"])]),
    ("William Ruto gave a speech, pledging jobs for the young.", [("commit", "pledged", "positive", ["William Ruto"])]),
    (
        "Nigerian doctors issued a statement demanding the release of Ana Moyo.",
        [("demand", "demands", "positive", ["Nigerian doctors"])],
    ),
    ("Italy is sending a ship that will be stationed off Gaza.", [("commit", "will", "positive", ["Italy"])]),
    (
        "The Hungarian prosecutor on Wednesday asked judges to free Ana Moyo.",
        [("demand", "demands", "positive", ["Hungarian prosecutor"])],
    ),
    ("The Kurdish camp has demanded a truce.", [("demand", "demands", "positive", ["Kurdish camp"])]),
    ("Myanmar has dismissed the term as imaginary.", []),
    ("Moscow rejected the deployment of troops as a threat.", [("refuse", "refuses", "negative", None)]),
    (
        "Israel rejected a statement demanding the release of Ana Moyo.",
        [("demand", "demands", "positive", ["statement"])],
    ),
    ("Nigeria fell short of meeting its target.", []),
    ("Ukraine is leaning on drones to stop the advance.", []),
    ("The border would open on Sunday, Rwanda said.", [("commit", "will", "positive", None)]),
    ("Economists agree to some extent.", []),
    ("Kenyan police blocked the road to the house.", []),
    ("An air strike would delay the programme, Israel said.", []),
    ("The war will last for years.", []),
    ("Turkey rejected the allegations.", []),
    ("Iran could become a nuclear power.", []),
    ("A peace deal will not be simple, Marco Rubio said.", []),
    ("If Mali signs the treaty, prices fall.", []),
    ("Subscribe or register today.", []),
]


@pytest.mark.parametrize("sentence, expected", ACTS, ids=[s[:60] for s, _ in ACTS])
def test_acts(read, sentence, expected):
    rows = read(sentence).rows["commitments"]
    assert [(r.act, r.force, r.polarity) for r in rows] == [e[:3] for e in expected]
    for row, (_, _, _, actors) in zip(rows, expected, strict=True):
        assert actors is None or row.actors == actors


# sentence -> words of the condition, its type
CONDITIONS = [
    ("The EU will impose new tariffs if China dumps steel.", "if China dumps steel", "if"),
    ("If Congo withdraws, Rwanda will reopen the border.", "If Congo withdraws", "if"),
    ("Britain will send a peace force once fighting ends.", "once fighting ends", "once"),
    ("France plans to deploy troops after any ceasefire.", "after any ceasefire", "after"),
    ("Iran will not free the crew unless the embargo is lifted.", "unless the embargo is lifted", "unless"),
    ("Leaders agreed to keep sanctions until peace is achieved.", "until peace is achieved", "until"),
    ("Kenya will fund the mission as long as Congo pays.", "as long as Congo pays", "provided"),
    ("Kenya will evacuate the town in case of attack.", "in case of attack", "if"),
    (
        "William Ruto said the countries had committed to deploying troops in Malawi — or to maintaining a presence on "
        "land — to help guarantee its security the day after a ceasefire is achieved.",
        "the day after a ceasefire is achieved",
        "after",
    ),
    (
        "Malawi will host a meeting on Friday to discuss guarantees for Kenya once there is a peace agreement.",
        None,
        None,
    ),
    (
        "Lazarus Chakwera said Malawi might consider sending troops, provided Kenya steps up its planning.",
        "provided Kenya steps up its planning",
        "provided",
    ),
    ("Kenya will send troops should the talks fail.", "should the talks fail", "if"),
    ("In exchange for aid, Sudan said it would free the crew.", "In exchange for aid", "if"),
    ("Kenya will keep its troops there even after a truce.", None, None),
    ("Malawi will hold the vote in June.", None, None),
    ("Kenya will send a team as soon as possible.", None, None),
    ("Kenya will send troops to the post", None, None),
    ("Netanyahu will meet Trump when he arrives in Israel on Friday.", None, None),
    ("Senegal will sign the pact after 1 June.", None, None),
]


@pytest.mark.parametrize("sentence, words, kind", CONDITIONS, ids=[c[0][:50] for c in CONDITIONS])
def test_conditions(read, sentence, words, kind):
    row = read(sentence).rows["commitments"][0]
    assert (row.condition and sentence[slice(*row.condition)]) == words
    assert row.condition_type == kind


# sentence -> chain of sources, actors, addressee
SOURCES = [
    ("Cyril Ramaphosa said South Africa would send a frigate.", ["Cyril Ramaphosa"], ["South Africa"], None),
    ("Iran will reopen the strait.", [], ["Iran"], None),
    ("Shehbaz Sharif said India must reopen the border.", ["Shehbaz Sharif"], ["Shehbaz Sharif"], "India"),
    ("The United States urged Israel to open the crossing.", [], ["United States"], "Israel"),
    ("Armenia accused Azerbaijan of violating the ceasefire.", ["Armenia"], ["Azerbaijan"], None),
    ('"We will defend the island," said Lai Ching-te.', ["Lai Ching-te"], ["Lai Ching-te"], None),
    ("A spokesman for the World Bank declined to comment.", [], ["World Bank"], None),
    ("A Franco-British delegation will travel to Kyiv.", [], ["France", "United Kingdom"], None),
    ("The Ukrainian army will leave the town.", [], ["Ukraine"], None),
    ("Germany said American sanctions on Iran would remain in force.", ["Germany"], ["United States"], None),
    (
        "Donald Trump stressed that India must stop buying oil, according to an official.",
        ["official", "Donald Trump"],
        ["Donald Trump"],
        "India",
    ),
    ("Pakistan’s Foreign Ministry will recall the envoy.", [], ["Pakistan"], None),
    ('"We will close the port," said World Bank president Ajay Banga.', ["Ajay Banga"], ["World Bank"], None),
    ("The US State Department will reopen the embassy.", [], ["United States"], None),
    ("Israeli Prime Minister Benjamin Netanyahu’s cabinet will vote on it.", [], ["Israel"], None),
    ("A team of Kenyan doctors will fly to Haiti.", [], ["Kenyan doctors"], None),
    ("Ousted Malian President Ibrahim Keita vowed to return.", [], ["Ibrahim Keita"], None),
    ("Emmanuel Macron vowed that France would pay.", ["Emmanuel Macron"], ["France"], None),
    ("African Union foreign ministers decided to lift the sanctions.", [], ["African Union"], None),
    ("Kenyan soldiers will storm the building.", [], ["Kenya"], None),
    ("Chad’s government and Tuareg rebels will meet in Doha.", [], ["Chad", "Tuareg rebels"], None),
    ("The meeting of Andean ministers will review the plan.", [], ["Andean ministers"], None),
    ("Emmanuel Macron said Washington would be briefed on Monday.", ["Emmanuel Macron"], ["Emmanuel Macron"], None),
]


@pytest.mark.parametrize("sentence, sources, actors, addressee", SOURCES, ids=[s[0][:50] for s in SOURCES])
def test_sources_and_parties(read, sentence, sources, actors, addressee):
    [row] = read(sentence).rows["commitments"]
    assert (row.sources, row.actors, row.addressee) == (sources, actors, addressee)


def test_a_minister_without_a_country_is_of_the_one_that_the_article_names(read):
    story = "South Africa shut the mine. Police of South Africa left. South Africa waits."
    [row] = read(f'{story}\n\n"We will close the port," said Minister Ana Moyo.').rows["commitments"]
    assert row.actors == ["South Africa"]
    [row] = read('Togo and Chad met.\n\n"We will close the port," said Minister Ana Moyo.').rows["commitments"]
    assert row.actors == ["Ana Moyo"]


def test_weak_reporting_lowers_a_future_to_a_plan(read):
    [row] = read("The minister suggested that Chad would leave the pact.").rows["commitments"]
    assert (row.force, row.hedge, row.actors) == ("plans", "suggested", ["Chad"])


def test_rows_are_evidence_on_one_line(read):
    text = "Kenya will send police.\n\nUganda refused to sign the pact, saying it was late.\n"
    article = read(text)
    rows = article.rows["commitments"]
    assert [row.text for row in rows] == ["Kenya will send police", "Uganda refused to sign the pact"]
    assert all(text[row.start : row.end] == row.text and "\n" not in row.text for row in rows)
    assert len({row.commitment_id for row in rows}) == len(rows)


ANCHOR = date(2025, 3, 27)
TIMES = [
    ("in the coming days", "2025-03-27/P7D"),
    ("within two weeks", "2025-03-27/P2W"),
    ("30-day", "P30D"),
    ("next week", "2025-W14"),
    ("on Friday", "2025-03-28"),
    ("tomorrow", "2025-03-28"),
    ("by June", "2025-06"),
    ("on 4 July", "2025-07-04"),
    ("in January", "2026-01"),
    ("by 2027", "2027"),
    ("next month", "2025-04"),
    ("soon", None),
]


@pytest.mark.parametrize("text, expected", TIMES)
def test_times(text, expected):
    assert iso(text, ANCHOR) == expected


def test_times_are_not_invented():
    assert iso("next week", None) is None
    assert iso("on Friday", None) is None


@pytest.mark.parametrize(
    "sentence, words",
    [
        ("Kenya will leave within 30 days.", "within 30 days"),
        ("Kenya will propose a 30-day truce.", None),
        ("Kenya will discuss tomorrow’s army.", None),
        ("Kenya will act tomorrow.", "tomorrow"),
    ],
)
def test_what_a_thing_is_like_dates_no_action(read, sentence, words):
    [row] = read(sentence).rows["commitments"]
    assert row.time_text == words


def test_a_weekday_that_owns_a_meeting_dates_no_saying(nlp):
    text = "Thursday’s meeting of African leaders will review the plan."
    article = Article(Document("a", "a.txt", text, published="2025-09-02"), nlp(text))
    for name, found in EXTRACTORS.items():
        article.rows[name] = list(found.extract(article))
    assert [row.made_on for row in article.rows["commitments"]] == ["2025-09-02"]


def test_who_is_reported_to_act_is_the_subject(nlp):
    told = "So, too, did Zelensky criticize “dangerous signals” suggesting some nations, including Oman, might consider it."
    assert [act.subject.text for act in find_acts(Tokens(nlp(told))) if act.act == "consider"] == ["nations"]


def test_one_is_sure_of_ones_own_pledge(read):
    [row] = read("“I am sure we will sign the treaty on Monday,” Narendra Modi said.").rows["commitments"]
    assert (row.act, row.force) == ("commit", "will")


def test_what_is_made_sure_of_binds_nobody_else(read):
    text = "“We have to make sure that they will never try,” Mark Rutte said."
    assert [row.act for row in read(text).rows["commitments"]] == ["demand"]


@pytest.mark.parametrize(
    "sentence, action",
    [
        ("Opposition leaders snubbed the meeting.", "snub the meeting"),
        ("Narendra Modi is due in Colombo on Friday.", "be in Colombo"),
        ("Uganda rejected the truce.", "the truce"),
        ("Ghana must pay its debt, according to William Ruto.", "pay its debt"),
    ],
)
def test_actions_read_well(read, sentence, action):
    [row] = read(sentence).rows["commitments"]
    assert row.action == action


def test_made_on_is_the_last_such_day():
    assert made_on("thursday", date(2025, 9, 5)) == date(2025, 9, 4)


def test_every_word_has_an_example():
    for name in ("commissives.toml", "modals.toml"):
        for section in data(name).values():
            assert all(entry["example"].endswith(".") for entry in section.values())
            assert list(section) == sorted(section)


def test_a_sentence_without_end_costs_neither_the_article_nor_the_day(read):
    endless = "Kenya will " + " and ".join(["send troops", "arm rebels", "open camps"] * 700) + "."
    rows = read(f"Ghana pledged to rebuild the port.\n\n{endless}").rows["commitments"]
    assert [row.actors for row in rows] == [["Ghana"]]


def test_who_is_named_where_the_text_says_it_again(read):
    headline = "Fishing bill will be withdrawn\n\nThe sea was calm. Kenya will withdraw the bill."
    rows = read(headline).rows["commitments"]
    assert [(row.actors, row.actor_realisation) for row in rows] == [(["Kenya"], "implicit"), (["Kenya"], "explicit")]


@pytest.mark.parametrize("between, actors", [("\n", [["Kenya"]]), ("\nRain fell.\n", []), ("\n\nRain fell.\n\n", [])])
def test_who_is_not_named_is_looked_for_in_this_paragraph_and_the_one_before(read, between, actors):
    rows = read(f"Kenya closed the border.{between}New sanctions will be imposed next week.").rows["commitments"]
    assert [row.actors for row in rows] == actors
