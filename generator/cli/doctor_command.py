"""``briefing doctor``: what the machine provides, and what is missing."""

from __future__ import annotations

import click

from generator.cli.common import workspace_of
from generator.problems import ProblemsFound

MARKS = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "missing": ("✗", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Check libraries, fonts, locales, packaged files, write access and space."""
    from generator.build.doctor.machine import examine
    from generator.cli.show import plain, show_json

    try:
        workspace = workspace_of(ctx)
    except ProblemsFound:
        workspace = None
    checks = examine(workspace)
    failed = any(check.state == "missing" for check in checks)
    if as_json:
        show_json(
            [
                {"name": c.name, "state": c.state, "found": c.found, "remedy": c.remedy}
                for c in checks
            ]
        )
        return int(failed)
    for check in checks:
        mark, colour = MARKS[check.state]
        click.echo(f" {click.style(mark, fg=colour)} {plain(check.name)}: {plain(check.found)}")
        if check.state != "ok" and check.remedy:
            click.echo(f"     To go on: {plain(check.remedy)}")
    return int(failed)
