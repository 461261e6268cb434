"""Files that are read, and files that are not: what comes back, and what is said."""

import json

import pytest

from analysis.reading.formats import decode
from analysis.reading.readers import NoArticlesError, Reader

NEWS = "European leaders agreed in Paris to help Ukraine.\nThey will meet again.\n"
PAGE = f"""<html><head><title>Talks</title><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2025-09-05T10:00:00Z"></head>
<body><nav>Menu</nav><article><h1>Talks</h1><p>{NEWS * 4}</p>
<p>{"A second paragraph of the story. " * 6}</p></article></body></html>"""
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n", "is empty"),
    "binary.txt": (bytes(range(256)) * 4, "is binary"),
    "scan.txt": (b"%PDF-1.7 ...", "is a PDF"),
    "letter.docx": (b"PK\x03\x04", "is not plain text (.docx)"),
    "page.txt": (b"<!DOCTYPE html><html><body>News</body></html>", "holds HTML"),
    "book.txt": (NEWS.encode() * 70_000, "is too long for one article"),
    "table.csv": (b"id,body\n1,News\n", "has no column 'text' among id, body"),
    "metadata.toml": (b"[good\n", "cannot be read"),
}
ODD = {
    "latin.txt": ("“No”, he said in Türkiye – twice.".encode("cp1252"), "is not UTF-8: read as cp1252"),
    "mac.txt": ("“No”, he said in Türkiye – thrice.".encode("mac_roman"), "is not UTF-8: read as mac_roman"),
    "wide.txt": ("“No”, he said in Türkiye.".encode("utf-16"), "is not UTF-8: read as UTF-16"),
    "damaged.txt": ("“No”, “yes”, “maybe”. ".encode() + b"\xff News.", "has 1 damaged bytes"),
    "flat.txt": (b"The minister said so on Friday. " * 300, "has no paragraphs"),
    "zz_again.txt": (NEWS.encode(), "is the same article as"),
    "german.txt": (
        b"Die Minister trafen sich in Paris und sagten, es gebe keine Einigung.",
        "does not look English",
    ),
    "mojibake.txt": (
        "â€œWe are ready,â€ the minister said on Monday, and the envoy did not answer him.".encode(),
        "was decoded wrongly",
    ),
    "french.txt": (
        "Le ministre a dit que les alliés n'ont pas encore signé, et il attend.".encode(),
        "does not look English",
    ),
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_bytes(NEWS.encode())
    return tmp_path


def messages(reader, stage):
    return [error.message for error in reader.errors if error.stage == stage]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_others_are_read(folder, name):
    content, message = BAD[name]
    (folder / name).write_bytes(content)
    reader = Reader().read(folder)
    assert list(reader.documents) == ["good"]
    assert [error.path for error in reader.errors] == [str(folder / name)]
    assert messages(reader, "reading")[0].startswith(message)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read_with_a_notice(folder, name):
    content, message = ODD[name]
    (folder / name).write_bytes(content)
    reader = Reader().read(folder)
    assert len(reader.documents) == (1 if "same" in message else 2)
    assert messages(reader, "notice")[0].startswith(message)
    assert not messages(reader, "reading")


def test_text_is_not_altered(tmp_path):
    text = "\n First\r\nsecond \t\u00a0third\u2028fourth \n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"id": "b", "text": text + "b"}, ensure_ascii=False), encoding="utf-8", newline=""
    )
    (tmp_path / "c.csv").write_bytes(f'doc_id,text\nc,"{text}c"\n'.encode())
    documents = Reader().read(tmp_path).documents
    assert [document.text for document in documents.values()] == [text, text + "b", text + "c"]


def test_a_byte_order_mark_is_not_text():
    assert decode(b"\xef\xbb\xbfNews") == ("News", None)


@pytest.mark.parametrize(
    "names, message",
    [
        ('[person]\n"Ana Roy" = ["Ana"]\n', "is not used: no table 'person'. There are: people, places"),
        ('people = ["Ana"]\n', "is not used: 'people' is no table"),
        ('[people]\n"Ana Roy" = "Ana"\n', "is not used: the spellings of 'Ana Roy' are no list of words"),
        ('[people]\n"Ana Roy" = ["…"]\n', "is not used: the spellings of 'Ana Roy'"),
        ("[people\n", "cannot be read, so it is not used"),
    ],
)
def test_names_that_cannot_be_used_cost_no_article(folder, names, message):
    (folder / "names.toml").write_text(names)
    reader = Reader().read(folder)
    assert (list(reader.documents), reader.names) == (["good"], "")
    assert [error.path for error in reader.errors] == [str(folder / "names.toml")]
    assert messages(reader, "reading")[0].startswith(message)


def test_names_that_can_be_used(folder):
    (folder / "names.toml").write_text('[people]\n"Ana Roy" = ["Ana"]\n')
    assert Reader().read(folder).names and not Reader().read(folder).errors


