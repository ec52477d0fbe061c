"""``briefing refresh``: bring new data for sources, over the network, when it is wanted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator.cli import REFUSED
from generator.cli.clock import today
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
@click.option("--accept", multiple=True, metavar="ID", help="Take a value that is held.")
@click.option("--refuse", multiple=True, metavar="ID", help="Keep the old value for good.")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--why", metavar="TEXT", help="Why.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    enable: bool,
    dry_run: bool,
    despite: tuple[str, ...],
    accept: tuple[str, ...],
    refuse: tuple[str, ...],
    by: str | None,
    why: str | None,
    as_json: bool,
) -> int:
    """Bring new data for SOURCES, or for all that are turned on.

    What was in use stays in use until everything that came is sound. Nothing else of the
    program needs a network. With --accept or --refuse nothing is asked: an editor decides on
    values of one source that are held.
    """
    if accept or refuse:
        return _decide(ctx, sources, accept, refuse, by, why)
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


def _decide(
    ctx: click.Context,
    sources: tuple[str, ...],
    accept: tuple[str, ...],
    refuse: tuple[str, ...],
    by: str | None,
    why: str | None,
) -> int:
    """Write down what an editor has decided on values that are held."""
    from generator.cli.show import plain, show_problems
    from generator.facts.inuse import ACCEPTED
    from generator.facts.inuse import REFUSED as TURNED_DOWN
    from generator.problems import Findings
    from generator.refresh.holding import decide
    from generator.refresh.run import source_of

    if len(sources) != 1 or not (by or "").strip() or not (why or "").strip():
        raise click.UsageError("Name one source, and say --by whom and --why.", ctx)
    if both := sorted(set(accept) & set(refuse)):
        raise click.UsageError(f"{both[0]} cannot be both accepted and refused.", ctx)
    findings = Findings()
    source = source_of(workspace_of(ctx).root, sources[0], findings)
    done: tuple[str, ...] = ()
    if source is not None:
        decisions = {**dict.fromkeys(accept, ACCEPTED), **dict.fromkeys(refuse, TURNED_DOWN)}
        done = decide(source, decisions, by or "", why or "", today(), findings)
    for fact in done:
        click.echo(plain(f"{fact}: {decisions[fact]}"))
    if len(findings):
        show_problems(tuple(findings), safe="Nothing was decided; the old values are printed.")
    return REFUSED if findings.errors else 0
