"""``briefing status``: how the watcher of the workspace is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from generator.cli.clock import clock_now
from generator.cli.common import span_in_words, workspace_of

if TYPE_CHECKING:
    from generator.watch.status import Found

NOT_RUNNING: Final = 4
_NEXT: Final = 5


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Show whether the watcher runs, what it did last, what comes next, and what fails.

    Exit status 0: it runs and all is well; 1: it runs and something fails; 4: none runs.
    """
    from generator.cli.show import show_json
    from generator.watch.status import read_status

    found = read_status(workspace_of(ctx).state)
    if as_json:
        show_json({"running": found.lives, "failing": list(found.failing), **found.plain})
    else:
        _show(found)
    if not found.lives:
        return NOT_RUNNING
    return 1 if found.failing else 0


def _show(found: Found) -> None:
    from generator.cli.show import plain, table

    now, said = clock_now(), found.plain
    if found.lives:
        doing = said.get("doing", "starting")
        click.secho(plain(f"A watcher runs ({found.holder}): {doing}."), bold=True)
    else:
        last = f" The last one wrote at {said['at']}." if said.get("at") else ""
        click.secho(f"No watcher runs: nothing is made by itself.{last}", bold=True)
    if queue := said.get("queue"):
        click.echo(plain(f"To be made: {', '.join(queue)}"))
    if said.get("files_waited_for"):
        click.echo(f"Files that are being written: {said['files_waited_for']}")
    if said.get("asking"):
        click.echo(plain(f"Asked for new data: {said['asking']}"))
    rows = [_order_row(name, one, now) for name, one in said.get("orders", {}).items()]
    rows += [_source_row(name, one, now) for name, one in said.get("sources", {}).items()]
    if rows:
        table(("what", "last run", "outcome", "edition", "because"), rows)
    if coming := said.get("next"):
        click.secho("Next:", bold=True)
        for one in coming[:_NEXT]:
            what = one.get("order") or f"source {one.get('source')}"
            local = one["local"][:16].replace("T", " ")
            click.echo(plain(f"  {local} {one['zone']}  {what}: {'; '.join(one['because'])}"))
    for name in found.failing:
        click.secho(plain(f"Failing: {name}. The log of the watcher says why."), fg="red")


def _ago(text: str | None, now: dt.datetime) -> str:
    from generator.watch.ledger import read

    if not text:
        return "running"
    span = span_in_words(now - read(text))
    return "just now" if span == "now" else f"{span} ago"


def _order_row(name: str, one: Mapping[str, Any], now: dt.datetime) -> tuple[str, ...]:
    outcome = str(one.get("outcome", ""))
    if one["failures"] > 1:
        outcome += f", {one['failures']} times in a row"
    edition = str(one.get("edition") or "")
    return (name, _ago(one.get("ended"), now), outcome, edition, str(one.get("because", "")))


def _source_row(name: str, one: Mapping[str, Any], now: dt.datetime) -> tuple[str, ...]:
    return (f"source {name}", _ago(one["asked"], now), one["outcome"], "", "")
