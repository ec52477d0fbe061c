"""``briefing trace FILE``: from a printed number back to the bytes of the data as received."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.build.tracing import FileTrace
    from generator.tracing.model import Place, Traced

_MOST: Final = 5
_SHOWN: Final = 160


@click.command()
@click.argument("target", metavar="FILE|FACT")
@click.argument("fact", metavar="[FACT]", required=False, default="")
@click.option("--page", type=click.IntRange(min=1), help="Only what this page of a PDF prints.")
@click.option(
    "--ceiling", metavar="LEVEL", help="Of a fact: highest marking shown. Default: the lowest."
)
@click.option("--house", default="canada", show_default=True, help="House style with the markings.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    fact: str,
    page: int | None,
    ceiling: str | None,
    house: str,
    *,
    as_json: bool,
) -> int:
    """Trace what FILE prints, or a FACT, to its place in the data as received.

    FILE is a finished PDF, Word file or page of an edition, wherever it lies now. For each
    printed text: the fact, its value, unit and date, document and source, and the file with
    line, field or cell, and bytes. Whether all of it still is what it was is told.
    """
    from generator.cli.show import show_json, show_problems
    from generator.problems import ProblemsFound

    try:
        workspace = workspace_of(ctx)
        if _is_fact(target):
            from generator.build.tracing import trace_fact

            traced = trace_fact(workspace, target, house, ceiling)
            if as_json:
                show_json(_plain(traced))
            else:
                _show(traced)
            return 0
        from generator.build.tracing import trace_file

        found = trace_file(workspace, Path(target), target, page or 0, fact)
    except ProblemsFound as trouble:
        headline = "Nothing was traced."
        show_problems(trouble.problems, headline=headline, safe="Nothing was changed.")
        return 1
    if as_json:
        show_json(_file_as_plain(found))
    else:
        _show_file(found)
    return 0


def _is_fact(target: str) -> bool:
    from generator.facts.codes import ID

    return ID.fullmatch(target) is not None and not Path(target).exists()


# ---------------------------------------------------------------- as data


def _file_as_plain(found: FileTrace) -> dict[str, Any]:
    return {
        "document": dict(found.finished.about),
        "format": found.finished.format,
        "edition": found.edition,
        "published_as": found.published,
        "as_published": found.whole,
        "added_to": found.finished.added,
        "edited": found.finished.edited,
        "facts": [_plain(one) for one in found.traced],
    }


def _plain(traced: Traced) -> dict[str, Any]:
    told = {
        field.name: getattr(traced, field.name)
        for field in dataclasses.fields(traced)
        if field.name not in {"origin", "printings", "places", "inputs"}
    }
    full: dict[str, Any] = {name: value for name, value in told.items() if value}
    full["origin"] = dict(traced.origin)
    full["printed"] = [
        _full(dataclasses.asdict(one), "fact", *(() if one.page else ("page",)))
        for one in traced.printings
    ]
    full["places"] = [_place(one) for one in traced.places]
    full["inputs"] = [
        {"fact": one.fact, "value": one.value, "places": [_place(each) for each in one.places]}
        for one in traced.inputs
    ]
    return full


def _place(place: Place) -> dict[str, Any]:
    return _full(dataclasses.asdict(place))


def _full(values: dict[str, Any], *without: str) -> dict[str, Any]:
    empty: tuple[object, ...] = ("", None)
    return {k: v for k, v in values.items() if v not in empty and k not in without}


# ---------------------------------------------------------------- for people


def _show_file(found: FileTrace) -> None:
    from generator.cli.show import plain, wrapped

    about = found.finished.about
    edition = f", edition {about['edition']}" if about.get("edition") else ""
    title = f"{about.get('number', '')}{edition}, {about.get('language', '')}"
    click.secho(plain(f"{title}: {about.get('title', '')}".removesuffix(": ")), bold=True)
    click.echo(wrapped(plain(_standing(found)), 0))
    if not found.traced:
        click.echo("Nothing of a fact is printed there.")
    for one in found.traced:
        click.echo()
        _show(one)


def _standing(found: FileTrace) -> str:
    """Which edition the file is, and whether it is what was published."""
    if not found.edition:
        return (
            "No edition of this workspace is this one; what follows is said by the file itself "
            "and by the sources."
        )
    name = f"{found.edition}/{found.published}"
    if found.whole:
        return f"It is {name}, byte for byte as it was published."
    if found.finished.added:
        return f"It was {name}; something was written behind its end since, and is not traced."
    if found.finished.edited:
        count = found.finished.edited
        changes = f"{count} change" if count == 1 else f"{count} changes"
        return f"It was {name}; it was edited since ({changes}: “briefing read” shows them)."
    return f"It was {name}, but is not what was published: somebody has saved it anew."


def _show(traced: Traced) -> None:
    from generator.cli.show import plain, wrapped

    click.secho(plain(traced.fact), bold=True)
    for line in _printed(traced):
        click.echo(wrapped(plain(line), 2))
    said = " ".join(part for part in (traced.value, traced.unit) if part)
    dates = [f"for {traced.period}"] if traced.period else []
    dates += [f"as of {traced.as_of}"] if traced.as_of and traced.as_of != traced.period else []
    if said or dates:
        click.echo(wrapped(plain(", ".join((*([said] if said else []), *dates))), 2))
    click.echo(wrapped(plain(_from(traced)), 2))
    _show_places(traced.places, 2)
    click.secho(wrapped(plain(_state(traced)), 2), fg=None if traced.state == "same" else "yellow")
    if traced.how:
        before = "" if traced.how.startswith("Corrected:") else "Worked out: "
        click.echo(wrapped(plain(f"{before}{traced.how}"), 2))
    for one in traced.inputs:
        click.echo(wrapped(plain(f"from {one.fact}: {one.value}"), 4))
        _show_places(one.places, 6)
    if traced.above:
        click.echo(f"  {traced.above} of its facts stand above the marking and are not told.")


def _printed(traced: Traced) -> Iterator[str]:
    for one in traced.printings:
        page = f"page {one.page}: " if one.page else ""
        exact = f" ({one.exact})" if one.exact and one.exact != one.text else ""
        now = f"; changed by hand to “{one.now}”" if one.now else ""
        if one.text:
            yield f"{page}“{one.text}”{exact}{now}"


def _from(traced: Traced) -> str:
    origin = traced.origin
    title = f"{origin.get('producer', '')}, “{origin.get('title', '')}”".removeprefix(", ")
    names = f"({origin.get('source', '')}/{origin.get('document', '')})"
    more = [traced.locator]
    more += [f"{n} {origin[n]}" for n in ("published", "retrieved") if origin.get(n)]
    more += [origin.get("url", ""), origin.get("licence", "")]
    return "; ".join((f"{title} {names}", *(one for one in more if one)))


def _show_places(places: Sequence[Place], indent: int) -> None:
    from generator.cli.show import plain, wrapped

    for one in places[:_MOST]:
        click.echo(wrapped(plain(_where(one)), indent))
        for line in _whole(one):
            click.echo(wrapped(plain(line), indent + 2))
    if len(places) > _MOST:
        pad = " " * indent
        click.echo(f"{pad}and {len(places) - _MOST} more places; --json lists them.")


def _where(place: Place) -> str:
    parts = [place.file]
    parts += [f"line {place.line}"] if place.line and place.inside != "xlsx" else []
    parts += [place.field] if place.field else []
    if place.start is not None:
        packed = " of the content unpacked" if place.inside == "gzip" else ""
        parts.append(f"bytes {place.start} to {place.end}{packed}")
    content = place.content
    shown = content if len(content) <= _SHOWN else f"{content[:_SHOWN]}…"
    return ", ".join(parts) + (f": {shown}" if shown else "")


def _whole(place: Place) -> Iterator[str]:
    """What can be told of the file: how it came, and whether it is what it was."""
    receipt = place.receipt
    if receipt is not None:
        yield f"received {receipt.received} from {receipt.address}; {receipt.licence}"
        if not receipt.sound:
            yield "The file is not what was received: it was changed on this machine."
    if place.built and place.sha256 and place.built != place.sha256:
        yield "The file has changed since the edition was made."
    elif place.built and not place.sha256:
        yield "That is where it stood when the edition was made."


def _state(traced: Traced) -> str:
    if traced.state == "same":
        same = [one for one in traced.places if one.built and one.built == one.sha256]
        whole = " The file is what it was when the edition was made." if same else ""
        said = "The source says this today."
        if traced.how.startswith("Corrected:"):
            said = "The source is corrected so today."
        return f"{said}{whole}"
    if traced.state == "changed" and traced.now:
        return f"The source says something else today: {traced.now}."
    if traced.state == "changed":
        return "The source has changed since: the number is the same, something else of it is not."
    if traced.state == "above":
        return "What the source says today stands above the marking of the file."
    return "The sources have no such fact any more."
