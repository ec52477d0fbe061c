"""``briefing build``: make the documents of one order, or of all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.build.report import BuildReport, OrderReport, Outcome, Settings
from generator.build.workspace import Workspace
from generator.cli.clock import today
from generator.cli.common import Choices, Day, day_in_words, split_list, workspace_of

FORMAT_NAMES = {"pdf": "PDF", "docx": "Word", "html": "HTML"}
FORMATS = tuple(FORMAT_NAMES)


@click.command()
@click.argument("orders", nargs=-1)
@click.option("--as-of", type=Day(), help="Day the briefs speak for, instead of the orders' own.")
@click.option(
    "--known-on",
    type=Day(),
    help="Print only what was known on this day. The day the briefs speak for is another matter: "
    "--as-of, or the orders' own, or without either this day.",
)
@click.option("--languages", metavar="TAGS", help="Only these, such as en-CA,fr-CA,ar-IQ.")
@click.option("--formats", type=Choices(FORMATS), help="Only these of pdf, docx, html.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Put the editions here instead of briefings/.",
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Briefs made at once.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    envvar="BRIEFING_CLUSTER",
    default="",
    help="Let the machines of a Dask cluster do the work, such as tls://scheduler:8786.",
)
@click.option("--issued", type=Day(), help="Day of issue. Default: today (UTC).")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.pass_context
def command(
    ctx: click.Context,
    orders: tuple[str, ...],
    as_of: dt.date | None,
    known_on: dt.date | None,
    languages: str | None,
    formats: tuple[str, ...] | None,
    output: Path | None,
    jobs: int | None,
    cluster: str,
    issued: dt.date | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make the documents of ORDERS, or of every order in briefings/ when none is named.

    Each build is an edition: a folder with the documents and a manifest of everything they
    were made from. When nothing that is printed has changed, no edition is made.
    """
    from generator.build.run import build
    from generator.cli.progress import watched

    workspace = workspace_of(ctx)
    settings = Settings(
        today=today(issued),
        clock=dt.datetime.now(tz=dt.UTC).date(),
        as_of=as_of,
        known_on=known_on,
        languages=split_list(languages),
        formats=formats,
        output=output,
        jobs=jobs,
        cluster=cluster.strip(),
    )
    with watched(quiet=quiet or as_json) as watcher:
        report = build(workspace, tuple(_order_name(name) for name in orders), settings, watcher)
    if as_json:
        from generator.cli.show import show_json

        show_json(report_as_json(workspace, report))
    else:
        show_report(workspace, report, quiet=quiet)
    return report.exit_status


def _order_name(text: str) -> str:
    """The order's name, also when its path was typed."""
    name = Path(text).name
    return name.removesuffix(".toml")


def show_report(workspace: Workspace, report: BuildReport, *, quiet: bool = False) -> None:
    """Say for each order where the files are, what they were made from, what to look at."""
    from generator.cli.show import show_problems

    errors = [p for p in report.problems if p.severity.value == "error"]
    if errors:
        show_problems(
            errors,
            headline="Not everything could be read.",
            safe="Editions made before are unchanged.",
        )
    for order in report.orders:
        if order.outcome is Outcome.REFUSED:
            _show_refused(order)
        elif not quiet:
            _show_made(workspace, order)
    rest = [p for p in report.problems if p.severity.value != "error"]
    if rest and not quiet:
        show_problems(rest, headline="Noticed while reading:", err=False)


def _show_refused(order: OrderReport) -> None:
    from generator.cli.show import show_problems

    safe = (
        f"Edition {order.last_good} of {order.order} is unchanged."
        if order.last_good
        else "There was no earlier edition; nothing was lost."
    )
    show_problems(order.errors, headline=f"The briefing {order.order} was not made.", safe=safe)


def _show_made(workspace: Workspace, order: OrderReport) -> None:
    from generator.cli.show import plain, show_problems

    if order.outcome is Outcome.UNCHANGED:
        headline = f"{order.order}: nothing has changed; edition {order.edition} stands."
    else:
        headline = f"{order.order}: edition {order.edition} made in {order.seconds:.1f} s"
        if not order.as_ordered:
            headline += (
                " (not as ordered: days, languages or formats were chosen on the command line)"
            )
    click.secho(plain(headline), bold=True)
    for file in order.files:
        name = FORMAT_NAMES.get(file.format, file.format.upper())
        click.echo(f"  {plain(workspace.shown(file.path))}  {name}, {_size(file.size)}")
    if order.made_from:
        made = order.made_from
        click.echo(
            f"  Made from {_count(made.facts, 'fact')} of {_count(len(made.sources), 'source')}"
            f" ({plain(', '.join(made.sources))}),"
        )
        click.echo(
            f"  as of {day_in_words(made.as_of)},{_known(made.known_on)}"
            f" issued {day_in_words(made.issued)},"
            f" marking {plain(made.marking)},"
            f" template {plain(made.template)}, house style {plain(made.house)}."
        )
    if order.reasons and order.outcome is Outcome.PUBLISHED:
        why = "; ".join(plain(_reason(r.what, r.told or r.items)) for r in order.reasons)
        click.echo(f"  New because: {why}.")
    if order.notices:
        click.echo()
        show_problems(
            order.notices, headline="What an officer should look at before using it:", err=False
        )
    click.echo()


REASONS = {
    "first": "it is the first edition",
    "facts-added": "facts were added",
    "facts-removed": "facts fell away",
    "facts-changed": "facts changed",
    "texts": "texts of the order changed",
    "template": "the template changed",
    "house": "the house style changed",
    "program": "the program changed",
    "order": "the order changed",
    "as-of": "the day it speaks for changed what is printed",
    "known-on": "the day of which only what was known prints is another",
    "languages": "the languages changed",
    "formats": "the formats changed",
    "notices": "what to look at changed",
    "damaged": "the edition before is damaged",
}


def _known(day: dt.date | None) -> str:
    return "" if day is None else f" as known on {day_in_words(day)},"


def _reason(what: str, items: tuple[str, ...]) -> str:
    words = REASONS.get(what, what)
    if not items:
        return words
    shown = ", ".join(items[:5])
    more = f" and {len(items) - 5} more" if len(items) > 5 else ""
    return f"{words} ({shown}{more})"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _size(count: int) -> str:
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1048576:.1f} MB"


def report_as_json(workspace: Workspace, report: BuildReport) -> dict[str, object]:
    """The whole report as plain values; paths are relative to the workspace."""
    return {
        "exit_status": report.exit_status,
        "seconds": round(report.seconds, 3),
        "problems": [p.as_json() for p in report.problems],
        "orders": [
            {
                "order": o.order,
                "outcome": o.outcome.value,
                "edition": o.edition,
                "folder": workspace.shown(o.folder) if o.folder else None,
                "as_ordered": o.as_ordered,
                "files": [
                    {
                        "path": workspace.shown(f.path),
                        "language": f.language,
                        "format": f.format,
                        "size": f.size,
                        "sha256": f.sha256,
                    }
                    for f in o.files
                ],
                "reasons": [
                    {"what": r.what, "items": list(r.items), "told": list(r.told)}
                    for r in o.reasons
                ],
                "problems": [p.as_json() for p in o.problems],
            }
            for o in report.orders
        ],
    }
