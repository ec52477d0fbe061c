"""The library of formats is an optional extra: without it, an officer reads what to do."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

WITHOUT = """\
import sys
sys.modules["translate"] = None
from generator.cli.group import briefing
from generator.cli.fault import report_fault
try:
    status = briefing.main(sys.argv[1:], standalone_mode=False)
except Exception as error:
    status = report_fault(error)
sys.exit(status)
"""


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a Python that has no such library."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, "-C", str(root), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_the_library_the_command_says_what_to_install(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlf"
    done = run(root, "translate", "export", "--to", "ar", "--output", str(output))
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert "the package that knows their formats is not installed" in said
    assert "pip install 'briefing-generator[translation]'" in said
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_without_the_library_states_are_still_told(root: Path) -> None:
    done = run(root, "translate", "status", "--to", "ar")
    assert done.returncode == 0
    assert "missing" in done.stdout


def test_the_library_is_an_extra_and_no_requirement() -> None:
    required = [Requirement(text) for text in metadata.requires("briefing-generator") or ()]
    (found,) = [r for r in required if r.name == "translate-toolkit"]
    assert found.marker is not None
    assert not found.marker.evaluate({"extra": ""})
    assert found.marker.evaluate({"extra": "translation"})
