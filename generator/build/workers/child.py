"""What a worker does: take a task, do it within its limits, answer, wait for the next.

A task names a function ``package.module:function`` that takes bytes and gives a header
and blocks. The answer is JSON and bytes. Whatever goes wrong in the function is told by
kind; the trace of a fault of ours travels as text for the saved report.
"""

from __future__ import annotations

import gc
import importlib
import os
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, Final, TypeAlias

from generator.build.workers.bounds import (
    allow_processor_seconds,
    resident_size,
    set_memory_limit,
)
from generator.build.workers.message import pack, plain_problem, unpack
from generator.problems import ProblemsFound

Answer: TypeAlias = tuple[dict[str, Any], Sequence[bytes]]
Work: TypeAlias = Callable[[bytes], Answer]

# Collecting garbage during a document costs a quarter of its time; memory stays level
# when it is done between documents.
_COLLECT_EVERY: Final = 8


def serve(connection: Connection, memory: int, processor_seconds: int) -> None:
    """Do tasks until the other end closes. Never returns an exception."""
    set_memory_limit(memory)
    gc.disable()
    done = 0
    while True:
        try:
            data = connection.recv_bytes()
        except (EOFError, OSError):
            return
        allow_processor_seconds(processor_seconds)
        answer = do(data)
        done += 1
        if done % _COLLECT_EVERY == 0:
            gc.collect()
        try:
            connection.send_bytes(answer)
        except OSError:
            return


def do(data: bytes) -> bytes:
    """Do the one task of a message; gives the message that answers it."""
    try:
        task, (argument,) = unpack(data)
        header, blocks = _function(task["call"])(argument)
        return pack({"how": "done", "header": header, "size": resident_size(os.getpid())}, blocks)
    except ProblemsFound as refused:
        return pack({"how": "refused", "problems": [plain_problem(p) for p in refused.problems]})
    except MemoryError:
        return pack({"how": "memory"})
    except RecursionError:
        return pack({"how": "nesting"})
    except Exception as error:
        how = "library" if _library_is_missing(error) else "fault"
        trace = "".join(traceback.format_exception(error, limit=-40))
        return pack({"how": how, "error": _short(error), "trace": trace})


def spawned(connection: Connection, memory: int, processor_seconds: int) -> None:
    """Entry of a worker that was started afresh, where there is no fork."""
    serve(connection, memory, processor_seconds)
    os._exit(0)


def _function(name: str) -> Work:
    module, _, function = name.partition(":")
    work: Work = getattr(importlib.import_module(module), function)
    return work


def _library_is_missing(error: Exception) -> bool:
    return isinstance(error, ImportError) or (
        isinstance(error, OSError) and "cannot load library" in str(error)
    )


def _short(error: Exception) -> str:
    first = str(error).strip().splitlines()[:1]
    return f"{type(error).__name__}: {first[0][:300]}" if first else type(error).__name__
