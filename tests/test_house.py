"""Rules of the house: imports, sizes, the pinned set, make and CI."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import distributions
from pathlib import Path
from statistics import median

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from flows.settings import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
MODULES = sorted(
    file for package in ("flows", "warehouse") for file in (PROJECT / package).rglob("*.py")
)
PREFECT_ONLY_IN = {
    "flows/nightly.py",
    "flows/county_task.py",
    "flows/on_dask.py",
    "flows/on_workers.py",
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def name_of(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_rooms_do_not_reach_into_each_other(file: Path) -> None:
    name, used = name_of(file), set(imports(file))
    forbidden: tuple[str, ...] = ()
    if name.startswith("flows/parse/"):
        forbidden = ("warehouse", "requests", "duckdb", "prefect")
        ours = {u for u in used if u == "flows" or u.startswith("flows.")}
        assert all(u.startswith("flows.parse") for u in ours), "the parser needs nothing but bytes"
    elif name.startswith("flows/collect/"):
        forbidden = ("warehouse", "duckdb", "prefect")
    elif name.startswith("warehouse/"):
        forbidden = ("flows", "requests", "prefect")
    elif name not in PREFECT_ONLY_IN:
        forbidden = ("prefect",)
    wrong = {u for u in used if any(u == f or u.startswith(f + ".") for f in forbidden)}
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions count: what only they keep from failing is a circle all the same."""
    modules = {
        name_of(file).removesuffix(".py").removesuffix("/__init__").replace("/", "."): file
        for file in MODULES
    }
    used = {name: set(imports(file)) & modules.keys() for name, file in modules.items()}
    TopologicalSorter({name: others - {name} for name, others in used.items()}).prepare()


def test_modules_stay_small() -> None:
    lengths = {name_of(file): lines_of(file) for file in MODULES}
    assert median(n for n in lengths.values() if n) < 120
    for package in ("tests", "bench", "docs"):
        lengths |= {name_of(file): lines_of(file) for file in (PROJECT / package).rglob("*.py")}
    assert max(lengths.values()) <= 400, max(lengths, key=lambda name: lengths[name])


def lines_of(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_every_module_says_what_it_is_for() -> None:
    for file in MODULES:
        text = file.read_text("utf-8")
        assert not text or ast.get_docstring(ast.parse(text)), name_of(file)


def test_nothing_is_left_for_later() -> None:
    sign = "TO" + "DO"
    for folder in ("flows", "warehouse", "sql", "tests", "docs"):
        for file in (PROJECT / folder).rglob("*"):
            if file.suffix in (".py", ".sql", ".md", ".toml") and "warehouse/data" not in str(file):
                assert not re.search(rf"\b({sign}|FIX{'ME'}|XX{'X'})\b", file.read_text("utf-8")), (
                    file
                )


def pins() -> dict[NormalizedName, str]:
    lines = (PROJECT / "constraints.txt").read_text("utf-8").splitlines()
    found: dict[NormalizedName, str] = {}
    for line in lines:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+", line), line
        name, version = line.split("==")
        found[canonicalize_name(name)] = version
    return found


def test_the_constraints_are_names_and_versions_only_and_meet_our_ranges() -> None:
    pinned = pins()
    extras = PYPROJECT["project"]["optional-dependencies"]
    for text in [
        *PYPROJECT["project"]["dependencies"],
        *extras["dev"],
        *extras["dask"],
        *extras["bench"],
    ]:
        wanted = Requirement(text)
        version = pinned[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version), f"{text} but {version} is pinned"


def test_everything_that_is_installed_for_us_is_pinned() -> None:
    """A package that is not would make tomorrow's install another set than the tested one."""
    pinned = pins()
    there = {canonicalize_name(d.metadata["Name"]): d for d in distributions()}
    todo, seen = [canonicalize_name("fazhi")], set[NormalizedName]()
    while todo:
        name = todo.pop()
        if name in seen or name not in there:
            continue
        seen.add(name)
        for text in there[name].requires or []:
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                todo.append(canonicalize_name(wanted.name))
    assert seen - {"fazhi"} <= set(pinned)


def test_no_address_of_an_index_is_in_the_house() -> None:
    for name in ("constraints.txt", "pyproject.toml", "Makefile", ".ci/run"):
        text = (PROJECT / name).read_text("utf-8")
        assert not re.search(r"index-url|--index|find-links|https?://", text), name


def test_ci_runs_lint_types_and_the_test_command_of_the_readme() -> None:
    file = PROJECT / ".ci" / "run"
    text = file.read_text("utf-8")
    assert os.access(file, os.X_OK)
    assert "set -euo pipefail" in text
    assert re.findall(r"^make (\w+)$", text, re.MULTILINE) == ["lint", "types", "test"]
    assert "make test" in (PROJECT / "README.md").read_text("utf-8")


def test_make_installs_by_itself_and_only_when_something_changed(tmp_path: Path) -> None:
    def would_do(*changed: str) -> str:
        new = [word for name in changed for word in ("-W", name)]
        done = subprocess.run(
            ["make", "-n", "test", f"VENV={tmp_path / 'venv'}", *new],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert "-m venv" in would_do()
    assert "constraints.txt" in would_do()
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python").touch()
    (tmp_path / "venv" / "installed").touch()
    assert "install" not in would_do().replace(str(tmp_path), "")
    assert "pip" in would_do("pyproject.toml")
    assert "pip" in would_do("constraints.txt")


def test_the_deployment_is_the_nightly_at_half_past_two_in_beijing_one_at_a_time() -> None:
    config = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))
    deployment, collect = config["deployments"]
    assert (deployment["name"], collect["name"]) == ("nightly", "collect")
    for each in (deployment, collect):
        module, _, flow = each["entrypoint"].rpartition(".")
        file = PROJECT / f"{module.replace('.', '/')}.py"
        assert f"def {flow}(" in file.read_text("utf-8")
    assert deployment["work_pool"] != collect["work_pool"], "a night must not wait for itself"
    assert collect["schedules"] == []
    assert deployment["schedules"] == [{"cron": "30 2 * * *", "timezone": "Asia/Shanghai"}]
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_the_help_does_not_wait_for_prefect_or_duckdb() -> None:
    code = "import sys; from flows.cli import run; run(['--help']); print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1]
    assert "'prefect'" not in loaded
    assert "'duckdb'" not in loaded
