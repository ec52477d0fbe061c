"""``briefing watch``: one long-running process that makes orders when it is time."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

import click

from generator.cli import REFUSED
from generator.cli.clock import clock_now
from generator.cli.common import workspace_of

if TYPE_CHECKING:
    from generator.watch.watcher import Watcher


@click.command()
@click.argument("orders", nargs=-1)
@click.option(
    "--log",
    "form",
    type=click.Choice(["lines", "json"]),
    default="lines",
    show_default=True,
    help="How events are written: lines for people, or one JSON value a line.",
)
@click.option(
    "--quiet-seconds",
    type=click.FloatRange(0.1, 60),
    default=1.0,
    show_default=True,
    help="How long a file must be still before it counts as whole.",
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Briefs made at once.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    envvar="BRIEFING_CLUSTER",
    default="",
    help="Let the machines of a Dask cluster do the work, such as tls://scheduler:8786.",
)
@click.option("--once", is_flag=True, help="Do what is to be done now, and end: for cron.")
@click.option("--deliver", is_flag=True, help="Send what was made, as deliveries.toml says.")
@click.pass_context
def command(
    ctx: click.Context,
    orders: tuple[str, ...],
    form: str,
    quiet_seconds: float,
    jobs: int | None,
    cluster: str,
    once: bool,
    deliver: bool,
) -> int:
    """Make ORDERS, or all, whenever something they are made from changes and when it is time.

    Sources are refreshed at their own pace, where that is turned on. One watcher works in a
    workspace; Control-C or SIGTERM ends it after the documents that are being made.
    """
    from generator.cli.show import show_problems
    from generator.editions.atomic import make_folder, sweep
    from generator.editions.lock import HeldError, locked
    from generator.problems import Problem, Where
    from generator.watch.ledger import FOLDER
    from generator.watch.log import Log
    from generator.watch.watcher import Watcher, Wish, wall_clock

    workspace = workspace_of(ctx)
    folder = workspace.state / FOLDER
    for place in (workspace.state, folder):
        make_folder(place)
        place.chmod(0o700)
    day = clock_now().date() if os.environ.get("SOURCE_DATE_EPOCH") else None
    wish = Wish(orders, quiet_seconds, jobs or 0, once, day, deliver, cluster.strip())
    log = Log(sys.stdout, wall_clock, form == "json")
    try:
        with locked(folder, wait=1.0):
            sweep(folder)
            watcher = Watcher(workspace, wish, log)
            _listen(watcher)
            status = watcher.run()
    except HeldError as held:
        values = {"holder": held.holder}
        show_problems([Problem("watch-held", Where(workspace.shown(folder)), values)])
        return 0 if once else REFUSED
    if watcher.renew and not watcher.stopped:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves
    log.say("end", "The watcher has ended.")
    return status


def _listen(watcher: Watcher) -> None:
    """End in order at the first signal, at once at the second."""

    def hear(number: int, frame: FrameType | None) -> None:
        if watcher.stopped:
            raise KeyboardInterrupt
        watcher.stop()

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, hear)
