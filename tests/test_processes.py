"""Real processes and a real full disk: nothing is lost, nothing comes twice, nothing hangs."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from analysis.articles import Settings
from analysis.bulk.engine import Plan, run
from analysis.documents import Document

RULES = Settings(quotes="rules")
PATIENCE = 300
COMMAND = [sys.executable, "-m", "analysis", "extract"]
STATES = ["Chad", "Kenya", "Togo", "Ghana", "Mali", "Benin", "Niger", "Egypt"]


def article(number: int) -> str:
    one, other = STATES[number % 8], STATES[(number + 3) % 8]
    return (
        f"{one} will send {number} police to Haiti if {other} agrees.\n\n{other} urged {one} to wait, officials said.\n"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A corpus of 40 short articles: three batches."""
    place = tmp_path_factory.mktemp("corpus")
    for number in range(40):
        (place / f"{number:02}.txt").write_text(article(number), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def expected(folder, tmp_path_factory):
    """The tables of that corpus as one undisturbed process writes them."""
    out = tmp_path_factory.mktemp("expected")
    assert ended(command(folder, out, "off"))[0] == 0
    return tables(out)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def command(folder: Path, out: Path, cache: Path | str, *more: str) -> subprocess.Popen:
    """An extraction in a process, and a session, of its own."""
    return subprocess.Popen(
        [*COMMAND, str(folder), "--out", str(out), "--quotes", "rules", *more],
        env=os.environ | {"ANALYSIS_CACHE": str(cache)}, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def ended(process: subprocess.Popen) -> tuple[int, str]:
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said


def tables(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(out.glob("*.jsonl"))}


def shards(out: Path) -> dict[str, int]:
    """Finished shards, and when each was made."""
    return {place.name: place.stat().st_mtime_ns for place in (out / "shards").glob("[!.]*") if place.is_dir()}


def until(seen, process=None) -> None:
    """Wait until something is seen, or the process has ended."""
    stop = time.monotonic() + PATIENCE
    while not seen() and time.monotonic() < stop and (process is None or process.poll() is None):
        time.sleep(0.005)
    assert seen()


def test_a_script_without_a_guard_is_run_once(folder, tmp_path):
    script = tmp_path / "mine.py"
    script.write_text(
        "from analysis import load_corpus\nfrom analysis.articles import Settings\nfrom analysis.bulk.engine import Plan\n"
        f"corpus = load_corpus({str(folder)!r}, Settings(quotes='rules'), Plan(2))\nprint(len(corpus), len(corpus.errors()))\n"
    )
    ran = subprocess.run(
        [sys.executable, script],
        env=os.environ | {"ANALYSIS_CACHE": "off"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert (ran.returncode, ran.stdout) == (0, "40 0\n"), ran.stderr


def test_a_full_disk_under_the_cache_costs_the_cache(folder, expected, small_disk, tmp_path):
    (small_disk / "filler").write_bytes(bytes(900_000))
    code, said = ended(command(folder, tmp_path / "small", small_disk / "cache"))
    assert (code, "working without it" in said) == (0, True)
    assert tables(tmp_path / "small") == expected


def test_a_full_disk_under_the_tables_leaves_those_of_the_run_before(folder, small_disk, tmp_path):
    out = small_disk / "out"
    few = tmp_path / "few"
    few.mkdir()
    (few / "a.txt").write_text(article(1), encoding="utf-8")
    assert ended(command(few, out, "off"))[0] == 0
    before = tables(out)
    filler = os.open(small_disk / "filler", os.O_WRONLY | os.O_CREAT)
    with pytest.raises(OSError, match="No space left"):
        while True:
            os.write(filler, bytes(4096))
    os.close(filler)
    code, said = ended(command(folder, out, "off"))
    assert code == 2
    assert "No space left" in said and "Traceback" not in said
    assert tables(out) == before
    assert not [file for file in out.iterdir() if file.name.startswith(".")]


def test_a_full_disk_under_the_shards_is_said_and_the_run_goes_on_when_there_is_room(folder, expected, small_disk):
    pytest.importorskip("distributed", reason="the extra `scale` is not installed")
    out, more = small_disk / "out", ["--engine", "dask", "--workers", "1"]
    (small_disk / "filler").write_bytes(bytes(980_000))
    code, said = ended(command(folder, out, "off", *more))
    assert code == 2
    assert "No space left" in said.splitlines()[-1] and "Traceback" not in said
    assert not tables(out)
    (small_disk / "filler").unlink()
    assert ended(command(folder, out, "off", *more))[0] == 0
    assert tables(out) == expected


def test_a_dask_worker_that_is_killed_costs_nothing(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="the extra `scale` is not installed")
    monkeypatch.setenv("ANALYSIS_CACHE", "off")
    monkeypatch.setattr("analysis.bulk.engine.BATCH_DOCUMENTS", 4)
    documents = [Document(f"{number:02}", f"{number:02}.txt", article(number)) for number in range(40)]
    made = tmp_path / "shards"
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        victim = min(client.run(os.getpid).values())

        def kill():
            until(lambda: made.is_dir() and any(place for place in made.iterdir() if place.name[0] != "."))
            os.kill(victim, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        found = run(documents, RULES, plan=Plan(shards=made, scheduler=cluster.scheduler_address))
        killer.join()
    alone = run(documents, RULES, plan=Plan(1))
    assert {name: table.to_json() for name, table in found.items()} == {
        name: table.to_json() for name, table in alone.items()
    }
    assert max(Counter(found["lengths"].doc_id).values()) == 1 and len(found["lengths"]) == 40


def test_a_dask_run_that_is_killed_goes_on_where_it_was(folder, expected, tmp_path):
    pytest.importorskip("distributed", reason="the extra `scale` is not installed")
    out, more = tmp_path / "out", ["--engine", "dask", "--workers", "1"]
    first = command(folder, out, "off", *more)
    until(lambda: shards(out), first)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate(timeout=PATIENCE)
    kept = shards(out)
    assert kept and not tables(out)
    assert ended(command(folder, out, "off", *more))[0] == 0
    assert kept.items() <= shards(out).items()
    assert tables(out) == expected


@pytest.mark.parametrize("engines", [["local", "local"], ["local", "dask"]], ids=["two local", "local and dask"])
def test_two_runs_at_once_into_one_folder_and_one_cache(folder, expected, tmp_path, engines):
    if "dask" in engines:
        pytest.importorskip("distributed", reason="the extra `scale` is not installed")
    out, cache = tmp_path / "out", tmp_path / "cache"
    runs = [command(folder, out, cache, "--engine", engine, "--workers", "1") for engine in engines]
    assert [ended(process)[0] for process in runs] == [0, 0]
    assert tables(out) == expected
    assert json.loads((out / "provenance.json").read_text())["articles"] == 40
    assert not [file for file in out.iterdir() if file.name.startswith(".")]
