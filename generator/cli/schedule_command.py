"""``briefing schedule``: what will happen when."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from generator.cli.clock import clock_now
from generator.cli.common import span_in_words, workspace_of

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.watch.agenda import Coming

_MOST: Final = 200
"""Rows on the screen; --json has all."""
_MOST_AT_ALL: Final = 20_000


class Span(click.ParamType[dt.timedelta]):
    """A span of time such as 7d, 24h or “2 weeks”."""

    name = "SPAN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.timedelta:
        """The span, or a usage error that says how one is written."""
        from generator.schedule.spans import read_pace
        from generator.schedule.trouble import ScheduleError

        if isinstance(value, dt.timedelta):
            return value
        text = str(value).strip().casefold()
        units = {"m": " minutes", "h": " hours", "d": " days", "w": " weeks"}
        if text[:-1].isdecimal() and text[-1:] in units:
            text = text[:-1] + units[text[-1]]
        try:
            found = read_pace(text)
        except ScheduleError as error:
            said = f"“{value}” is no span of time: {error.reason}. Write it as 7d, 24h or 2w."
            raise click.BadParameter(said, ctx, param) from None
        if found > dt.timedelta(days=366):
            raise click.BadParameter("It looks ahead for a year at most.", ctx, param)
        return found


@click.command()
@click.argument("orders", nargs=-1)
@click.option(
    "--next", "span", type=Span(), default="7d", show_default=True, help="How far to look ahead."
)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(ctx: click.Context, orders: tuple[str, ...], span: dt.timedelta, as_json: bool) -> int:
    """Show what the watcher will do when, for ORDERS or for all.

    Times stand on the clocks of the zone that the order names. Nothing of it happens unless
    “briefing watch” runs.
    """
    from generator.build.orders.order import read_orders
    from generator.build.orders.schedule import over
    from generator.cli.show import show_json, show_problems
    from generator.problems import Findings
    from generator.watch.agenda import coming
    from generator.watch.ledger import asked_of
    from generator.watch.pacing import expected
    from generator.watch.refreshing import paces_of

    workspace = workspace_of(ctx)
    findings = Findings()
    read = read_orders(workspace, orders, findings)
    now = clock_now()
    for order in read:
        findings.extend(over(order, now))
    paces = {} if orders else expected(paces_of(workspace), asked_of(workspace))
    found = tuple(itertools.islice(coming(read, paces, now, now + span), _MOST_AT_ALL))
    if as_json:
        problems = [problem.as_json() for problem in findings]
        show_json(
            {"now": now.isoformat(), "coming": [c.as_json() for c in found], "problems": problems}
        )
    else:
        _show(read, found, now, span)
        if len(findings):
            show_problems(tuple(findings), headline="Not everything is as it should be.")
    return int(bool(findings.errors))


def _show(
    orders: Sequence[Order], found: Sequence[Coming], now: dt.datetime, span: dt.timedelta
) -> None:
    from generator.cli.show import plain, table

    if found:
        table(("when", "zone", "in", "what", "because"), [_row(one, now) for one in found[:_MOST]])
    else:
        click.echo(f"Nothing will happen by itself within {span_in_words(span)}.")
    if len(found) > _MOST:
        click.echo(f"{len(found) - _MOST} more follow; --json lists them.")
    without = [order.name for order in orders if order.schedule is None]
    if without:
        names = ", ".join(without[:5]) + (" …" if len(without) > 5 else "")
        click.echo(plain(f"Without times, made when something they print changes: {names}"))


def _row(one: Coming, now: dt.datetime) -> tuple[str, ...]:
    local = one.local
    because = "; ".join(one.causes)
    if one.remarks:
        because += f" ({'; '.join(one.remarks)})"
    what = one.name if one.kind == "order" else f"{one.kind} {one.name}"
    when = f"{local:%a} {local.day} {local:%b} {local.year}, {local:%H:%M}"
    return (when, one.zone, span_in_words(one.when - now), what, because)
