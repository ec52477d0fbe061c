"""A task in a worker on another machine, where files lie elsewhere than where it was packed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, Final

from generator.build import making
from generator.build.workers.message import pack, unpack
from generator.build.workers.pool import Task

CALL: Final = "generator.build.cluster.away:do"


def sent_away(task: Task, places: Mapping[str, str]) -> Task:
    """The task for a worker of this machine, with the new places of files by their old ones."""
    argument = pack({"call": task.call, "places": json.dumps(dict(places))}, [task.argument])
    return replace(task, call=CALL, argument=argument)


def do(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    """Done in the worker: the task itself."""
    header, (inner,) = unpack(argument)
    making.lies_elsewhere(_places(header["places"]))
    module, _, function = header["call"].partition(":")
    answer: tuple[dict[str, Any], Sequence[bytes]] = getattr(import_module(module), function)(inner)
    return answer


@cache
def _places(text: str) -> Mapping[str, str]:
    places: dict[str, str] = json.loads(text)
    return places
