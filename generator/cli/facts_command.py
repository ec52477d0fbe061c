"""``briefing facts IRQ``: what is known about a country, from where, how old it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from generator.cli.common import Day, day_in_words, today, workspace_of

if TYPE_CHECKING:
    from generator.build.survey import KnownFact

COLOURS = {"fresh": "green", "due": "yellow", "stale": "yellow"}


@click.command()
@click.argument("area")
@click.option("--as-of", type=Day(), help="Day to look from. Default: today.")
@click.option(
    "--ceiling", metavar="LEVEL", help="Highest marking shown. Default: the lowest level."
)
@click.option("--house", default="canada", show_default=True, help="House style with the markings.")
@click.option("--all", "everything", is_flag=True, help="Also facts that would not be printed.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    area: str,
    as_of: dt.date | None,
    ceiling: str | None,
    house: str,
    everything: bool,
    as_json: bool,
) -> int:
    """Show the facts about AREA: status on the day, age, source and statement."""
    from generator.build.survey import survey_area
    from generator.cli.show import show_json

    day = as_of or today()
    survey = survey_area(workspace_of(ctx), area, as_of=day, house=house, ceiling=ceiling)
    rows = [row for row in survey.rows if everything or row.usable]
    if as_json:
        show_json(
            {
                "area": survey.area,
                "as_of": day.isoformat(),
                "facts": [row.as_json() for row in rows],
                "above_ceiling": survey.above_ceiling,
            }
        )
        return 0
    click.secho(f"{survey.name}: {len(rows)} facts as of {day_in_words(day)}", bold=True)
    for row in rows:
        _show(row)
    hidden = len(survey.rows) - len(rows)
    if hidden:
        click.echo(f"{hidden} more would not be printed on that day; --all shows them and why.")
    if survey.above_ceiling:
        click.echo(f"{survey.above_ceiling} facts stand above the ceiling and are not shown.")
    return 0


def _show(row: KnownFact) -> None:
    """One fact: how it stands and from where, then what it says."""
    from generator.cli.show import plain, wrapped

    colour = COLOURS.get(row.status, "red")
    age = "" if row.age_days is None else f", {row.age_days} days old"
    spoken = f", as of {row.as_of}" if row.as_of else ""
    click.echo(f"{plain(row.id)}  ", nl=False)
    click.secho(row.status, fg=colour, nl=False)
    click.echo(plain(f"{age}{spoken}  {row.source}"))
    click.echo(wrapped(plain(row.statement), 4))
    if row.why:
        click.echo(wrapped(plain(row.why), 4))
