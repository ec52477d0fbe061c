"""``briefing template``: begin one, check it, look at it; and what a letterhead gives and lacks."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli.clock import today
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.build.doctor.letterhead import Examined
    from generator.build.workspace import Workspace
    from generator.house.model import HouseStyle

MARKS: Final = {"ok": ("✓", "green"), "note": ("·", "yellow"), "mend": ("✗", "red")}
FILES: Final = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot")


@click.group("template")
def command() -> None:
    """Begin a template, check it, look at it while you write; check letterheads."""


@command.command("new")
@click.argument("name")
@click.option("--like", metavar="TEMPLATE", help="Begin with a copy of this template.")
@click.pass_context
def new(ctx: click.Context, name: str, like: str | None) -> int:
    """Write a new template that builds at once into templates/NAME.

    A folder that is already there is never overwritten.
    """
    from generator.build.template_setup import new_template
    from generator.cli.show import plain

    workspace = workspace_of(ctx)
    for path in new_template(workspace, name, like):
        click.echo(f"Written: {plain(workspace.shown(path))}")
    click.echo(f"Next: “briefing template preview {name}” shows it while you change it.")
    return 0


@command.command("preview")
@click.argument("name")
@click.option(
    "--order", metavar="ORDER", help="Order to make it from. Default: the first that uses it."
)
@click.option("--area", metavar="AREA", help="Make it for this country instead, such as JOR.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--open/--no-open", "browse", default=True, help="Open the browser.")
@click.pass_context
def preview(
    ctx: click.Context, name: str, order: str | None, area: str | None, port: int, browse: bool
) -> int:
    """Show the template NAME in the browser, anew with every change, with its mistakes.

    Nothing is published. Control-C ends it.
    """
    from generator.cli.preview import run_preview

    if order and area:
        raise click.UsageError("Choose --order or --area, not both.")
    return run_preview(workspace_of(ctx), name, order=order, area=area, port=port, browse=browse)


@command.command("check")
@click.argument("name", required=False, metavar="[TEMPLATE|HOUSE|FILE]")
@click.option("--house", "house_name", help="House style that a Word file is compared with.")
@click.option("--order", metavar="ORDER", help="Order with which a template is tried.")
@click.option("--area", metavar="AREA", help="Country with which a template is tried.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def check(
    ctx: click.Context,
    name: str | None,
    house_name: str | None,
    order: str | None,
    area: str | None,
    as_json: bool,
) -> int:
    """Say what is wrong with a template, or what a letterhead gives and lacks.

    TEMPLATE is a kind of brief: its files are checked, and it is tried in every language it is
    made for. HOUSE is a house style, FILE a Word file that might become its letterhead;
    without any of them, every house style is looked at. Exit status 1 when something has to
    be mended.
    """
    from generator.cli.show import show_json

    workspace = workspace_of(ctx)
    if name is not None and name in workspace.template_names():
        return _check_template(workspace, name, order, area, as_json=as_json)
    examined = _examined(workspace, name, house_name)
    if as_json:
        show_json({"checked": [_plain(one) for one in examined]})
    else:
        for one in examined:
            _show(one)
    return int(not all(one.sound for one in examined))


def _check_template(
    workspace: Workspace, name: str, order: str | None, area: str | None, *, as_json: bool
) -> int:
    from generator.build.template_words import words_standing
    from generator.build.trial import checked
    from generator.cli.show import show_json, show_problems

    problems = checked(workspace, name, today=today(), order=order, area=area)
    errors = [p for p in problems if p.severity.value == "error"]
    words = words_standing(workspace, name)
    if as_json:
        told = [p.as_json() for p in problems]
        show_json({"template": name, "problems": told, "words": words})
        return int(bool(errors))
    if problems:
        rest = len(problems) - len(errors)
        headline = f"{name}: {len(errors)} to mend, {rest} to look at."
        show_problems(problems, headline=headline, err=False)
    else:
        click.echo(f"{name}: everything is in order.")
    for tag, states in words.items():
        said = ", ".join(f"{count} {state}" for state, count in states.items())
        click.echo(f"Own words in {tag}: {said}.")
    return int(bool(errors))


def _examined(
    workspace: Workspace, name: str | None, house_name: str | None
) -> tuple[Examined, ...]:
    from generator.build.doctor.letterhead import examine_file, examine_house

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

        known = (*workspace.template_names(), *workspace.house_names())
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(known)}."
        raise click.UsageError(
            f"“{name}” is neither a template, nor a house style, nor a Word file. {hint}"
        )
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
