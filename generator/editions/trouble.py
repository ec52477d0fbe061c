"""What the system refused, in an officer's words: from ``OSError`` to ``Problem``."""

from __future__ import annotations

import errno
from typing import Final

from generator.editions.atomic import SymlinkError
from generator.editions.lock import HeldError
from generator.problems import Problem, Where

_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOT_A_FOLDER: Final = frozenset({errno.ENOTDIR, errno.EEXIST, errno.EISDIR})


def writing_problem(error: OSError, place: str) -> Problem:
    """Why nothing could be written at ``place`` (a path as a person would type it)."""
    where = Where(file=place)
    if isinstance(error, SymlinkError):
        return Problem("output-symlink", where, {"place": place})
    if error.errno in _FULL:
        return Problem("disk-full", where, {"place": place})
    if error.errno in _CLOSED:
        return Problem("output-not-writable", where, {"place": place})
    if error.errno in _NOT_A_FOLDER:
        return Problem("output-not-a-folder", where, {"place": place})
    reason = error.strerror or type(error).__name__
    return Problem("output-refused", where, {"place": place, "reason": reason})


def held_problem(error: HeldError, order: str, place: str) -> Problem:
    """Another build has the order in its hands."""
    return Problem("order-in-use", Where(file=place), {"order": order, "holder": error.holder})
