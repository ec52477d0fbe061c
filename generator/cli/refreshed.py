"""How the result of a refresh is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.show import plain, show_problems

if TYPE_CHECKING:
    from generator.refresh.report import SourceReport

_WORDS = {
    "new": "new data are in use",
    "unchanged": "nothing has changed",
    "would be new": "there are new data; nothing was replaced",
    "failed": "not refreshed",
    "off": "turned off",
}


def show_report(report: SourceReport) -> None:
    """One source: what came, what changed, what is wrong, what is still safe."""
    click.secho(f"{plain(report.source)}: {_WORDS[report.outcome.value]}", bold=True)
    if report.counts.get("asked") or report.counts.get("resumed"):
        click.echo(f"  {_answers(report)}")
    if report.changes:
        told = ", ".join(f"{number} {name}" for name, number in report.changes.items() if number)
        click.echo(f"  facts: {told or 'none changed'}")
    if report.problems:
        show_problems(report.problems, safe=_safe(report))


def _answers(report: SourceReport) -> str:
    counts = report.counts
    parts = [f"{counts['asked']} answers, {counts['sent']} bytes"]
    if counts["unchanged"]:
        parts.append(f"{counts['unchanged']} unchanged since")
    if counts["resumed"]:
        parts.append(f"{counts['resumed']} had been received before")
    if counts["facts"]:
        parts.append(f"{counts['facts']} facts")
    return "; ".join(parts)


def _safe(report: SourceReport) -> str:
    if report.outcome.value not in ("failed", "off"):
        return ""
    if report.state:
        return f"In use as before: the data received as {report.state}."
    return "Nothing of this source was received before; facts of other sources are in use."
