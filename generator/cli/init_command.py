"""``briefing init DIR``: make a new workspace that builds."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--examples",
    is_flag=True,
    help="With an order for every kind of brief, and for a pack: all builds, in a minute or two.",
)
def command(folder: Path, examples: bool) -> int:
    """Make a workspace in FOLDER: sources, a house style, an order that builds at once.

    A folder that holds anything is left alone.
    """
    from generator.build.setup import init_workspace
    from generator.cli.show import plain

    made = init_workspace(folder, examples=examples)
    click.echo(f"Made a workspace in {plain(folder.as_posix())} ({len(made)} files).")
    click.echo(f"Next: cd {plain(folder.as_posix())}, then “briefing build”.")
    return 0
