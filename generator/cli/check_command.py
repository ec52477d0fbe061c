"""``briefing check``: every mistake in sources, templates, orders and settings, at once."""

from __future__ import annotations

from typing import Final

import click

from generator.cli.clock import today
from generator.cli.common import workspace_of
from generator.problems import Severity

_FOLLOWING: Final = frozenset({"source-refuses", "pack-brief-refused"})
"""What is no mistake by itself: it goes when another is mended."""


@click.command()
@click.argument("orders", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.option(
    "--keep", is_flag=True, help="Keep what was read of the sources: the next check is quick."
)
@click.pass_context
def command(ctx: click.Context, orders: tuple[str, ...], as_json: bool, keep: bool) -> int:
    """Check everything a build would refuse, without making anything.

    Exit status 1 when there is a mistake; warnings alone give 0.
    """
    from generator.build.run import check
    from generator.cli.show import show_json, show_problems
    from generator.delivery.planning import check_settings

    workspace = workspace_of(ctx)
    findings = check(workspace, orders, today=today(), keep=keep)
    if not orders:
        check_settings(workspace, findings)
    problems = tuple(findings)
    if as_json:
        show_json({"problems": [p.as_json() for p in problems]})
    elif problems:
        follow = sum(p.code in _FOLLOWING for p in findings.errors)
        warnings = sum(p.severity is Severity.WARNING for p in problems)
        headline = f"{len(findings.errors) - follow} to mend, {warnings} to look at."
        if follow:
            headline += f" Briefs that are refused because of that: {follow}."
        show_problems(problems, headline=headline, err=False)
    else:
        click.echo("Everything is in order.")
    return int(bool(findings.errors))
