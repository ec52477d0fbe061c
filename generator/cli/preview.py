"""Runs a preview: the server, the watching of files, the browser, and the end of it all."""

from __future__ import annotations

import datetime as dt
import threading
import webbrowser

import click

from generator.build.trial import Trial
from generator.build.workspace import Workspace
from generator.cli.clock import today
from generator.cli.show import plain
from generator.preview.bench import Bench
from generator.preview.server import PreviewServer
from generator.preview.watching import follow


def run_preview(
    workspace: Workspace, name: str, *, order: str | None, area: str | None, port: int, browse: bool
) -> int:
    """Show a template until it is interrupted; gives the exit status."""
    trial = Trial(workspace, name, today=today(), order=order, area=area)
    bench = Bench(trial, said=lambda text: click.echo(f"{_now()}  {plain(text)}"))
    stop = threading.Event()
    try:
        server = _listening(bench, name, trial.order, port)
        watcher = threading.Thread(
            target=follow, args=(workspace, bench.change, stop), daemon=True, name="watching"
        )
        watcher.start()
        click.echo(f"{name} can be seen at {server.address} (Control-C ends it).")
        if browse:
            webbrowser.open(server.address)
        server.serve()
    finally:
        stop.set()
        trial.close()
    return 0


def _listening(bench: Bench, name: str, order: str, port: int) -> PreviewServer:
    """The server on the port asked for, or on any free one when that is taken."""
    try:
        return PreviewServer(bench, name, order, port)
    except OSError:
        click.echo(f"Port {port} is taken; another one is used.", err=True)
        return PreviewServer(bench, name, order, 0)


def _now() -> str:
    return dt.datetime.now(tz=dt.UTC).astimezone().strftime("%H:%M:%S")
