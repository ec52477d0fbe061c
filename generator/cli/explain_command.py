"""``briefing explain``: what a finished file depends on, and why it would be made again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import DUE
from generator.cli.clock import today
from generator.cli.common import Day, day_in_words, workspace_of

if TYPE_CHECKING:
    from generator.build.explain import Depends, Explained

_MOST = 12
_GROUPS = {
    "order": "the order",
    "template": "its template",
    "house": "its house style",
    "fonts": "fonts of the workspace",
}


@click.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--issued", type=Day(), help="Day to plan for. Default: today (UTC).")
@click.option("--all", "everything", is_flag=True, help="Name every fact, not the first ones.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context, file: Path, issued: dt.date | None, everything: bool, as_json: bool
) -> int:
    """Say of a finished FILE which edition it is of, what it depends on, and whether it is due.

    Exit status 0: it is what would be made now; 4: it is not, or somebody changed it.
    """
    from generator.build.explain import explain

    found = explain(workspace_of(ctx), file, today(issued))
    if as_json:
        from generator.cli.show import show_json

        show_json(found.as_json())
    else:
        _show(found, None if everything else _MOST)
    return 0 if _is_current(found) else DUE


def _is_current(found: Explained) -> bool:
    from generator.build.planning.model import UP_TO_DATE

    state = found.planned.state if found.planned is not None else ""
    return not found.altered and state == UP_TO_DATE


def _show(found: Explained, most: int | None) -> None:
    from generator.cli.plan_words import STATES, in_words
    from generator.cli.show import plain

    piece = f", piece {found.piece}" if found.piece else ""
    click.secho(plain(found.file), bold=True)
    known = f", as known on {day_in_words(found.known_on)}" if found.known_on else ""
    click.echo(
        f"  Edition {found.edition} of {found.order}, {found.language}{piece}, issued"
        f" {day_in_words(found.issued)}, as of {day_in_words(found.as_of)}{known}."
    )
    if found.altered:
        click.echo("  It was changed by hand after it was published.")
    if found.stands != found.edition:
        now = f"Edition {found.stands} stands now." if found.stands else "No edition stands now."
        click.echo(f"  {now}")
    if found.planned is not None:
        click.echo(f"  Its state: {STATES[found.planned.state]}.")
        for why in found.planned.reasons:
            click.echo(f"    {plain(in_words(why))}")
    if found.depends is not None:
        _show_depends(found.depends, most)


def _show_depends(found: Depends, most: int | None) -> None:
    click.echo("  It depends on:")
    printed = [f"{name} ({source})" for name, source in found.printed]
    _show_names("facts that it prints", printed, most)
    _show_names("facts that were looked at beside them", found.looked, most)
    _show_names("any fact for its needs", found.needs, most)
    _show_names("names of persons", found.people, most)
    _show_names("names of bodies", found.bodies, most)
    _show_names("names of countries", found.countries, most)
    for group, files in found.files.items():
        _show_names(f"files of {_GROUPS.get(group, group)}", files, most)
    click.echo("    the program, its words in each language, its fonts, and its libraries")
    if found.until is not None:
        click.echo(f"    the day: until {day_in_words(found.until)} it decides nothing")


def _show_names(what: str, names: tuple[str, ...] | list[str], most: int | None) -> None:
    from generator.cli.show import plain

    if not names:
        return
    shown = names if most is None else names[:most]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    click.echo(f"    {what} ({len(names)}): {plain(', '.join(shown))}{more}")
