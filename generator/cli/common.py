"""What every command needs: the workspace, the clock, the way to end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.build.place import is_half_imported
from generator.build.workspace import Workspace
from generator.cli.clock import day_of


def workspace_of(ctx: click.Context) -> Workspace:
    """The workspace of ``--workspace``, or the one the current folder is in.

    An import of translations that was killed while it replaced files is finished first:
    no command may see half of it.
    """
    workspace = Workspace.find(ctx.obj or Path.cwd())
    if is_half_imported(workspace.root):
        from generator.build.handoff import finish_interrupted

        finished = finish_interrupted(workspace)
        click.echo(f"An interrupted import was finished: {', '.join(finished)}.", err=True)
    return workspace


def span_in_words(span: dt.timedelta) -> str:
    """“2 d 3 h”, “45 min”: its two largest parts, rounded down.

    >>> span_in_words(dt.timedelta(days=7)), span_in_words(dt.timedelta(minutes=185))
    ('7 d', '3 h 5 min')
    """
    minutes = max(0, int(span.total_seconds()) // 60)
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    said = [f"{count} {unit}" for count, unit in parts if count]
    return " ".join(said[:2]) or "now"


class Day(click.ParamType[dt.date]):
    """A calendar day as YYYY-MM-DD, or “today”, nothing else."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """The day, or a usage error that says what was wrong."""
        if isinstance(value, dt.date):
            return value
        text = str(value)
        if (day := day_of(text)) is not None:
            return day
        raise click.BadParameter(f"“{text}” is not a day. Write it as 2025-04-15.", ctx, param)


class Choices(click.ParamType[tuple[str, ...]]):
    """A list with commas whose parts are of a closed set, in any case of letters."""

    name = "LIST"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The parts, or a usage error that names those there are."""
        if isinstance(value, tuple):
            return value
        parts = split_list(str(value).lower()) or ()
        wrong = [part for part in parts if part not in self.known]
        if wrong or not parts:
            named = f"There is no “{wrong[0]}”." if wrong else "Nothing is named."
            raise click.BadParameter(f"{named} Choose among {', '.join(self.known)}.", ctx, param)
        return parts


def split_list(text: str | None) -> tuple[str, ...] | None:
    """“en-CA, fr-CA” as ("en-CA", "fr-CA"); None stays None."""
    if text is None:
        return None
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


def day_in_words(day: dt.date) -> str:
    """“1 December 2024”: the month in letters, so that nobody reads it the other way round."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
