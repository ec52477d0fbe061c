"""``briefing read FILE.docx``: the facts and texts of a Word file, and what was changed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from generator.returned.compare import Change
    from generator.returned.reading import Returned

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--against", type=_FILE, metavar="ORIGINAL",
    help="Compare with this file as it was generated; for files that lost their record.",
)  # fmt: skip
@click.option("--changes", "only_changes", is_flag=True, help="Only what was changed by hand.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
def command(file: Path, against: Path | None, only_changes: bool, as_json: bool) -> int:
    """Read a Word file back: its facts with their sources, its texts, what people changed.

    FILE is a Word file that a build has made and that was edited since, in Word or
    LibreOffice. Nothing is changed in it.
    """
    from generator.cli.show import show_json, show_problems
    from generator.problems import ProblemsFound
    from generator.returned.reading import read_back

    try:
        returned = read_back(file, str(file), against, str(against or ""))
    except ProblemsFound as found:
        headline = "The file was not read."
        show_problems(found.problems, headline=headline, safe="Nothing in it was changed or run.")
        return 1
    if as_json:
        show_json(_plain(returned, only_changes))
    else:
        _show(returned, only_changes)
    return 0


def _plain(returned: Returned, only_changes: bool) -> dict[str, Any]:
    """Everything that was found, for scripts."""
    import dataclasses

    record = returned.record
    told: dict[str, Any] = {
        "document": dict(record.about),
        "changes": [dataclasses.asdict(change) for change in returned.changes],
        "tracked": [
            {**dataclasses.asdict(each.revision), "near": each.near} for each in returned.tracked
        ],
        "comments": [dataclasses.asdict(comment) for comment in returned.comments],
    }
    if not only_changes:
        told["facts"] = [
            {"id": id, **fact, "values": _values(returned, id)} for id, fact in record.facts.items()
        ]
        told["texts"] = list(returned.texts)
        told["controls"] = returned.controls
    return told


def _values(returned: Returned, fact: str) -> list[dict[str, str]]:
    return [
        {"exact": value.exact, "printed": value.printed}
        | ({"lang": value.lang} if value.lang else {})
        for value in returned.record.values
        if value.fact == fact
    ]


def _show(returned: Returned, only_changes: bool) -> None:
    from generator.cli.show import plain, table

    about = returned.record.about
    edition = f", edition {about['edition']}" if about.get("edition") else ""
    name = f"{about.get('number', '')}{edition}, {about.get('lang', '')}: {about.get('title', '')}"
    click.secho(plain(name), bold=True)
    if beside := about.get("beside"):
        click.secho(plain(f"beside it {beside}: {about.get('title-beside', '')}"), bold=True)
    told = [f"{word} {about[key]}" for key, word in _ABOUT.items() if about.get(key)]
    click.echo(plain(", ".join(told)))
    if not only_changes:
        click.echo()
        both = bool(about.get("beside"))
        rows = [
            (value.fact, *((value.lang,) if both else ()), value.printed,
             _as_of(returned, value.fact), _source(returned, value.fact, value.lang))
            for value in returned.record.values
        ]  # fmt: skip
        language = ("language",) if both else ()
        table(("fact", *language, "printed", "as of", "where from"), rows)
        stated = [id for id in returned.record.facts if not _values(returned, id)]
        if stated:
            click.echo()
            table(("stated", "as of", "where from"), [
                (id, _as_of(returned, id), _source(returned, id)) for id in stated
            ])  # fmt: skip
    click.echo()
    _show_changes(returned)


_ABOUT = {
    "marking": "marking",
    "as-of": "data as of",
    "known-on": "as known on",
    "issued": "issued",
}
_KINDS = {
    "value": "Value changed",
    "sentence": "Sentence changed",
    "added": "Text added",
    "removed": "Text removed",
    "moved": "Text moved",
    "header": "Header or footer",
}


def _as_of(returned: Returned, fact: str) -> str:
    known = returned.record.facts.get(fact, {})
    origin = known.get("origin", {})
    return str(known.get("period") or known.get("as_of") or origin.get("as_of", ""))


def _source(returned: Returned, fact: str, lang: str = "") -> str:
    """Where a fact is from, in the language that prints it."""
    known = returned.record.facts.get(fact, {})
    beside = str(known.get("from-beside", ""))
    return (
        beside
        if beside and lang == returned.record.about.get("beside")
        else str(known.get("from", beside))
    )


def _show_changes(returned: Returned) -> None:
    from generator.cli.show import plain, wrapped

    count = len(returned.changes) + len(returned.tracked) + len(returned.comments)
    if not count:
        click.echo("Nothing was changed by hand since it was generated.")
        return
    if returned.changes:
        click.secho(f"Changed by hand since it was generated: {len(returned.changes)}", bold=True)
    for change in returned.changes:
        facts = f" ({', '.join(change.facts)})" if change.facts else ""
        slot = f" in the officer's text “{change.slot}”" if change.slot else ""
        click.echo(plain(f"  {_KINDS[change.kind]}{slot}{facts}"))
        for line in _told(change):
            click.echo(wrapped(plain(line), 4))
    if returned.tracked:
        click.secho(f"Tracked changes: {len(returned.tracked)}", bold=True)
    for each in returned.tracked:
        one = each.revision
        click.echo(plain(f"  {one.kind} by {one.author or 'somebody'}{_on(one.date)}"))
        click.echo(wrapped(plain(f"“{one.text}” in “{each.near}”"), 4))
    if returned.comments:
        click.secho(f"Comments: {len(returned.comments)}", bold=True)
    for comment in returned.comments:
        click.echo(plain(f"  by {comment.author or 'somebody'}{_on(comment.date)}"))
        about = f" about “{comment.about}”" if comment.about else ""
        click.echo(wrapped(plain(f"“{comment.text}”{about}"), 4))


def _told(change: Change) -> list[str]:
    if change.kind == "value":
        near = f" in “{change.near}”" if change.near else ""
        return [f"“{change.before}” is now “{change.after}”{near}"]
    if change.kind == "moved":
        return [f"“{change.before}”"]
    lines = [f"was: “{change.before}”"] if change.before else []
    return [*lines, *([f"now: “{change.after}”"] if change.after else [])]


def _on(date: str) -> str:
    return f", {date[:10]}" if date else ""