def test_files_that_are_no_articles_are_left_alone(folder):
    for name in (".hidden.txt", "README.md", "LICENSE.txt", "~draft.txt", "picture.jpg", "codebook.md"):
        (folder / name).write_text("Not an article.")
    (folder / "sub").mkdir()
    reader = Reader().read(folder)
    assert (list(reader.documents), reader.errors) == (["good"], [])


def test_two_files_of_one_name(folder):
    (folder / "good.md").write_text("Another article.")
    assert messages(Reader().read(folder), "reading") == [
        f"has the same name as {folder / 'good.md'}: rename one of them"
    ]


def test_unreadable_file(folder):
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    assert messages(Reader().read(folder), "reading") == ["cannot be opened: No such file or directory"]


@pytest.mark.parametrize(
    "path, message",
    [
        ("goodd", "does not exist. Did you mean "),
        ("xyz", "does not exist. Files ending in .txt"),
        ("empty", "is empty. Files ending in"),
        ("nested", "holds no articles. Its folder 'press' does: give that one."),
    ],
)
def test_nothing_to_read(tmp_path, path, message):
    (tmp_path / "good").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "nested" / "press").mkdir(parents=True)
    (tmp_path / "nested" / "notes.pptx").write_text("")
    (tmp_path / "nested" / "press" / "a.txt").write_text(NEWS)
    with pytest.raises(NoArticlesError, match="No articles found") as raised:
        Reader().read(tmp_path / path)
    assert message in str(raised.value)


def test_halves_of_characters(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "He \\ud800 said so."}')
    reader = Reader().read(path)
    assert not reader.documents and "halves of characters" in messages(reader, "reading")[0]


def test_rows_of_jsonl(tmp_path):
    rows = [
        json.dumps({"id": "one", "text": NEWS, "outlet": "The Paper", "published": "5 September 2025"}),
        "{broken",
        "[1]",
        json.dumps({"text": 5}),
        "",
        json.dumps({"text": "More news.", "published": "05/09/2025"}),
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(rows))
    reader = Reader().read(path)
    one, other = reader.documents.values()
    assert (one.doc_id, one.path, one.outlet, one.published, one.published_basis) == (
        "one",
        f"{path}:1",
        "The Paper",
        "2025-09-05",
        "stated in wire.jsonl",
    )
    assert (other.doc_id, other.published, other.published_basis) == ("wire-0006", None, None)
    assert [error.path.rsplit(":")[-1] for error in reader.errors] == ["2", "3", "4", "6"]
    assert "could be two" in reader.errors[-1].message


def test_rows_of_csv(tmp_path):
    path = tmp_path / "wire.csv"
    path.write_bytes('\ufeffID,Title,Text,event_date\r\na,T,"He said ""no"".\nThen he left.",2025-03-27\r\n'.encode())
    document = Reader().read(path).documents["a"]
    assert (document.title, document.text, document.event_date) == ("T", 'He said "no".\nThen he left.', "2025-03-27")


def test_web_page(tmp_path):
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_text(PAGE)
    document = Reader().read(tmp_path).documents["page"]
    assert (document.title, document.outlet, document.published, document.published_basis) == (
        "Talks",
        "The Paper",
        "2025-09-05",
        "stated in the page",
    )
    assert "agreed in Paris" in document.text and "Menu" not in document.text


@pytest.mark.parametrize(
    "name, text, published, basis",
    [
        ("a.txt", "date 2025-09-05 Leaders meet\n\n" + NEWS, "2025-09-05", "stated in the text"),
        ("a.txt", "RAMALLAH, September 5, 2025 (WAFA) - " + NEWS, "2025-09-05", "stated in the text"),
        ("a.txt", "PARIS, Sept 5 (AFP) - " + NEWS, None, None),
        ("a.txt", "They met on Thursday, 4 September 2025.", None, None),
        ("2025-09-05-wire.txt", NEWS, "2025-09-05", "stated in the file name"),
        ("x2025-99-99.txt", NEWS, None, None),
    ],
)
def test_a_date_is_only_what_is_stated(tmp_path, name, text, published, basis):
    (tmp_path / name).write_text(text)
    (document,) = Reader().read(tmp_path).documents.values()
    assert (document.published, document.published_basis) == (published, basis)


def test_metadata_comes_first_and_says_how_it_is_known(folder):
    (folder / "metadata.toml").write_text(
        '[good]\ntitle = "Help for Ukraine"\npublished = { value = 2025-09-05, basis = "inferred: the day after" }\n'
        '[goood]\ntitle = "?"\n'
    )
    reader = Reader().read(folder)
    document = reader.documents["good"]
    assert (document.title, document.published, document.published_basis) == (
        "Help for Ukraine",
        "2025-09-05",
        "inferred: the day after",
    )
    assert messages(reader, "notice") == ["describes 'goood', but no such article was read: is it 'good'?"]


def test_headline_and_agency_are_read_from_the_text(folder):
    (folder / "wire.txt").write_text("Leaders Agree On Sanctions\n\nParis (AFP) - " + NEWS)
    document = Reader().read(folder).documents["wire"]
    assert (document.title, document.outlet) == ("Leaders Agree On Sanctions", "AFP")
