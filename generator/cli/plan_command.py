"""``briefing plan``: what is to be made again, and why. Nothing is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import click

from generator.build.planning.model import Plan, Planned, PlannedOrder
from generator.cli import DUE
from generator.cli.clock import today
from generator.cli.common import Day, workspace_of
from generator.cli.plan_lines import closing, documents_of, edition_of, up_to_date


@click.command("plan")
@click.argument("orders", nargs=-1)
@click.option("--issued", type=Day(), help="Day to plan for. Default: today (UTC).")
@click.option("--due", "only_due", is_flag=True, help="Say only what is due.")
@click.option("--anew", is_flag=True, help="Compare all files by their content again.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    orders: tuple[str, ...],
    issued: dt.date | None,
    only_due: bool,
    anew: bool,
    as_json: bool,
) -> int:
    """Say of every document of ORDERS, or of all, whether it is up to date, and why not.

    Exit status 0: all are up to date; 4: a build would have something to do.
    """
    from generator.build.plan import plan_of

    plan = plan_of(workspace_of(ctx), today(issued), anew=anew)
    chosen = _named(plan, orders)
    if as_json:
        from generator.cli.show import show_json

        show_json({**chosen.as_json(), "due": list(chosen.due)})
    else:
        show_plan(chosen, only_due=only_due)
    return DUE if chosen.due else 0


def _named(plan: Plan, names: tuple[str, ...]) -> Plan:
    """The plan of some orders, by name or by that of their file."""
    if not names:
        return plan
    wanted = tuple(name.rpartition("/")[2].removesuffix(".toml") for name in names)
    for name in wanted:
        if not any(one.order == name or one.order.startswith(f"{name}-") for one in plan.orders):
            raise click.UsageError(f"There is no order “{name}”. “briefing list” names them all.")
    found = (one for one in plan.orders if _is_named(one.order, wanted, plan))
    return Plan(plan.day, tuple(found), plan.until)


def _is_named(order: str, wanted: Iterable[str], plan: Plan) -> bool:
    """Whether an order is named, or is for an audience of one that is."""
    names = {one.order for one in plan.orders}
    return any(
        order == name or (name not in names and order.startswith(f"{name}-")) for name in wanted
    )


def show_plan(plan: Plan, *, only_due: bool = False) -> None:
    """A line for each order; for those that are due, their documents with the reasons."""
    for one in plan.orders:
        if one.due:
            _show_due(one)
        elif not only_due:
            click.echo(up_to_date(one))
            _show_unaffected(one)
    for line in closing(plan):
        click.echo(line)


def _show_due(order: PlannedOrder) -> None:
    from generator.cli.plan_words import STATES, in_words
    from generator.cli.show import plain

    click.secho(f"{order.order}: due, {edition_of(order)}", bold=True)
    groups: dict[tuple[object, ...], list[Planned]] = {}
    for one in order.documents:
        groups.setdefault((one.state, one.reasons), []).append(one)
    for documents in groups.values():
        first = documents[0]
        click.echo(f"  {documents_of(documents)}: {STATES[first.state]}")
        for why in first.reasons:
            click.echo(f"    {plain(in_words(why))}")
    _show_unaffected(order)


def _show_unaffected(order: PlannedOrder) -> None:
    if order.unaffected:
        from generator.cli.plan_words import in_words
        from generator.cli.show import plain

        for why in order.unaffected:
            click.echo(f"  {plain(in_words(why))}")
