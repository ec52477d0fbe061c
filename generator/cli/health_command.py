"""``briefing health``: which facts of the orders are doubtful, today and soon."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.clock import today
from generator.cli.common import day_in_words, workspace_of

if TYPE_CHECKING:
    from generator.build.health import OrderHealth


@click.command()
@click.argument("orders", nargs=-1)
@click.option(
    "--days",
    type=click.IntRange(0, 3660),
    default=30,
    show_default=True,
    help="How far to look forward; a meeting before then ends the look on its day.",
)
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the list as a page, too, for a browser.",
)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context, orders: tuple[str, ...], days: int, page: Path | None, *, as_json: bool
) -> int:
    """List facts that are stale, expired, in conflict or not translated, order by order.

    Facts are named by their ids and never quoted. Exit status 1 when an order asks for a
    final edition and cannot have one today.
    """
    from generator.build.health import health_of
    from generator.cli.show import show_json, show_problems
    from generator.problems import Findings

    workspace, findings = workspace_of(ctx), Findings()
    found = health_of(workspace, orders, today(), days, findings)
    if page is not None:
        from generator.build.healthpage import health_page
        from generator.editions.atomic import write_file

        write_file(page, health_page(found, today()))
    if as_json:
        show_json({"orders": [_as_json(one) for one in found]})
    else:
        for one in found:
            _show(one)
        if page is not None:
            click.echo(f"Written: {page}")
    show_problems(findings.errors, headline="Not everything could be read." * bool(findings.errors))
    kept_back = any(one.final and one.verdict != "final" for one in found)
    return int(kept_back or bool(findings.errors))


def _show(one: OrderHealth) -> None:
    from generator.build.healthpage import DOUBTS, verdict, why
    from generator.cli.show import plain, show_problems, table

    click.secho(f"{plain(one.order)}: {verdict(one)}", bold=True)
    if one.verdict == "unknown":
        show_problems(one.problems, err=False)
        return
    days = f"as of {day_in_words(one.as_of)}, looked at until {day_in_words(one.until)}"
    doubts = "1 doubt" if len(one.ailments) == 1 else f"{len(one.ailments) or 'no'} doubts"
    click.echo(f"{one.facts} facts {days}; {doubts}.")
    if one.ailments:
        rows = [(DOUBTS[each.kind, each.state], each.fact, why(each)) for each in one.ailments]
        table(("doubt", "fact", "why"), rows)
    click.echo()


def _as_json(one: OrderHealth) -> dict[str, object]:
    return {
        **{name: getattr(one, name) for name in ("order", "as_of", "until", "final", "verdict")},
        "facts": one.facts,
        "ailments": [asdict(each) for each in one.ailments],
        "problems": [problem.as_json() for problem in one.problems],
    }
