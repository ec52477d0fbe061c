"""``briefing diff A B``: what differs between two editions, two days, or two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from generator.cli.clock import today
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.problems import Problem

SAME: Final = 0
DIFFERENT: Final = 1
TROUBLE: Final = 2


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--language", default="en-CA", show_default=True, help="Language of the answer.")
@click.option(
    "--ceiling", metavar="LEVEL", help="Highest marking shown. Default: the lowest level."
)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    first: str,
    second: str,
    language: str,
    ceiling: str | None,
    *,
    as_json: bool,
) -> int:
    """Say what differs between A and B: numbers, persons, plans, wording, translations.

    A and B are editions (iraq/3, or the folder or manifest of one), the newest edition of an
    order (iraq), what is known of an order on a day (iraq@2024-12-01), what was known of it
    on another (iraq@2024-12-01@2026-04-01), or one language of an edition (iraq/3:fr-CA).
    Exit status: 0 nothing differs, 1 something does, 2 trouble.
    """
    from generator.build.differing import Differing, as_plain, texts_as_plain
    from generator.build.orders.checks import check_language
    from generator.cli.show import plain, show_json, show_problems
    from generator.problems import Findings, ProblemsFound, Where

    findings = Findings()
    try:
        check_language(language, Where(field="--language"), findings)
        findings.stop_on_errors()
        found = Differing(workspace_of(ctx), today()).between(first, second, language, ceiling)
    except ProblemsFound as trouble:
        show_problems(trouble.problems, headline="Nothing was compared.")
        return TROUBLE
    delta = found.found.delta
    status = DIFFERENT if delta.differs else SAME
    if as_json:
        changes = list(as_plain(found.found))
        texts = list(texts_as_plain(found.found))
        told = {"a": first, "b": second, "changes": changes, "texts": texts, "hidden": delta.hidden}
        show_json({**told, "marking": found.marking, "exit_status": status})
        return status
    click.echo(plain(found.marking))
    for line in found.lines:
        click.echo(plain(line))
    if delta.hidden:
        show_problems([_hidden(delta.hidden, ceiling)])
    return status


def _hidden(count: int, ceiling: str | None) -> Problem:
    from generator.problems import Problem, Severity

    values = {"count": str(count), "ceiling": ceiling or "the lowest level"}
    return Problem("diff-hidden", values=values, severity=Severity.NOTICE)
