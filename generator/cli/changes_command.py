"""``briefing changes``: what a provider changed between two states of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import REFUSED
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.refresh.compare import Change
    from generator.refresh.states import Compared

_SHOWN = 20


@click.command()
@click.argument("source")
@click.option("--from", "before", metavar="STATE", help="Default: the state before the other.")
@click.option("--to", "after", metavar="STATE", help="Default: the state in use.")
@click.option("--by-field", is_flag=True, help="Field by field as received, not fact by fact.")
@click.option("--all", "everything", is_flag=True, help="Every change, also those of dress only.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    source: str,
    before: str | None,
    after: str | None,
    by_field: bool,
    everything: bool,
    as_json: bool,
) -> int:
    """Compare two states of SOURCE as received: what is real, what differs in dress only.

    A state is a name under received/, or a folder with a slash in its name.
    """
    from generator.cli.show import show_json, show_problems
    from generator.problems import Findings
    from generator.refresh.run import source_of
    from generator.refresh.states import compare_states

    findings = Findings()
    setup = source_of(workspace_of(ctx).root, source, findings)
    compared = None
    if setup is not None:
        compared = compare_states(setup, before, after, findings, by_field=by_field)
    if as_json:
        show_json(_as_json(compared, [problem.as_json() for problem in findings]))
    elif compared is not None:
        _show(compared, everything=everything)
    if len(findings) and not as_json:
        show_problems(tuple(findings))
    return 0 if compared is not None else REFUSED


def _as_json(compared: Compared | None, problems: list[dict[str, object]]) -> dict[str, object]:
    if compared is None:
        return {"problems": problems}
    return {
        "from": compared.before,
        "to": compared.after,
        "by_field": compared.by_field,
        "counts": dict(compared.comparison.counts),
        "changes": [change.as_json() for change in compared.comparison.changes],
        "problems": problems,
    }


def _show(compared: Compared, *, everything: bool) -> None:
    from generator.cli.show import plain, table

    things = "fields" if compared.by_field else "facts"
    click.secho(plain(f"{things} of {compared.before} and {compared.after}"), bold=True)
    counts = compared.comparison.counts
    table(["what became of them", "number"], [[k, str(n)] for k, n in counts.items()])
    changes = compared.comparison.changes if everything else compared.comparison.real
    for change in changes if everything else changes[:_SHOWN]:
        _show_change(change)
    if not everything and len(changes) > _SHOWN:
        click.echo(f"{len(changes) - _SHOWN} more real changes; --all shows every change.")


def _show_change(change: Change) -> None:
    from generator.cli.show import plain, wrapped
    from generator.facts.codes import shortened

    click.echo(plain(change.id), nl=False)
    click.secho(f"  {change.kind.value}", fg="yellow" if change.kind.is_real else "cyan")
    for mark, text in (("-", change.before), ("+", change.after)):
        if text:
            click.echo(wrapped(plain(f"{mark} {shortened(text, 300)}"), 4))
