"""Tells at once when a file was written, as far as the system does; looks do the rest."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from generator.watch.files import Files

_STEP: Final = 20
_TURN: Final = 500


class Events:
    """Calls ``wake`` from a thread of its own whenever a file that may matter was touched.

    wake  takes the files that were written into, which those put in place in one step are not.
    """

    def __init__(
        self, files: Files, wake: Callable[[frozenset[str]], None], say: Callable[[str], None]
    ) -> None:
        self._files = files
        self._wake = wake
        self._say = say
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._polling = False
        self._folders: tuple[Path, ...] = ()

    def start(self) -> None:
        """Begin to listen, also anew where folders have come or the system gave up."""
        self.stop()
        self._stop = threading.Event()
        self._folders = self._files.folders()
        self._thread = threading.Thread(target=self._listen, daemon=True, name="events")
        self._thread.start()

    @property
    def lives(self) -> bool:
        """Whether it still listens, and to all folders that there are."""
        alive = self._thread is not None and self._thread.is_alive()
        return alive and self._folders == self._files.folders()

    def stop(self) -> None:
        """Listen no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        self._thread = None

    def _listen(self) -> None:
        from watchfiles import Change, watch

        stop = self._stop
        try:
            changes = watch(
                *self._folders,
                watch_filter=lambda _, path: self._files.is_of_interest(path),
                stop_event=stop,
                step=_STEP,
                rust_timeout=_TURN,
                raise_interrupt=False,
                force_polling=self._polling or None,
            )
            for found in changes:
                self._wake(frozenset(path for kind, path in found if kind is Change.modified))
        except Exception as error:  # of the system's own library: too many folders, no such disk
            if not stop.is_set():
                self._polling = True
                self._say(type(error).__name__)
                with contextlib.suppress(RuntimeError):
                    self._wake(frozenset())
