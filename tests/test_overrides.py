"""A reader's corrections: applied, marked, and named where they do not fit."""

import pytest

from analysis.overrides import apply_overrides

from scenarios import record, tell


def corpus():
    return tell(
        ("a", "2024-03-01", "One", [record("Kenya will send police", "commit", "Kenya", "send police"),
                                    record("Benin may host talks", "consider", "Benin", "host talks")]),
        ("b", "2024-04-01", "Two", [record("Nairobi may send police", "consider", "Kenya", "send police"),
                                    record("Togo would offer a site if asked", "offer", "Togo", "offer a site"),
                                    record("Togo said no", "refuse", "Togo", "offer a site"),
                                    record("Togo said no", "refuse", "Togo", "offer a site")]),
    )  # fmt: skip


@pytest.fixture
def edited(tmp_path):
    """edited(toml) -> rows by id, links, errors."""

    def edited(toml):
        (tmp_path / "overrides.toml").write_text(toml, encoding="utf-8")
        told = corpus()
        errors = apply_overrides(told.tables, list(told.values()), tmp_path / "overrides.toml")
        return {row.commitment_id: row for row in told.tables["commitments"]}, told.tables["links"], errors

    return edited


def test_no_file_no_change(tmp_path):
    told = corpus()
    assert apply_overrides(told.tables, list(told.values()), tmp_path / "overrides.toml") == []
    assert not any(row.edited for row in told.tables["commitments"])


@pytest.mark.parametrize("key", ['id = "a-c0"', 'doc_id = "a"\ntext = "Kenya will send police"'])
def test_correct_a_record(edited, key):
    rows, links, errors = edited(f'[[commitment]]\n{key}\nforce = "pledged"\nactors = ["Uganda"]')
    assert (rows["a-c0"].force, rows["a-c0"].actors, rows["a-c0"].edited) == ("pledged", ["Uganda"], True)
    assert [row.edited for row in rows.values()].count(True) == 1
    assert links == [] and errors == []


def test_a_condition_is_given_in_words(edited):
    rows, _, errors = edited('[[commitment]]\nid = "b-c25"\ncondition = "if asked"')
    start, end = rows["b-c25"].condition
    assert corpus()["b"].text[start:end] == "if asked" and not errors


def test_delete_a_record_and_its_links_go(edited):
    rows, links, errors = edited('[[commitment]]\nid = "a-c0"\ndelete = true')
    assert "a-c0" not in rows and links == [] and errors == []


def test_add_a_record(edited):
    rows, links, errors = edited(
        '[[commitment]]\nadd = true\ndoc_id = "b"\ntext = "send police"\nact = "refuse"\nforce = "refuses"\n'
        'polarity = "negative"\nactors = ["Kenya"]\naction = "send police"'
    )
    (row,) = [row for row in rows.values() if row.edited]
    assert (row.text, row.made_on, row.thread) == ("send police", "2024-04-01", "kenya-send-police") and not errors


def test_name_a_thread(edited):
    rows, _, errors = edited('[[commitment]]\nid = "a-c24"\nthread = "mediation"')
    assert rows["a-c24"].thread == "mediation" and not errors


@pytest.mark.parametrize("end", ['"b-c0"', '{ doc_id = "b", text = "Nairobi may send police" }'])
def test_correct_a_link(edited, end):
    _, links, errors = edited(f'[[link]]\nfrom = "a-c0"\nto = {end}\nrelation = "contradicts"')
    assert [(link.relation, link.edited) for link in links] == [("contradicts", True)] and not errors


@pytest.mark.parametrize(
    "said, change", [("same_day = true", False), ("change = false", False), ("change = true", True)]
)
def test_say_whether_a_link_is_a_change(edited, said, change):
    _, links, errors = edited(f'[[link]]\nfrom = "a-c0"\nto = "b-c0"\nrelation = "weakens"\n{said}')
    assert [link.change for link in links] == [change] and not errors


def test_delete_a_link(edited):
    assert edited('[[link]]\nfrom = "a-c0"\nto = "b-c0"\ndelete = true')[1:] == ([], [])


def test_add_a_link(edited):
    _, links, errors = edited('[[link]]\nfrom = "a-c24"\nto = "b-c25"\nrelation = "answers"')
    assert [(link.to_id, link.edited) for link in links] == [("b-c0", False), ("b-c25", True)] and not errors


@pytest.mark.parametrize(
    "toml, message",
    [
        ("[[commitment]\n", "not valid TOML"),
        ('[[pledge]]\nid = "a-c0"', "'pledge' is no kind of entry"),
        ('[[commitment]]\nid = "a-c1"\nforce = "will"', "there is no record 'a-c1': did you mean"),
        ('[[commitment]]\nid = "a-c0"\nforce = "firm"', "'force': input should be 'pledged'"),
        ('[[commitment]]\nid = "a-c0"\nactor = ["Uganda"]', "'actor' cannot be set: did you mean 'actors'"),
        ('[[commitment]]\nid = "a-c0"\nstart = 3', "changes nothing"),
        ('[[commitment]]\nid = "a-c0"\nend = 9', "'end' cannot be set: its words are fixed"),
        ('[[commitment]]\ndoc_id = "c"\ntext = "x"\ndelete = true', "there is no article 'c'"),
        ('[[commitment]]\ndoc_id = "a"\ntext = "Kenia will"\ndelete = true', "does not hold the words 'Kenia will'"),
        ('[[commitment]]\ndoc_id = "a"\ntext = "Kenya will"\ndelete = true', "no record has exactly these words"),
        (
            '[[commitment]]\ndoc_id = "b"\ntext = "Togo said no"\ndelete = true',
            "several records have these words: use id",
        ),
        ('[[commitment]]\nadd = true\ndoc_id = "a"\ntext = "Benin"', "'act': field required"),
        ('[[commitment]]\nid = "a-c0"\ncondition = "unless"', "does not hold the condition 'unless'"),
        ('[[link]]\nfrom = "a-c0"\nrelation = "repeats"', "needs from and to"),
        ('[[link]]\nfrom = "a-c0"\nto = "b-c0"', "needs a relation"),
        ('[[link]]\nfrom = "a-c0"\nto = "b-c0"\nrelation = "copies"', "'relation': input should be"),
        ('[[link]]\nfrom = "a-c0"\nto = "b-c25"\ndelete = true', "there is no link between a-c0 and b-c25"),
        ('commitment = "x"', "'commitment' is no kind of entry"),
    ],
)
def test_entries_that_do_not_fit_are_named(edited, toml, message):
    rows, links, errors = edited(toml)
    (error,) = errors
    assert error.stage == "overrides" and error.path.endswith("overrides.toml")
    assert message in error.message
    assert not any(row.edited for row in rows.values()) and len(links) == 1


def test_one_bad_entry_costs_only_itself(edited):
    rows, _, errors = edited(
        '[[commitment]]\nid = "zzz"\nforce = "will"\n[[commitment]]\nid = "a-c0"\nforce = "agreed"'
    )
    assert len(errors) == 1 and "[[commitment]] 1" in errors[0].message
    assert rows["a-c0"].force == "agreed"
