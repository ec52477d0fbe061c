"""``briefing list``: orders and their latest editions."""

from __future__ import annotations

import click

from generator.cli.common import workspace_of


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """List the orders of the workspace with their latest editions."""
    from generator.build.orders.order import read_orders
    from generator.cli.show import show_json, show_problems, table
    from generator.editions.store import EditionStore
    from generator.problems import Findings

    workspace = workspace_of(ctx)
    findings = Findings()
    orders = read_orders(workspace, (), findings)
    store = EditionStore(workspace.briefings)
    rows = []
    for order in orders:
        latest = store.latest(order.name)
        rows.append(
            {
                "order": order.name,
                "template": order.template,
                "subject": order.subject,
                "subjects": list(order.areas),
                "languages": list(order.languages),
                "edition": latest.number if latest else None,
                "folder": workspace.shown(latest.folder) if latest else None,
            }
        )
    if as_json:
        show_json({"orders": rows, "problems": [p.as_json() for p in findings]})
    elif rows:
        table(
            ("order", "template", "subject", "languages", "latest edition"),
            [
                (
                    str(row["order"]),
                    str(row["template"]),
                    ", ".join(order.areas),
                    ", ".join(order.languages),
                    str(row["folder"] or "none yet"),
                )
                for row, order in zip(rows, orders, strict=True)
            ],
        )
    elif not findings.errors:
        click.echo("There is no order yet. “briefing new IRQ” writes one.")
    if findings.errors:
        show_problems(findings.errors, headline="Some orders cannot be read.")
    return int(bool(findings.errors))
