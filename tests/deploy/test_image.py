"""The image: each line of the Dockerfile, read and, in a clean root, run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from flows.settings import PROJECT, Settings, variable
from tests.deploy.tools import tool

DEPLOY = PROJECT / "deploy"
DOCKERFILE = DEPLOY / "docker" / "Dockerfile"


def check_module() -> ModuleType:
    loader = SourceFileLoader("deploy_check", str(DEPLOY / "check"))
    spec = spec_from_loader("deploy_check", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules["deploy_check"] = module  # a dataclass looks its module up by name
    loader.exec_module(module)
    return module


def instructions() -> list[tuple[str, str]]:
    return list(check_module().instructions(DOCKERFILE.read_text("utf-8")))


def test_continued_lines_are_one_and_comments_are_none() -> None:
    text = "# a\nRUN one \\\n    # not this\n    && two\n\ncmd x\n"
    found = list(check_module().instructions(text))
    assert found == [("RUN", "one && two"), ("CMD", "x")]


def test_it_ends_as_a_user_who_is_not_root() -> None:
    found = instructions()
    assert [words for name, words in found if name == "USER"] == ["fazhi"]
    after = found[found.index(("USER", "fazhi")) :]
    assert {name for name, _ in after} <= {"USER", "EXPOSE", "STOPSIGNAL", "CMD"}


def test_it_installs_the_tested_versions() -> None:
    (install,) = (words for name, words in instructions() if name == "RUN" and "pip" in words)
    assert "-c constraints.txt" in install


def test_what_it_copies_is_there_and_is_let_through_to_it() -> None:
    let_through = set(
        re.findall(r"^!(.+)$", (DOCKERFILE.parent / "Dockerfile.dockerignore").read_text(), re.M)
    )
    copied = {
        source for name, words in instructions() if name == "COPY" for source in words.split()[:-1]
    }
    assert all((PROJECT / source).exists() for source in copied)
    assert copied == let_through


def test_its_variables_are_settings() -> None:
    known = {variable(name) for name in Settings.model_fields}
    named = set(re.findall(r"\bFAZHI_[A-Z_]+\b", DOCKERFILE.read_text("utf-8")))
    assert named <= known


@pytest.mark.slow
def test_every_run_line_runs_in_a_clean_root_and_the_demo_after_it(tmp_path: Path) -> None:
    tool("debootstrap")
    if os.geteuid() != 0 or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        pytest.skip("needs root and mounts of its own")
    root = tmp_path / "root"
    try:
        done = subprocess.run([DEPLOY / "check", root], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
        assert done.stdout.endswith("all well\n")
        assert not (root / "opt" / "fazhi" / "warehouse" / "data").exists()
    finally:
        shutil.rmtree(root, ignore_errors=True)  # more than a gigabyte
