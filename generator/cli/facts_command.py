"""``briefing facts IRQ``: what is known about countries, from where, how old it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from generator.cli.clock import today
from generator.cli.common import Day, day_in_words, workspace_of

if TYPE_CHECKING:
    from generator.build.survey import KnownFact, Survey

MOST_FILES = 3
"""Files with mistakes that are named."""
COLOURS = {"fresh": "green", "due": "yellow", "stale": "yellow"}


@click.command()
@click.argument("areas", metavar="AREA...", nargs=-1)
@click.option("--as-of", type=Day(), help="Day to look from. Default: today.")
@click.option(
    "--known-on",
    type=Day(),
    help="Only what was known on this day. Without --as-of it is the day to look from, too.",
)
@click.option(
    "--ceiling", metavar="LEVEL", help="Highest marking shown. Default: the lowest level."
)
@click.option("--house", default="canada", show_default=True, help="House style with the markings.")
@click.option("--all", "everything", is_flag=True, help="Also facts that would not be printed.")
@click.option(
    "--coverage",
    is_flag=True,
    help="What was understood of sources written for readers, such as the World Factbook, and "
    "what was not. Without an area: all areas.",
)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    areas: tuple[str, ...],
    as_of: dt.date | None,
    known_on: dt.date | None,
    ceiling: str | None,
    house: str,
    everything: bool,
    coverage: bool,
    as_json: bool,
) -> int:
    """Show the facts about each AREA: status on the day, age, source and statement.

    AREA is a code of ISO 3166-1, such as IRQ, or a name in any language of the program.
    """
    if coverage:
        from generator.cli.coverage import show_coverage

        return show_coverage(ctx, areas, as_json=as_json)
    if not areas:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    from generator.build.survey import survey_areas
    from generator.cli.show import show_json

    day = as_of or known_on or today()
    surveys = survey_areas(
        workspace_of(ctx),
        areas,
        as_of=day,
        house=house,
        ceiling=ceiling,
        known_on=known_on,
        today=today(),
    )
    if as_json:
        known = [_as_json(survey, day, known_on, everything=everything) for survey in surveys]
        show_json(known[0] if len(known) == 1 else {"areas": known})
        return 0
    for place, survey in enumerate(surveys):
        if place:
            click.echo()
        _show_area(survey, day, known_on, everything=everything)
    return 0


def _rows(survey: Survey, *, everything: bool) -> list[KnownFact]:
    return [row for row in survey.rows if everything or row.usable]


def _as_json(
    survey: Survey, day: dt.date, known_on: dt.date | None, *, everything: bool
) -> dict[str, object]:
    told: dict[str, object] = {
        "area": survey.area,
        "as_of": day.isoformat(),
        "facts": [row.as_json() for row in _rows(survey, everything=everything)],
        "above_ceiling": survey.above_ceiling,
        "mistakes": [problem.as_json() for problem in survey.mistakes],
    }
    if known_on is not None:
        told["known_on"] = known_on.isoformat()
        told["notices"] = [problem.as_json() for problem in survey.notices]
    return told


def _show_area(survey: Survey, day: dt.date, known_on: dt.date | None, *, everything: bool) -> None:
    from generator.cli.show import show_problems

    rows = _rows(survey, everything=everything)
    known = f", as known on {day_in_words(known_on)}" if known_on else ""
    count = "1 fact" if len(rows) == 1 else f"{len(rows)} facts"
    click.secho(f"{survey.name}: {count} as of {day_in_words(day)}{known}", bold=True)
    for row in rows:
        _show(row)
    hidden = len(survey.rows) - len(rows)
    if hidden:
        click.echo(f"{hidden} more would not be printed on that day; --all shows them and why.")
    if survey.above_ceiling:
        click.echo(f"{survey.above_ceiling} facts stand above the ceiling and are not shown.")
    _show_mistakes(survey)
    if survey.notices:
        click.echo()
        show_problems(survey.notices, headline="What was not known, or is not sure:", err=False)


def _show_mistakes(survey: Survey) -> None:
    """How many mistakes of the sources may hide facts, and in which files they are."""
    from generator.cli.show import plain, wrapped

    if not survey.mistakes:
        return
    files = sorted({problem.where.file for problem in survey.mistakes if problem.where.file})
    count = len(survey.mistakes)
    said = "1 mistake in the sources" if count == 1 else f"{count} mistakes in the sources"
    named = ", ".join(files[:MOST_FILES]) + (" …" if len(files) > MOST_FILES else "")
    text = f"{said} may hide facts about {survey.name}; “briefing check” lists them: {named}"
    click.secho(wrapped(plain(text), 0), fg="yellow")


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
    for line in (*row.beside, row.correction):
        if line:
            click.echo(wrapped(plain(line), 4))
    if row.why:
        click.echo(wrapped(plain(row.why), 4))
