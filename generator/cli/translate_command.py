"""``briefing translate``: how texts stand, out to the translator, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import REFUSED
from generator.cli.clock import today
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.build.handoff import Export, Import
    from generator.build.workspace import Workspace

FORMATS = ("xliff2", "xliff1", "po")
STATES = ("original", "reviewed", "draft", "machine", "stale", "missing")

_order = click.option("--order", metavar="NAME", help="Only texts that this order prints.")
_house = click.option(
    "--house", metavar="NAME", help="House style with markings and terms. Default: the orders'."
)
_json = click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")


@click.group()
def command() -> None:
    """Say how translations stand; send texts to the translator and take them back."""


@command.command()
@click.option("--to", "language", metavar="LANG", help="Only this language, such as ar.")
@_order
@_house
@_json
@click.pass_context
def status(
    ctx: click.Context, language: str | None, order: str | None, house: str | None, as_json: bool
) -> int:
    """Count texts by language, source and state: original, reviewed, draft, machine, stale."""
    from generator.build.handoff import Scope, standing
    from generator.cli.show import show_json, show_problems

    found = standing(workspace_of(ctx), language, Scope(order, house), today())
    if as_json:
        show_json(
            {"order": order, "languages": {t: _totals(s) for t, s in found.languages.items()}}
        )
        return 0
    for tag, sources in found.languages.items():
        _show_standing(tag, sources)
    if found.problems:
        show_problems(found.problems, headline="Not counted, because they cannot be read:")
    return 0


def _totals(sources: Mapping[str, Mapping[str, int]]) -> dict[str, object]:
    total = {state: sum(counts[state] for counts in sources.values()) for state in STATES}
    return {"total": total, "sources": {name: dict(counts) for name, counts in sources.items()}}


def _show_standing(tag: str, sources: Mapping[str, Mapping[str, int]]) -> None:
    from generator.cli.show import table

    click.secho(tag, bold=True)
    rows = [[name, *(str(counts[s]) for s in STATES)] for name, counts in sources.items()]
    totals = [str(sum(counts[state] for counts in sources.values())) for state in STATES]
    table(["source", *STATES], [*rows, ["all", *totals]])


@command.command()
@click.option("--to", "language", required=True, metavar="LANG", help="Language wanted.")
@click.option(
    "--only",
    type=click.Choice(["changed"]),
    help="changed: texts that are missing, or whose original has changed.",
)
@_order
@click.option("--format", "form", type=click.Choice(FORMATS), default="xliff2", show_default=True)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Name of the file. Default: in translations/.",
)
@click.option(
    "--ceiling", metavar="LEVEL", help="Highest marking that may go out. Default: lowest."
)
@_house
@_json
@click.pass_context
def export(
    ctx: click.Context,
    language: str,
    only: str | None,
    order: str | None,
    form: str,
    output: Path | None,
    ceiling: str | None,
    house: str | None,
    as_json: bool,
) -> int:
    """Write a file for the translator, with slots, notes, sources and the words of the house.

    One file holds the texts that were written in one language.
    """
    from generator.build.handoff import Scope
    from generator.build.handoff import export as write

    workspace = workspace_of(ctx)
    done = write(
        workspace,
        language,
        Scope(order, house, ceiling),
        today(),
        form=form,
        only_changed=only is not None,
        output=output,
    )
    if as_json:
        _json_of_export(workspace, done)
    else:
        _show_export(workspace, done)
    return 0 if done.kept else REFUSED


def _show_export(workspace: Workspace, done: Export) -> None:
    from generator.cli.show import plain, show_problems

    for file in done.files:
        said = f"{_texts(file.texts)} from {file.original} into {file.language}"
        click.echo(plain(f"{workspace.shown(file.path)}: {said}, up to {done.ceiling}"))
    if not done.files:
        why = "There is nothing to translate" if done.kept else "No source keeps this language yet"
        click.echo(f"{why}; no file was written.")
    if done.problems:
        show_problems(done.problems, headline="Left out:", err=False)


def _json_of_export(workspace: Workspace, done: Export) -> None:
    from generator.cli.show import show_json

    files = [
        {
            "file": workspace.shown(file.path),
            "from": file.original,
            "to": file.language,
            "texts": file.texts,
            "units": file.units,
        }
        for file in done.files
    ]
    problems = [problem.as_json() for problem in done.problems]
    show_json(
        {
            "files": files,
            "ceiling": done.ceiling,
            "above_ceiling": done.above,
            "problems": problems,
        }
    )


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--state",
    type=click.Choice(["draft", "reviewed"]),
    default="draft",
    show_default=True,
    help="What the translations are from then on.",
)
@click.option("--to", "language", metavar="LANG", help="Language, for a file that does not say it.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@_house
@_json
@click.pass_context
def bring_in(
    ctx: click.Context,
    file: Path,
    state: str,
    language: str | None,
    dry_run: bool,
    house: str | None,
    as_json: bool,
) -> int:
    """Take translations back from FILE: each is checked, all sound ones are put in together.

    A text is taken whole or not at all. Files of the sources keep their comments and layout.
    """
    from generator.build.handoff import bring_in as take
    from generator.facts.model import TextState

    done = take(
        workspace_of(ctx),
        file,
        state=TextState(state),
        language=language,
        house=house,
        dry_run=dry_run,
    )
    if as_json:
        _json_of_import(done, state)
    else:
        _show_import(done, state, dry_run=dry_run)
    return 1 if done.refused else 0


def _show_import(done: Import, state: str, *, dry_run: bool) -> None:
    from generator.cli.show import plain, show_problems
    from generator.translation.judging import counted
    from generator.translation.model import Outcome

    for verdict in done.verdicts:
        if verdict.outcome is not Outcome.UNTOUCHED:
            line = f"  line {verdict.line}" if verdict.line else ""
            click.echo(plain(f"{verdict.outcome.value:8}  {verdict.id}{line}"))
    problems = [*done.problems, *(p for v in done.verdicts for p in v.problems)]
    if problems:
        headline = "Refused, or to be looked at:" if done.verdicts else "Nothing was imported."
        show_problems(problems, headline=headline)
    if not done.verdicts:
        return
    counts = counted(done.verdicts)
    said = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
    click.echo(f"Units: {said}. Accepted ones are {'to be ' if dry_run else ''}{state}.")
    for name in done.files:
        click.echo(plain(f"  {name}  {'would be changed' if dry_run else 'changed'}"))
    if not done.files:
        click.echo("No file was changed.")


def _json_of_import(done: Import, state: str) -> None:
    from generator.cli.show import show_json

    units = [
        {
            "id": verdict.id,
            "line": verdict.line,
            "outcome": verdict.outcome.value,
            "problems": [problem.as_json() for problem in verdict.problems],
        }
        for verdict in done.verdicts
    ]
    show_json(
        {
            "state": state,
            "written": done.written,
            "files": list(done.files),
            "units": units,
            "problems": [problem.as_json() for problem in done.problems],
        }
    )
