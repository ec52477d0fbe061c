"""The commands by name, and how a request comes to its command."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final

import click

from generator import __version__

COMMANDS: Final = {
    "build": "Make the documents of one order, or of all.",
    "changes": "Say what a provider changed between two states of a source.",
    "check": "Check every source, template, house style and order; say all mistakes at once.",
    "deliver": "Send editions to those who asked for them, each once to each.",
    "diff": "Say what differs between two editions, two days, or two languages.",
    "doctor": "Check what the machine provides: libraries, fonts, locales, write access.",
    "edition": "List, show, verify, restore, hold, recall and remove editions.",
    "explain": "Say of a finished file what it depends on, and why it would be made again.",
    "facts": "Show what is known about a country, from where, and how old it is.",
    "health": "List the facts of orders that are stale, expired, in conflict or not translated.",
    "init": "Make a new workspace that builds.",
    "list": "List orders and their latest editions.",
    "new": "Write an order for a country.",
    "plan": "Say what is to be made again, and why; make nothing.",
    "read": "Read a Word file back: its facts, and what was changed by hand since it was made.",
    "refresh": "Bring new data for sources; what is in use stays until all that came is sound.",
    "schedule": "Show what the watcher will do when.",
    "status": "Show how the watcher is: last runs, next runs, failures.",
    "template": "Begin a template, check it, see it while you write; check letterheads.",
    "trace": "Trace what a finished file prints to its place in the data as received.",
    "translate": "Say how translations stand; send texts to the translator and take them back.",
    "watch": "Make orders when something they print changes, and when it is time.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules of ``generator.cli``, imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"generator.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a misspelt name."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else " “briefing --help” lists them."
            raise click.UsageError(f"There is no command “{name}”.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with sources/, templates/ and briefings/. Default: this folder or one above it.",
)
@click.version_option(__version__, prog_name="briefing")
@click.pass_context
def briefing(ctx: click.Context, workspace: Path | None) -> None:
    """Country briefs from structured facts, as PDF, Word and HTML, in each reader's language.

    Start with “briefing init my-briefs”, or, inside a workspace, “briefing build”.
    """
    ctx.obj = workspace


def run() -> int:
    """Do what the command line asks for; gives the exit status.

    Raises ``KeyboardInterrupt`` and ``BrokenPipeError``; everything else is told here.
    """
    try:
        status = briefing.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except BrokenPipeError:
        raise
    except Exception as error:
        from generator.cli.fault import report_fault

        return report_fault(error)
    # click gives back what the command returned; all ours return a status or nothing.
    return status if isinstance(status, int) else 0
