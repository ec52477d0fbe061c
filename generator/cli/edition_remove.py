"""``briefing edition remove``: what has come of age, when somebody asks for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from generator.cli.clock import today
from generator.cli.common import Day
from generator.cli.editions import BY, keeping_of, not_written, trouble

if TYPE_CHECKING:
    from generator.build.keeping import Keeping, KeptEdition
    from generator.build.retention import Candidate

_WHY = click.option("--why", required=True, help="The reason; it stays on record.")


@click.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option("--issued-before", type=Day(), help="All that were issued before that day.")
@_WHY
@BY
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="List what would be removed, and remove nothing.")
@click.pass_context
def remove(
    ctx: click.Context,
    editions: tuple[str, ...],
    issued_before: dt.date | None,
    why: str,
    by: str,
    *,
    yes: bool,
    dry_run: bool,
) -> int:
    """Remove EDITIONS for good, after listing them and asking.

    Without EDITIONS those that have come of age by retention.toml. An edition that is held,
    and the latest of an order, are never removed. That an edition was there stays on record.
    """
    from generator.build.retention import judged, of_age, read_retention
    from generator.problems import Findings, ProblemsFound

    keeping = keeping_of(ctx)
    findings = Findings()
    try:
        retention = read_retention(keeping.workspace, findings)
        findings.stop_on_errors()
        if editions:
            found = tuple(judged(keeping, keeping.named(editions), {}))
        else:
            found = of_age(keeping, retention, today(), issued_before)
    except ProblemsFound as refused:
        return trouble(refused, "Nothing was removed.")
    going = [one.edition for one in found if not one.stays]
    _list_candidates(found)
    if not going:
        click.echo("There is nothing to remove.")
        return 1 if editions else 0
    if dry_run:
        return 0
    if not yes and not _agreed(len(going)):
        click.echo("Nothing was removed.")
        return 1
    return _remove(keeping, going, by, why)


def _agreed(count: int) -> bool:
    """Whether somebody at the terminal has said yes; where nobody sits, nobody has."""
    try:
        return click.confirm(f"Remove {count} for good?")
    except click.Abort:
        click.echo()
        return False


_STAYS = {
    "held": "is held",
    "latest": "is the latest as ordered",
    "kept": "is one of the newest",
}


def _list_candidates(found: tuple[Candidate, ...]) -> None:
    from generator.cli.show import plain

    for one in found:
        edition = one.edition
        what = f"stays: it {_STAYS[one.stays]}" if one.stays else "is removed"
        click.echo(plain(f"{edition.name}, issued {edition.manifest.issued}, {what}"))


def _remove(keeping: Keeping, going: list[KeptEdition], by: str, why: str) -> int:
    from generator.build.retention import freed
    from generator.build.retention import remove as removed
    from generator.editions.lock import HeldError

    left = list(going)
    try:
        for _ in removed(keeping, going, today(), by, why):
            left.pop(0)
    except (HeldError, OSError) as error:
        return not_written(error, left[0])
    count = freed(keeping)
    click.echo(f"{len(going)} removed; {count / 1_000_000:.1f} MB of what they were made from.")
    return 0
