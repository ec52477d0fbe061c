"""``briefing facts --coverage`` of tables of names: what they call a country and what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.build.namescoverage import NamesCoverage
    from generator.facts.model import Fact


def show_names(one: NamesCoverage) -> None:
    """What one table calls one country."""
    from generator.cli.show import plain, wrapped

    if not one.given:
        click.echo(plain(f"{one.area}: no row in the table of names {one.source}."))
        return
    count = len(one.given)
    head = f"{one.area}: {count} {'name' if count == 1 else 'names'} and codes from {one.file}"
    click.secho(plain(head), bold=True)
    for fact in one.given:
        click.echo(wrapped(plain(f"{_called(fact)}: {_said(fact)}"), 4))
    if one.lacking:
        lacking = ", ".join(f"{title.form} ({title.language})" for title in one.lacking)
        click.echo(wrapped(plain(f"Empty for it: {lacking}."), 4))


def show_names_of_all(found: Sequence[NamesCoverage]) -> None:
    """One line for each table: how many countries it names, and where it lacks names."""
    from generator.cli.show import plain, wrapped

    for file in dict.fromkeys(one.file for one in found):
        own = [one for one in found if one.file == file]
        lacking = Counter(f"{c.form} ({c.language})" for one in own for c in one.lacking)
        said = f"Names and codes of {len(own)} areas from {file}"
        gaps = ", ".join(f"{form} of {number}" for form, number in lacking.items())
        click.echo(wrapped(plain(f"{said}; it lacks {gaps}." if gaps else f"{said}."), 0))


def names_as_json(one: NamesCoverage) -> dict[str, object]:
    """Plain values for scripts."""
    return {
        "area": one.area,
        "source": one.source,
        "file": one.file,
        "names": [
            {
                "fact": fact.id,
                "form": fact.subject_key,
                "language": language,
                "text": text.forms["other"],
                "state": text.state.value,
                "line": fact.line,
                "cell": fact.cell,
            }
            for fact in one.given
            for language, text in fact.text.items()
        ],
        "lacking": [column.code for column in one.lacking],
    }


def _called(fact: Fact) -> str:
    """What a name is, with its language; a code has none."""
    title = fact.name.get("en") or fact.subject_key or ""
    form = (fact.subject_key or "").rsplit(".", 1)
    language = next(iter(fact.text))
    return f"{title} ({language})" if form[-1] == language else title


def _said(fact: Fact) -> str:
    from generator.facts.model import TextState

    text = next(iter(fact.text.values()))
    serves = text.state in (TextState.ORIGINAL, TextState.REVIEWED)
    return text.forms["other"] + ("" if serves else f" ({text.state.value}: serves no document)")
