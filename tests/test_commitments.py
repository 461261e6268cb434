"""The specification of commitments as a table: a sentence, and the acts in it."""

import pytest

# sentence -> one (act, force, polarity, actors) for each act, in order; [] where there must be none
ACTS = [
    # ---- commit: verbs
    ("Germany pledged to deliver two air defence systems to Ukraine.", [("commit", "pledged", "positive", ["Germany"])]),
    ("Japan promised to rebuild the port of Trincomalee.", [("commit", "pledged", "positive", ["Japan"])]),
    ("Iran vowed to retaliate against Israel.", [("commit", "pledged", "positive", ["Iran"])]),
    ("India and Bangladesh agreed to share the waters of the Teesta.", [("commit", "agreed", "positive", ["India", "Bangladesh"])]),
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
    # ---- offer
    ("Oman offered to mediate between the two sides.", [("offer", "ready", "positive", ["Oman"])]),
    ("Ukraine has proposed a 30-day ceasefire.", [("offer", "ready", "positive", ["Ukraine"])]),
    ("Washington is ready to lift the embargo.", [("offer", "ready", "positive", ["United States"])]),
    ("Sudan expressed its willingness to meet the rebels.", [("offer", "ready", "positive", ["Sudan"])]),
    ("Norway volunteered to host the talks.", [("offer", "ready", "positive", ["Norway"])]),
    # ---- consider
    ("Japan is considering sending minesweepers to the Gulf.", [("consider", "considering", "positive", ["Japan"])]),
    ("European leaders discussed the possible deployment of troops.", [("consider", "considering", "positive", ["European leaders"])]),
    ("Australia is weighing a ban on lithium exports.", [("consider", "considering", "positive", ["Australia"])]),
    ("Russia has not ruled out a withdrawal.", [("consider", "considering", "positive", ["Russia"])]),
    # ---- refuse
    ("Zimbabwe refused to release the opposition leader.", [("refuse", "refuses", "negative", ["Zimbabwe"])]),
    ("Hamas rejected the proposal.", [("refuse", "refuses", "negative", ["Hamas"])]),
    ("Saudi Arabia ruled out talks with the Houthis.", [("refuse", "refuses", "negative", ["Saudi Arabia"])]),
    ("Giorgia Meloni reiterated Rome's refusal to send troops.", [("refuse", "refuses", "negative", ["Italy"])]),
    ("Moscow is not prepared to withdraw from Crimea.", [("refuse", "refuses", "negative", ["Russia"])]),
    ("Kyiv said it will not cede any territory.", [("refuse", "will", "negative", ["Ukraine"])]),
    ("Not all European allies will take part in the force.", [("refuse", "refuses", "negative", ["some European allies"])]),
    ("China has no plans to devalue the yuan.", [("refuse", "plans", "negative", ["China"])]),
    # ---- demand
    ("Rwanda urged Congo to disarm the militia.", [("demand", "demands", "positive", ["Rwanda"])]),
    ("The United States called on Iran to free the sailors.", [("demand", "demands", "positive", ["United States"])]),
    ("Lebanon called for an immediate ceasefire.", [("demand", "demands", "positive", ["Lebanon"])]),
    ("India demanded that Pakistan surrender the suspects.", [("demand", "demands", "positive", ["India"])]),
    ("Sri Lanka asked Japan to extend the loan.", [("demand", "demands", "positive", ["Sri Lanka"])]),
    ("Mark Rutte said Russia must end the war.", [("demand", "demands", "positive", ["Mark Rutte"])]),
    ("The African Union demanded the release of the detained ministers.", [("demand", "demands", "positive", ["African Union"])]),
    # ---- status
    ("Armenia accused Azerbaijan of violating the ceasefire.", [("status", "status", "positive", ["Azerbaijan"])]),
    ("Libya has so far failed to pay its share.", [("status", "status", "positive", ["Libya"])]),
    ("Ethiopia has yet to withdraw its troops.", [("status", "status", "positive", ["Ethiopia"])]),
    # ---- two acts or one
    ("France will host the summit and send a frigate.", [("commit", "will", "positive", ["France"]), ("commit", "will", "positive", ["France"])]),
    ("Leaders of France and Germany agreed that sanctions should not be eased but tightened.", [("commit", "agreed", "positive", None)]),
    ("Britain agreed to tighten sanctions rather than ease them.", [("commit", "agreed", "positive", ["United Kingdom"])]),
    # ---- nothing
    ("Lifting the sanctions would be a grave mistake, Olaf Scholz said.", []),
    ("A broad coalition is needed.", []),
    ("It is unclear if the United States will attend.", []),
    ("Will Egypt open the crossing?", []),
    ("The coalition of the willing met in Paris.", []),
    ("Hillary Clinton will win Ohio, analysts said.", []),
    ("Prices will rise next year.", []),
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
