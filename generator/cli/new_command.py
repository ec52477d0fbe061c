"""``briefing new IRQ``: write an order for a country, or for several."""

from __future__ import annotations

import click

from generator.cli.clock import today
from generator.cli.common import split_list, workspace_of


@click.command()
@click.argument("areas", metavar="AREA...", nargs=-1, required=True)
@click.option("--template", default="country-brief", show_default=True, help="Kind of brief.")
@click.option("--house", default="", help="House style; else the one of most orders here.")
@click.option(
    "--languages",
    default="",
    help="Languages with the country of their readers, such as ar-IQ; else en-CA,fr-CA or, with"
    " another house style than canada, those of most of its orders here.",
)
@click.pass_context
def command(
    ctx: click.Context, areas: tuple[str, ...], template: str, house: str, languages: str
) -> int:
    """Write an order for the country AREA into briefings/.

    AREA is a code of ISO 3166-1, such as IRQ, or a name in any language of the program.
    Several countries make one brief about all of them, in that order.
    An order that is already there is never overwritten.
    """
    from generator.build.setup import new_order
    from generator.cli.show import plain

    workspace = workspace_of(ctx)
    path = new_order(
        workspace,
        *areas,
        today=today(),
        template=template,
        house=house,
        languages=split_list(languages) or (),
    )
    shown = workspace.shown(path)
    click.echo(f"Written: {plain(shown)}")
    click.echo(f"Next: look at it, then “briefing build {path.stem}”.")
    return 0
