"""``briefing facts --coverage``: what was understood of the texts of a source, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, median
from typing import TYPE_CHECKING

import click

from generator.cli.common import workspace_of
from generator.cli.namescoverage import names_as_json, show_names, show_names_of_all

if TYPE_CHECKING:
    from generator.build.coverage import Coverage
    from generator.build.namescoverage import NamesCoverage
    from generator.facts.corrections import Became
    from generator.facts.factbook.entity import Leaf
    from generator.facts.factbook.leaf import Value

_WORDS = {
    "typed": "read as values",
    "listed": "read as lists",
    "text": "kept as text: the field has no figure of a known kind",
    "note": "notes to other fields, kept as text",
    "missing": "said to be missing, or empty",
    "not_understood": "not understood, kept as text",
}
_DATED = {
    "stated": "with a date of their own",
    "implied": "with the one date of their group",
    "inferred": "with the date of the edition",
}


def show_coverage(ctx: click.Context, areas: Sequence[str], *, as_json: bool) -> int:
    """Show it for each area; without areas, a line for each and the fewest, middle, average."""
    from generator.build.areas_typed import typed_codes
    from generator.build.coverage import coverage
    from generator.cli.show import show_json, show_problems
    from generator.problems import Findings

    findings = Findings()
    workspace = workspace_of(ctx)
    codes = typed_codes(workspace, areas) if areas else ()
    found, named = coverage(workspace, codes or None, findings)
    if as_json:
        files = [_as_json(one, whole=bool(codes)) for one in found]
        names = [names_as_json(one) for one in named]
        problems = [problem.as_json() for problem in findings]
        show_json({"files": files, **_sums(found), "names": names, "problems": problems})
        return int(bool(findings.errors))
    if codes:
        _show_each(found, named, codes)
    else:
        _show_all(found)
        show_names_of_all(named)
    if findings.errors:
        show_problems(findings.errors, headline="Some files cannot be read as they are.")
    return int(bool(findings.errors))


def _sums(found: Sequence[Coverage]) -> dict[str, object]:
    numbers = sorted(one.values for one in found)
    if not numbers:
        return {"fewest": None, "middle": None, "average": None}
    average = round(mean(numbers), 1)
    return {"fewest": numbers[0], "middle": median(numbers), "average": average}


def _show_each(
    found: Sequence[Coverage], named: Sequence[NamesCoverage], codes: Sequence[str]
) -> None:
    for code in codes:
        own = [one for one in found if one.area == code]
        if not own:
            click.echo(f"{code}: no source whose texts are read speaks of it.")
        for one in own:
            _show(one)
        for names in named:
            if names.area == code:
                show_names(names)


def _show(one: Coverage) -> None:
    from generator.cli.show import plain, wrapped

    click.secho(f"{one.area}: {one.values} values from {one.file}, {one.edition}", bold=True)
    for state, count in one.counts.items():
        click.echo(f"{count:7}  {_WORDS[state]}")
        if state == "typed":
            for basis, number in one.dated.items():
                click.echo(f"         {number:7}  {_DATED[basis]}")
    for became in one.corrections:
        click.echo(wrapped(plain(_corrected(became)), 4))
    for leaf in one.puzzles:
        click.echo()
        click.echo(plain(f"  {leaf.pointer} (line {leaf.line})"))
        click.echo(wrapped(plain(f"“{_short(leaf.text)}”"), 4))
        click.echo(wrapped(plain(_reason(leaf)), 4))


def _corrected(became: Became) -> str:
    """What a correction makes of the source, or why it makes nothing of it."""
    one, what = became.declared, became.declared.correction
    if became.state == "outdated":
        done = f"the correction of “{_short(what.received)}” is not used: the source says otherwise"
    elif became.state == "unmet":
        done = f"the correction of “{_short(what.received)}” is about nothing that the source says"
    elif one.corrected is None:
        done = f"“{_short(what.received)}” is left out"
    else:
        done = f"“{_short(what.received)}” is read as “{_short(one.corrected)}”"
    said = f"({what.by}, {what.on.isoformat()}, {what.file}, line {what.line})"
    return f"Corrected: {one.datum}: {done}. {what.reason} {said}"


def _reason(leaf: Leaf) -> str:
    reason = leaf.reason.value if leaf.reason else ""
    return f"{reason} Found: “{_short(leaf.found)}”." if leaf.found else reason


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"


def _show_all(found: Sequence[Coverage]) -> None:
    from generator.cli.show import table

    head = ("area", "values", "lists", "text", "missing", "not understood", "file")
    rows = []
    for one in found:
        counts = one.counts
        told = (counts["listed"], counts["text"], counts["missing"], counts["not_understood"])
        rows.append((one.area, str(one.values), *map(str, told), one.file))
    table(head, rows)
    sums = _sums(found)
    click.echo(f"Values: fewest {sums['fewest']}, middle {sums['middle']}, ", nl=False)
    click.echo(f"average {sums['average']}; {len(found)} files.")


def _as_json(one: Coverage, *, whole: bool) -> dict[str, object]:
    """Plain values for scripts; every text when areas were named, else those not understood."""
    leaves = one.leaves if whole else one.puzzles
    return {
        "area": one.area,
        "source": one.source,
        "file": one.file,
        "edition": one.edition,
        "values": one.values,
        "counts": one.counts,
        "dated": one.dated,
        "texts": [_leaf(leaf) for leaf in leaves],
        "corrections": [_correction(became) for became in one.corrections],
    }


def _correction(became: Became) -> dict[str, object]:
    one, what = became.declared, became.declared.correction
    return {
        "state": became.state,
        "datum": one.datum,
        "received": what.received,
        "corrected": one.corrected,
        "reason": what.reason,
        "by": what.by,
        "on": what.on.isoformat(),
        "file": what.file,
        "line": what.line,
    }


def _leaf(leaf: Leaf) -> dict[str, object]:
    return {
        "pointer": leaf.pointer,
        "line": leaf.line,
        "state": "note" if leaf.is_note else leaf.state.value,
        "text": leaf.text,
        "values": [_value(value) for value in leaf.values],
        "as_of_basis": leaf.basis.value if leaf.values else None,
        "reason": leaf.reason.name.lower() if leaf.reason else None,
        "why": leaf.reason.value if leaf.reason else None,
        "found": leaf.found or None,
    }


def _value(value: Value) -> dict[str, object]:
    found: dict[str, object] = {"indicator": value.code, "name": value.name or None}
    if value.date is not None:
        return {**found, "date": value.date.text, "note": value.date.remark or None}
    amount = value.amount
    if amount is None:
        return found
    return {
        **found,
        "value": None if amount.value is None else str(amount.value),
        "minimum": None if amount.minimum is None else str(amount.minimum),
        "maximum": None if amount.maximum is None else str(amount.maximum),
        "qualifier": amount.qualifier.value,
        "unit": amount.unit or None,
        "of": amount.base or None,
        "currency": amount.currency or None,
        "as_of": amount.as_of.text if amount.as_of else None,
        "note": amount.remark or None,
    }
