"""``briefing edition``: editions for good. List, show, verify, restore, hold, recall, remove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from generator.cli.clock import today
from generator.cli.edition_recall import recall
from generator.cli.edition_remove import remove
from generator.cli.editions import BY, JSON, keeping_of, not_written, trouble

if TYPE_CHECKING:
    from generator.build.keeping import KeptEdition, Verified


@click.group()
def command() -> None:
    """Editions for good: list, show, verify, restore, hold, recall, remove.

    An EDITION is named by its order and number (iraq/3), by its order alone (the newest), or
    by its folder.
    """


# ---------------------------------------------------------------- list, show


@command.command("list")
@click.argument("orders", nargs=-1, metavar="[ORDER]...")
@JSON
@click.pass_context
def list_editions(ctx: click.Context, orders: tuple[str, ...], *, as_json: bool) -> int:
    """List the editions of ORDERS, or of all: what they are, and whether they are whole."""
    from generator.cli.show import plain, show_json, table
    from generator.problems import ProblemsFound

    keeping = keeping_of(ctx)
    try:
        for order in orders:
            keeping.known_order(order)
    except ProblemsFound as found:
        return trouble(found, "Nothing was listed.")
    editions = list(keeping.all(orders))
    names = orders or tuple(dict.fromkeys(keeping.store.archive.orders()))
    removed = [(name, one) for name in names for one in keeping.store.archive.removed(name)]
    if as_json:
        gone = [
            {"order": name, "edition": one.edition, "removed": one.removed, "why": one.why}
            for name, one in removed
        ]
        show_json({"editions": [_plain(one) for one in editions], "removed": gone})
        return 0
    if not editions:
        click.echo("There are no editions.")
    else:
        rows = [_row(one) for one in editions]
        table(("edition", "issued", "as of", "status", "languages", "what it is"), rows)
    for name, one in removed:
        why = f": {one.why}" if one.why else ""
        click.echo(plain(f"{name}/{one.edition} was removed on {one.removed}{why}"))
    return 0


def _row(one: KeptEdition) -> tuple[str, ...]:
    made = one.manifest
    told: list[str] = [one.standing]
    told += [f"held: {one.hold.why}"] if one.hold else []
    told += ["in part or for another day"] if not made.order.as_ordered else []
    told += [] if made.snapshot else ["not kept for making again"]
    languages = ", ".join(made.languages)
    return (
        one.name, made.issued.isoformat(), made.as_of.isoformat(), made.status, languages,
        "; ".join(told),
    )  # fmt: skip


def _plain(one: KeptEdition) -> dict[str, Any]:
    made = one.manifest
    hold = one.hold
    return {
        "edition": one.name,
        "number": made.number,
        "issued": made.issued.isoformat(),
        "as_of": made.as_of.isoformat(),
        "known_on": made.known_on.isoformat() if made.known_on else None,
        "status": made.status,
        "marking": made.marking,
        "languages": list(made.languages),
        "formats": list(made.formats),
        "as_ordered": made.order.as_ordered,
        "overrides": dict(made.order.overrides),
        "facts": len(made.facts),
        "standing": one.standing,
        "files": {each.file: state for each, state in one.files},
        "kept": bool(made.snapshot),
        "hold": {"why": hold.why, "by": hold.by, "since": str(hold.since)} if hold else None,
    }


@command.command()
@click.argument("edition", metavar="EDITION")
@JSON
@click.pass_context
def show(ctx: click.Context, edition: str, *, as_json: bool) -> int:
    """Show an EDITION: what it holds, from when, made by what, whether it is whole."""
    from generator.build.remaking import other_makers
    from generator.cli.show import plain, show_json, table
    from generator.problems import ProblemsFound

    try:
        (one,) = keeping_of(ctx).named([edition])
    except ProblemsFound as found:
        return trouble(found, "Nothing was shown.")
    others = other_makers(one.manifest)
    if as_json:
        show_json({**_plain(one), "other_makers": list(others)})
        return 0
    made = one.manifest
    click.secho(plain(f"{one.name}: {made.number}, edition {made.edition}"), bold=True)
    click.echo(plain(f"{made.marking}, {made.status}, issued {made.issued}, as of {made.as_of}"))
    if made.known_on:
        click.echo(f"as known on {made.known_on}")
    for name, value in made.order.overrides.items():
        click.echo(plain(f"not as ordered: {name} {value}"))
    click.echo(f"{len(made.facts)} facts of {len(made.sources)} sources, {one.standing}")
    table(("file", "state"), [(each.file, state) for each, state in one.files])
    if one.hold:
        by = f" by {one.hold.by}" if one.hold.by else ""
        click.echo(plain(f"Held{by} since {one.hold.since}: {one.hold.why}"))
    click.echo(plain(_maker(one, others)))
    return 0


def _maker(one: KeptEdition, others: tuple[str, ...]) -> str:
    if not one.manifest.snapshot:
        return "It was made by a program that kept nothing for making it again."
    if others:
        return f"It was made with {'; '.join(others)}: made again, its bytes may differ."
    return "It was made by this program with these libraries, and can be made again."


# ---------------------------------------------------------------- verify


@command.command()
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option("--quick", is_flag=True, help="Compare hashes only; make nothing again.")
@JSON
@click.pass_context
def verify(ctx: click.Context, editions: tuple[str, ...], *, quick: bool, as_json: bool) -> int:
    """Make EDITIONS, or all, again from what they were made from, and compare the bytes.

    Where another program or other libraries made an edition, its text is compared instead.
    Exit status: 0 all is sound, 1 something is not.
    """
    from generator.cli.show import plain, show_json, wrapped
    from generator.problems import ProblemsFound

    keeping = keeping_of(ctx)
    try:
        found = keeping.named(editions)
    except ProblemsFound as refused:
        return trouble(refused, "Nothing was verified.")
    told: list[dict[str, Any]] = []
    status = 0
    for one in found:
        verified = keeping.verify(one, again=not quick)
        status = status if verified.sound else 1
        told.append(_verified_plain(verified))
        if not as_json:
            colour = "green" if verified.sound else "red"
            click.secho(plain(one.name), bold=True, fg=colour)
            for line in _verified(verified):
                click.echo(wrapped(plain(line), 2))
    if as_json:
        show_json({"editions": told, "exit_status": status})
    elif not found:
        click.echo("There are no editions.")
    return status


def _verified_plain(verified: Verified) -> dict[str, Any]:
    return {
        **_plain(verified.edition),
        "sound": verified.sound,
        "lost": list(verified.lost),
        "other_makers": list(verified.others),
        "made_again": dict(verified.again),
        "why": list(verified.why),
    }


_AGAIN = {
    "same": "made again, byte for byte the same",
    "same-text": "made again, the same text in other bytes",
    "differs": "made again, it is not the same",
    "failed": "could not be made again",
}


def _verified(verified: Verified) -> Iterator[str]:
    one = verified.edition
    if one.standing == "missing":
        yield f"Its folder is gone. “briefing edition restore {one.name}” brings it back."
    elif not one.own_manifest:
        yield "Its manifest is missing or damaged; the copy that was kept is used."
    elif one.standing == "whole":
        yield "Its files are what was published."
    for each, state in one.files if one.standing == "damaged" else ():
        if state != "whole":
            changed = "was changed after it was published" if state == "altered" else "is missing"
            yield f"{each.file} {changed}. “briefing edition restore {one.name}” brings it back."
    if not verified.kept:
        yield "It was made by a program that kept nothing for making it again."
    for lost in verified.lost:
        yield f"What it was made from is not whole: {lost}."
    if verified.others:
        yield f"It was made with {'; '.join(verified.others)}: its text is compared, not its bytes."
    counted: dict[str, int] = {}
    for file, again in verified.again:
        counted[again] = counted.get(again, 0) + 1
        if again in ("differs", "failed"):
            yield f"{file}: {_AGAIN[again]}."
    for again in ("same", "same-text"):
        if counted.get(again):
            files = "1 file" if counted[again] == 1 else f"{counted[again]} files"
            yield f"{files}: {_AGAIN[again]}."
    yield from (f"{why}" for why in verified.why)


# ---------------------------------------------------------------- restore, hold


@command.command()
@click.argument("edition", metavar="EDITION")
@click.pass_context
def restore(ctx: click.Context, edition: str) -> int:
    """Bring back the files of an EDITION that are missing or were altered.

    They are made again from what they were made from, and written only when they are byte for
    byte what was published. What stands in their place is set aside, never overwritten.
    """
    from generator.cli.show import plain
    from generator.editions.lock import HeldError
    from generator.problems import ProblemsFound

    keeping = keeping_of(ctx)
    try:
        (one,) = keeping.named([edition])
        done = keeping.restore(one)
    except ProblemsFound as found:
        return trouble(found, "Nothing was restored.")
    except (HeldError, OSError) as error:
        return not_written(error, one)
    for file in done.files:
        click.echo(plain(f"{file} is back."))
    for path in done.aside:
        click.echo(plain(f"What stood there is now {keeping.workspace.shown(path)}."))
    for file, why in done.failed:
        click.echo(plain(f"{file} could not be made again: {why}."), err=True)
    if not done.files and not done.failed:
        click.echo(f"{one.name} is whole; nothing was done.")
    return 1 if done.failed else 0


@command.command()
@click.argument("edition", metavar="EDITION")
@click.option("--why", default="", help="The reason; it stays on record.")
@BY
@click.option("--release", is_flag=True, help="Let it go again.")
@click.pass_context
def hold(ctx: click.Context, edition: str, why: str, by: str, *, release: bool) -> int:
    """Hold an EDITION: it cannot be removed, however old it is, until it is released."""
    from generator.editions.archive import Hold
    from generator.editions.lock import HeldError
    from generator.problems import ProblemsFound

    if not release and not why:
        raise click.UsageError("Say why it is held: --why “…”.", ctx)
    keeping = keeping_of(ctx)
    try:
        (one,) = keeping.named([edition])
    except ProblemsFound as found:
        return trouble(found, "Nothing was held.")
    archive = keeping.store.archive
    try:
        with keeping.store.writing(one.order, wait=30.0):
            if release:
                was = archive.release(one.order, one.number)
                click.echo(f"{one.name} is released." if was else f"{one.name} was not held.")
            else:
                archive.hold(one.order, one.number, Hold(why, by, today()))
                click.echo(f"{one.name} is held.")
    except (HeldError, OSError) as error:
        return not_written(error, one)
    return 0


command.add_command(recall)
command.add_command(remove)
