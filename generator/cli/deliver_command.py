"""``briefing deliver``: send editions to those who asked for them; what became of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.cli import REFUSED
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.delivery.preview import Shown
    from generator.delivery.report import DeliveryReport, Told

WORDS: Final = {
    "intended": "to be sent",
    "sending": "to be sent",
    "handing": "unsure",
    "sent": "sent",
    "failed": "failed, will be tried again",
    "refused": "not sent",
    "unsure": "unsure",
    "given-up": "given up",
    "superseded": "not sent; a newer edition came",
    "unchanged": "nothing has changed for them",
}
RUN: Final = "run"


class Deliver(click.Group):
    """A group whose first command is meant where none is named."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; names of orders go to the first command."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return RUN, self.commands[RUN], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let options that belong to the first command pass."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [RUN, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Deliver)
def command() -> None:
    """Send editions to those who asked for them; each one once to each.

    “briefing deliver ORDER...” sends; the commands below tell and decide.
    """


@command.command(RUN, short_help="Send the newest editions.")
@click.argument("orders", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Say what would go to whom; send nothing.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="With --dry-run: write the messages there, to be looked at.",
)
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.pass_context
def run(
    ctx: click.Context,
    orders: tuple[str, ...],
    dry_run: bool,
    save: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Send the newest editions of ORDERS, or of all that deliveries.toml names.

    What was sent is not sent again, and where nothing has changed nothing is sent. Exit status: 1
    when something did not arrive, or may not have.
    """
    if save is not None and not dry_run:
        raise click.UsageError("--save goes with --dry-run.", ctx)
    if dry_run:
        return _dry_run(ctx, orders, save, as_json=as_json)
    from generator.delivery.run import Around, deliver

    def told(line: str) -> None:
        if not quiet and not as_json:
            from generator.cli.show import plain

            click.echo(plain(line), err=True)

    report = deliver(workspace_of(ctx), orders, Around(told=told))
    if as_json:
        _show_json(report)
    else:
        _show(report, quiet=quiet)
    return REFUSED if report.failed else 0


def _show(report: DeliveryReport, *, quiet: bool) -> None:
    from generator.cli.show import plain, show_problems

    done = [one for one in report.told if one.problem is None and one.new]
    open_ones = [one for one in report.told if one.problem is not None]
    if not quiet:
        for one in done:
            click.echo(plain(_line(one)))
        if not done and not open_ones and not report.problems:
            click.echo("Nothing is to be delivered.")
    problems = [one.problem for one in open_ones if one.problem is not None]
    if problems or report.problems:
        show_problems(
            [*report.problems, *problems],
            headline="" if quiet else "What an officer should know:",
            safe="Nothing was sent twice; the editions are unchanged.",
        )


def _line(told: Told) -> str:
    one = told.delivery
    files = f" ({', '.join(told.files)})" if told.files else ""
    state = WORDS[one.state.value]
    return (
        f"{one.order}, edition {one.edition}: {state} to {one.recipient} by {one.channel}, "
        f"{one.to}{files}"
    )


def _show_json(report: DeliveryReport) -> None:
    from generator.cli.show import show_json

    show_json(
        {
            "deliveries": [_plain(one) for one in report.told],
            "problems": [problem.as_json() for problem in report.problems],
            "exit_status": REFUSED if report.failed else 0,
        }
    )


def _plain(told: Told) -> dict[str, object]:
    one = told.delivery
    return {
        "id": one.id,
        "order": one.order,
        "edition": one.edition,
        "recipient": one.recipient,
        "channel": one.channel,
        "kind": one.kind,
        "to": one.to,
        "state": one.state.value,
        "at": one.at,
        "due": one.due,
        "attempts": one.attempts,
        "answer": one.answer,
        "new": told.new,
        "files": list(told.files),
        "problem": told.problem.as_json() if told.problem else None,
    }


# ---------------------------------------------------------------- what would go


def _dry_run(
    ctx: click.Context, orders: tuple[str, ...], save: Path | None, *, as_json: bool
) -> int:
    from generator.cli.show import plain, show_json, show_problems
    from generator.delivery.preview import preview

    shown, problems = preview(workspace_of(ctx), orders, save)
    if as_json:
        show_json(
            {
                "would": [one.as_json() for one in shown],
                "problems": [problem.as_json() for problem in problems],
            }
        )
    else:
        for one in shown:
            _show_one(one)
        if not shown:
            click.echo("Nothing would be sent.")
        if problems:
            show_problems(problems, headline="What an officer should know:", err=False)
        if save is not None:
            click.echo(plain(f"Messages written to {save.as_posix()}."))
    return REFUSED if any(problem.severity.value == "error" for problem in problems) else 0


def _show_one(one: Shown) -> None:
    from generator.cli.show import plain

    where = f"{one.order}, edition {one.edition} → {one.recipient} by {one.channel}, {one.to}"
    click.secho(plain(f"{where}: {one.words}"), bold=True)
    if one.subject:
        click.echo(plain(f"  Subject: {one.subject}"))
    if one.since:
        click.echo(plain(f"  {one.since}"))
    for name in one.files:
        click.echo(plain(f"  {name}"))


# ---------------------------------------------------------------- the account


@command.command("status", short_help="Say what became of each delivery.")
@click.argument("orders", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Also what is settled, of all editions.")
@click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
@click.pass_context
def status(ctx: click.Context, orders: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Say what became of each delivery: sent, pending, failed, refused, unsure."""
    from generator.cli.show import plain, show_json, table
    from generator.delivery.desk import accounts

    found = accounts(workspace_of(ctx), orders, everything=everything)
    if as_json:
        from generator.delivery.report import Told

        show_json({"deliveries": [_plain(Told(one)) for one in found]})
        return 0
    if not found:
        click.echo("No delivery is on record.")
        return 0
    head = ("id", "order", "edition", "recipient", "channel", "state", "since", "answer")
    rows = [
        (
            one.id[:8],
            one.order,
            str(one.edition),
            one.recipient or "?",
            one.channel or "?",
            WORDS[one.state.value],
            one.at,
            plain(one.answer),
        )
        for one in found
    ]
    table(head, rows)
    return 0


def _decision(ctx: click.Context, name: str, what: str, by: str, why: str) -> int:
    from generator.cli.show import plain, show_problems
    from generator.delivery.desk import decide
    from generator.problems import Findings

    findings = Findings()
    done = decide(workspace_of(ctx), name, what, by, why, findings)
    if done is None:
        show_problems(tuple(findings), safe="Nothing was decided.")
        return REFUSED
    click.echo(plain(f"{done.id[:8]}: {WORDS[done.state.value]}"))
    return 0


@command.command("retry", short_help="Let one be tried at once.")
@click.argument("delivery")
@click.option("--by", metavar="NAME", required=True, help="Who decides.")
@click.option("--why", metavar="TEXT", default="", help="Why.")
@click.pass_context
def retry(ctx: click.Context, delivery: str, by: str, why: str) -> int:
    """Let DELIVERY (its id, or the beginning of it) be tried at once by the next run."""
    return _decision(ctx, delivery, "retry", by, why)


@command.command("give-up", short_help="Decide that one is not sent.")
@click.argument("delivery")
@click.option("--by", metavar="NAME", required=True, help="Who decides.")
@click.option("--why", metavar="TEXT", default="", help="Why.")
@click.pass_context
def give_up(ctx: click.Context, delivery: str, by: str, why: str) -> int:
    """Decide that DELIVERY is not sent."""
    return _decision(ctx, delivery, "give-up", by, why)


@command.command("sent", short_help="Record that one has arrived.")
@click.argument("delivery")
@click.option("--by", metavar="NAME", required=True, help="Who found out.")
@click.option("--why", metavar="TEXT", default="", help="How it is known.")
@click.pass_context
def sent(ctx: click.Context, delivery: str, by: str, why: str) -> int:
    """Record that DELIVERY, of which nobody was sure, has arrived."""
    return _decision(ctx, delivery, "sent", by, why)
