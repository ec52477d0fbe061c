"""What the commands about editions share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.build.keeping import Keeping, KeptEdition
    from generator.problems import ProblemsFound

JSON = click.option("--json", "as_json", is_flag=True, help="Say the result as JSON.")
BY = click.option("--by", default="", metavar="NAME", help="Who decides; it stays on record.")


def keeping_of(ctx: click.Context) -> Keeping:
    """The editions of the workspace."""
    from generator.build.keeping import Keeping

    return Keeping(workspace_of(ctx))


def trouble(found: ProblemsFound, headline: str) -> int:
    """Say what went wrong before anything was done."""
    from generator.cli.show import show_problems

    show_problems(found.problems, headline=headline, safe="No edition was changed.")
    return 1


def not_written(error: Exception, edition: KeptEdition) -> int:
    """What the system refused, in words."""
    from generator.cli.show import show_problems
    from generator.editions.lock import HeldError
    from generator.editions.trouble import held_problem, writing_problem

    place = edition.folder.as_posix()
    problem = (
        held_problem(error, edition.order, place)
        if isinstance(error, HeldError)
        else writing_problem(error, place)
        if isinstance(error, OSError)
        else _unexpected(error)
    )
    safe = "Every edition is whole or as it was."
    show_problems([problem], headline=f"{edition.name} was left as it is.", safe=safe)
    return 1


def _unexpected(error: Exception) -> NoReturn:
    raise error
