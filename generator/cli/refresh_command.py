"""``briefing refresh``: bring new data for sources, over the network, when it is wanted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator.cli import REFUSED
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.refresh.report import SourceReport


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--enable", is_flag=True, help="Also sources that are not turned on, this once.")
@click.option("--dry-run", is_flag=True, help="Ask and compare, and replace nothing.")
@click.option(
    "--despite",
    multiple=True,
    type=click.Choice(["drift", "fewer"]),
    help="Accept this once: fields that changed, or many facts less.",
)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    enable: bool,
    dry_run: bool,
    despite: tuple[str, ...],
    as_json: bool,
) -> int:
    """Bring new data for SOURCES, or for all that are turned on.

    What was in use stays in use until everything that came is sound. Nothing else of the
    program needs a network.
    """
    from generator.cli.show import plain, show_json
    from generator.refresh.asking import Surroundings
    from generator.refresh.run import Means, Options, refresh

    def told(line: str) -> None:
        if not as_json:
            sys.stderr.write(f"{plain(line)}\n")
            sys.stderr.flush()

    options = Options(sources, enable, dry_run, frozenset(despite))
    means = Means(Surroundings(told=told))
    reports = refresh(workspace_of(ctx).root, options, means)
    if as_json:
        show_json({"sources": [report.as_json() for report in reports]})
    else:
        _show(reports)
    return REFUSED if any(report.failed for report in reports) else 0


def _show(reports: tuple[SourceReport, ...]) -> None:
    from generator.cli.refreshed import show_report

    if not reports:
        click.echo("No source is turned on; “[refresh] enabled = true” in its source.toml does it.")
    for report in reports:
        show_report(report)
