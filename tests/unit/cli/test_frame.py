"""The command's frame: names, help, faults, days."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from generator.cli.clock import today
from generator.cli.common import Day, split_list
from generator.cli.fault import report_fault
from generator.cli.group import COMMANDS, briefing
from generator.problems import Problem, ProblemsFound, Where


def run(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def test_help_lists_every_command_and_imports_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, generator.cli.group\n"
        "try:\n    generator.cli.group.briefing.main(['--help'], standalone_mode=False)\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'weasyprint', 'docx', 'babel', 'jinja2', 'rich', 'lxml'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for name in COMMANDS:
        assert name in done.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_that_starts_with_what_it_does(name: str) -> None:
    context = click.Context(briefing)
    command = briefing.get_command(context, name)
    assert command is not None
    assert command.help
    assert command.help.splitlines()[0].endswith(".")


def test_a_misspelt_command_is_answered_with_the_nearest_one() -> None:
    done = run("bild")
    assert done.returncode == 2
    assert "There is no command “bild”. Did you mean “build”?" in done.stderr


def test_outside_a_workspace_the_command_says_so_without_a_trace(tmp_path: Path) -> None:
    done = run("list", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "briefing init" in done.stderr


def test_a_day_is_read_as_year_month_day_and_nothing_else() -> None:
    day = Day()
    assert day.convert("2025-04-15", None, None).isoformat() == "2025-04-15"
    for wrong in ("15/04/2025", "2025-4-15", "20250415", "2025-02-30", "٢٠٢٥-٠٤-١٥"):
        with pytest.raises(click.BadParameter, match="is not a day"):
            day.convert(wrong, None, None)


def test_the_day_of_issue_follows_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1733011200")
    assert today().isoformat() == "2024-12-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 12)
    assert today().year < 3000


def test_lists_take_commas_and_spaces() -> None:
    assert split_list("en-CA, fr-CA,") == ("en-CA", "fr-CA")
    assert split_list(None) is None


def test_a_fault_is_one_sentence_and_a_saved_report(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise RuntimeError("secret value")
    except RuntimeError as error:
        status = report_fault(error)
    said = capsys.readouterr().err
    assert status == 3
    assert "secret value" not in said
    assert "Traceback" not in said
    path = Path(said.split("A report is in ")[1].split(";")[0])
    try:
        assert "secret value" in path.read_text("utf-8")
        assert path.stat().st_mode & 0o077 == 0
    finally:
        path.unlink()


def test_problems_that_reach_the_top_are_worded(capsys: pytest.CaptureFixture[str]) -> None:
    found = ProblemsFound([Problem("workspace-not-found", Where(file="/nowhere"))])
    assert report_fault(found) == 1
    assert "[workspace-not-found]" in capsys.readouterr().err


def test_as_of_takes_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1733011200")
    assert Day().convert("today", None, None).isoformat() == "2024-12-01"


def test_an_unknown_format_is_a_mistake_of_the_command_line() -> None:
    done = run("build", "--formats", "pdf,odt")
    assert done.returncode == 2
    assert "There is no “odt”. Choose among pdf, docx, html." in done.stderr
