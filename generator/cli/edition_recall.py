"""``briefing edition recall``: which editions printed a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from generator.cli.editions import JSON, keeping_of, trouble

if TYPE_CHECKING:
    from generator.build.recalling import Recall
    from generator.editions.deliveries import Delivery


@click.command()
@click.argument("fact", metavar="FACT")
@click.option(
    "--ceiling", metavar="LEVEL", help="Highest marking shown. Default: the lowest level."
)
@click.option("--house", default="canada", show_default=True, help="House style with the markings.")
@JSON
@click.pass_context
def recall(ctx: click.Context, fact: str, ceiling: str | None, house: str, *, as_json: bool) -> int:
    """Say which editions printed a FACT: as what, in which files and on which pages."""
    from generator.build.recalling import recall as recalled
    from generator.cli.show import show_json
    from generator.problems import ProblemsFound

    try:
        found = recalled(keeping_of(ctx), fact, ceiling, house)
    except ProblemsFound as refused:
        return trouble(refused, "Nothing was recalled.")
    if as_json:
        show_json(_recall_plain(found))
    else:
        _show_recall(found)
    return 0


def _recall_plain(found: Recall) -> dict[str, Any]:
    import dataclasses

    return {
        "fact": found.fact,
        "above_ceiling": found.above,
        "editions": [
            {
                "edition": one.edition.name,
                "issued": one.edition.manifest.issued.isoformat(),
                "standing": one.edition.standing,
                "version": one.fact.version,
                "value": dict(one.fact.value),
                "dates": dict(one.fact.dates),
                "text": dict(one.fact.text),
                "documents": [dataclasses.asdict(each) for each in one.documents],
                "deliveries": [
                    {**dataclasses.asdict(each), "state": each.state.value}
                    for each in one.deliveries
                ],
            }
            for one in found.editions
        ],
    }


def _went(one: Delivery) -> str:
    """Who has it, from where and since when."""
    from generator.editions.deliveries import State

    who = one.recipient or "somebody whom the account does not name any more"
    to = f" ({one.to})" if one.to else ""
    by = f" by {one.channel}" if one.channel else ""
    when = f" on {one.at[:10]}" if one.at else ""
    doubt = "" if one.state is State.SENT else ", as far as it is known"
    return f"went to {who}{to}{by}{when}{doubt}"


def _show_recall(found: Recall) -> None:
    from generator.cli.show import plain, wrapped

    click.secho(plain(found.fact), bold=True)
    for one in found.editions:
        value = one.fact.value
        said = " ".join(filter(None, (value.get("value", ""), value.get("unit", ""))))
        said = said or next(iter(one.fact.text.values()), "")
        issued = one.edition.manifest.issued
        standing = "" if one.edition.standing == "whole" else f" ({one.edition.standing})"
        click.echo(plain(f"{one.edition.name}, issued {issued}{standing}: {said}"))
        for each in one.documents:
            pages = f", page {', '.join(map(str, each.pages))}" if each.pages else ""
            texts = f": {'; '.join(f'“{text}”' for text in each.texts)}" if each.texts else ""
            click.echo(wrapped(plain(f"{each.file}{pages}{texts}"), 4))
        for went in one.deliveries:
            click.echo(wrapped(plain(_went(went)), 4))
    if found.above:
        click.echo(f"{found.above} editions printed it above the ceiling and are not told.")
