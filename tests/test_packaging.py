"""The repository as a whole: seeds byte for byte, pins that agree, a lock that names every hash and no host."""

import hashlib
import re
import shlex
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import yaml
from jupyter_server.serverapp import ServerApp
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", LOCK, re.MULTILINE))
SEEDS = {
    "000_563a6a8ac85ba4a2.txt": "67be5bdbe6e7f381eab86829d74d65e3cf6cad8efb01606fc04a81d11a3337a8",
    "001_ef675145c4612945.txt": "3166c85070df351c24e4ecc97641c9c690bd17af94b56fe20d16583f23f28709",
    "002_02db67045c6df099.txt": "9f96beb1337117feb042db79abde6e1d8ab825d8ee7f3dee70414a7796ca858e",
    "003_b9e8108f30e365c6.txt": "03e13a21ed381af757edc66226d01067d0dc4821dae3fdb44a1f3df528d4a1a9",
    "004_7b99cd4a3399dad9.txt": "a49f1ca0b4191c81274efd4e672422dff638093357e5d50d43e62f4b81dd5158",
}


def requirements(*extras):
    listed = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    return [Requirement(line) for line in listed]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_seeds_are_byte_for_byte():
    assert {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (ROOT / "seeds").glob("*.txt")
    } == SEEDS


def test_seeds_are_described_each():
    described = tomllib.loads((ROOT / "seeds/metadata.toml").read_text())
    assert [f"{name}.txt" for name in described] == list(SEEDS)
    assert all({"published", "event_date"} <= facts.keys() for facts in described.values())
    assert all(fact["value"] and fact["basis"] for facts in described.values() for fact in facts.values())
    codebook = (ROOT / "seeds/README.md").read_text()
    assert [name for name in SEEDS if name[:3] not in codebook] == []


def test_the_lock_meets_what_the_project_asks_for():
    wrong = [
        f"{need} locked as {LOCKED.get(canonical(need.name))}"
        for need in requirements("dev", "html", "scale")
        if LOCKED.get(canonical(need.name)) not in need.specifier
    ]
    assert wrong == []


def test_the_lock_names_every_hash_and_no_host():
    packages = [block for block in re.split(r"(?m)^(?=[a-z0-9])", LOCK) if "==" in block]
    assert len(packages) > 50
    assert [block.split("==")[0] for block in packages if "--hash=sha256:" not in block] == []
    assert re.findall(r"https?:|file:|--(?:extra-)?index|--find-links|@ ", LOCK) == []


def test_training_is_not_installed_by_default():
    assert "torch" not in LOCKED


def test_conda_installs_what_pip_installs():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())
    pins = [pin for pin in conda["dependencies"] if isinstance(pin, str)]
    (through_pip,) = [pin["pip"] for pin in conda["dependencies"] if isinstance(pin, dict)]
    python = next(pin.removeprefix("python=") for pin in pins if pin.startswith("python="))
    assert f"{python}.0" in SpecifierSet(PROJECT["requires-python"])
    assert f"Python {python}" in LOCK.splitlines()[0]
    asked = {canonical(need.name): need.specifier for need in requirements(*PROJECT["optional-dependencies"])}
    for pin in pins:
        need = Requirement(re.sub(r"(?<![<>=!~])=(?!=)", "==", pin))
        assert canonical(need.name) not in asked or need.specifier == asked[canonical(need.name)]
    assert through_pip == ["-e .[dev,html,scale]"]
    assert conda["name"] == PROJECT["name"]


@pytest.mark.parametrize("extra", ["dev", "html", "scale", "train"])
def test_every_dependency_has_its_reason(extra):
    text = (ROOT / "pyproject.toml").read_text()
    for line in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"][extra]]:
        assert re.search(re.escape(f'"{line}"') + r"[,\]]+ +# \w+", text), f"no reason for {line}"


def test_packages_are_named_each():
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    folders = {".".join(file.relative_to(ROOT).parts[:-1]) for file in (ROOT / "analysis").rglob("*.py")}
    assert folders <= set(named)
    assert [name for name in named if not (ROOT / name.replace(".", "/")).is_dir()] == []


def test_entry_points_lead_somewhere():
    for name in PROJECT["scripts"].values():
        assert EntryPoint("script", name, "").load()
    for group in PROJECT.get("entry-points", {}).values():
        for name, place in group.items():
            assert EntryPoint(name, place, "").load()


def test_version_is_cited():
    import analysis

    assert yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"] == analysis.__version__


@pytest.mark.parametrize("name, command", [("Makefile", "jupyterlab"), ("README.md", "jupyter lab")])
def test_links_of_the_notebooks_stay_under_the_folder_that_is_served(name, command, monkeypatch):
    (arguments,) = re.findall(rf"(?m)^\s*\S*.*{command} (-.*)$", (ROOT / name).read_text())
    monkeypatch.chdir(ROOT)
    server = ServerApp()
    server.parse_command_line(shlex.split(arguments))
    assert Path(server.root_dir).resolve() == ROOT and Path(server.file_to_run).is_file()
    for notebook in ROOT.glob("notebooks/*.ipynb"):
        links = set(re.findall(r'href=\\"([^"#]+)#', notebook.read_text()))
        assert links and all((notebook.parent / link).resolve().is_relative_to(ROOT) for link in links)
