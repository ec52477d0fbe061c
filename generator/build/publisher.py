"""Publishing beside all else: a disk takes its time, and workers wait for their next tasks."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.build.edition_maker import EditionMaker
    from generator.editions.store import Edition


class Publisher:
    """Publishes what makers have ready, one edition after the other, in a thread of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="briefing-publisher")
        self._makers: dict[Future[Edition], EditionMaker] = {}

    def __len__(self) -> int:
        """How many makers have not been told yet what became of their editions."""
        return len(self._makers)

    def begin(self, maker: EditionMaker) -> None:
        """Have the edition published that a maker has ready."""
        if maker.ready is None:
            raise AssertionError("nothing is ready")
        self._makers[self._thread.submit(maker.ready.publish)] = maker

    def ended(self, *, await_one: bool) -> Iterator[EditionMaker]:
        """The makers whose editions stand or cannot be published, once each; they know it.

        await_one  wait for one, where any is under way.
        """
        done = wait(self._makers, None if await_one else 0.0, FIRST_COMPLETED).done
        for future in [one for one in self._makers if one in done]:
            maker = self._makers.pop(future)
            maker.published(future.result)
            yield maker

    def close(self) -> None:
        """Wait for the edition that is being written, and begin no other."""
        self._thread.shutdown(cancel_futures=True)
