"""``briefing template``: what a house's Word letterhead gives, lacks and loses."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.build.letterhead_doctor import Examined
    from generator.build.workspace import Workspace
    from generator.house.model import HouseStyle

MARKS: Final = {"ok": ("✓", "green"), "note": ("·", "yellow"), "mend": ("✗", "red")}
FILES: Final = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot")


@click.group("template")
def command() -> None:
    """Look after letterheads."""


@command.command("check")
@click.argument("name", required=False, metavar="[HOUSE|FILE]")
@click.option("--house", "house_name", help="House style that a Word file is compared with.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def check(ctx: click.Context, name: str | None, house_name: str | None, as_json: bool) -> int:
    """Say in plain words what a letterhead gives and what it lacks.

    HOUSE is a house style, FILE a Word file that might become its letterhead; without either,
    every house style is looked at. Exit status 1 when something has to be mended.
    """
    from generator.cli.show import show_json

    examined = _examined(workspace_of(ctx), name, house_name)
    if as_json:
        show_json({"checked": [_plain(one) for one in examined]})
    else:
        for one in examined:
            _show(one)
    return int(not all(one.sound for one in examined))


def _examined(
    workspace: Workspace, name: str | None, house_name: str | None
) -> tuple[Examined, ...]:
    from generator.build.letterhead_doctor import examine_file, examine_house

    if name is not None and (name.lower().endswith(FILES) or Path(name).is_file()):
        if not Path(name).is_file():
            raise click.UsageError(f"There is no file {name}.")
        house = None if house_name is None else _house(workspace, house_name)
        return (examine_file(Path(name), house),)
    found: list[Examined] = []
    for each in workspace.house_names() if name is None else (name,):
        house = _house(workspace, each)
        folder = workspace.house_folder(each)
        if folder is not None:
            found += examine_house(house, workspace.shown(folder))
    return tuple(found)


def _house(workspace: Workspace, name: str) -> HouseStyle:
    """The house style of that name. Raises ``ProblemsFound`` with all that is wrong in it."""
    from generator.house.read import read_house
    from generator.problems import Findings

    folder = workspace.house_folder(name)
    if folder is None:
        import difflib

        known = workspace.house_names()
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(known)}."
        raise click.UsageError(f"“{name}” is neither a house style nor a Word file. {hint}")
    findings = Findings()
    house = read_house(folder, findings)
    if house is None:
        findings.stop_on_errors()
        raise click.UsageError(f"The house style {name} cannot be read.")
    return house


def _plain(one: Examined) -> dict[str, object]:
    told = [
        {"state": each.state, "topic": each.topic, "what": each.what, "then": each.then}
        for each in one.told
    ]
    return {"name": one.name, "file": one.file, "sound": one.sound, "told": told}


def _show(one: Examined) -> None:
    from generator.cli.show import plain

    click.echo(f"{plain(one.name)}: {plain(one.file)}")
    for each, following in zip_longest(one.told, one.told[1:]):
        mark, colour = MARKS[each.state]
        click.echo(f" {click.style(mark, fg=colour)} {plain(each.what)}")
        # What is the same for several is said once, behind the last of them.
        if each.then and (following is None or following.then != each.then):
            click.echo(f"     {plain(each.then)}")
