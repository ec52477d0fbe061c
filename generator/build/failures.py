"""What went wrong in a worker, in an officer's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from generator.build.stages import TAKE_APART
from generator.limits import MEGABYTE, Limits
from generator.problems import Problem, Where

if TYPE_CHECKING:
    from generator.build.workers.pool import Result

_CODES: Final = {
    "memory": "stage-memory",
    "time": "stage-time",
    "nesting": "stage-nesting",
    "crash": "stage-crash",
    "library": "stage-library",
    "fault": "program-fault",
}
_WHOLE: Final = "the record of what the edition is made from"
_REPORTED: Final = frozenset({"crash", "fault"})
_FORMATS: Final = {"pdf": "the PDF", "docx": "the Word file", "html": "the HTML page"}


def problems_of(
    result: Result, limits: Limits, save_report: Callable[[str, str], str]
) -> tuple[Problem, ...]:
    """The problems of a task that gave no result.

    save_report  takes a name and the text of a report; gives where it was saved, in words.
    """
    if result.failure is None or result.problems:
        return result.problems
    how = result.failure.value
    order, stage, language, format_name, *_ = result.task.key
    thing = _FORMATS.get(format_name, "the text")
    bounds = {"memory": f"{limits.worker_memory // MEGABYTE} MB", "time": _seconds(limits)}
    values = {
        "what": _WHOLE if stage == TAKE_APART else f"{thing} in {language}",
        "limit": bounds.get(how, ""),
        "error": result.error,
        "report": "",
    }
    if how in _REPORTED:
        text = f"{order}, {stage} {language} {format_name}\n{result.error}\n\n{result.trace}"
        values["report"] = save_report(f"{order}-{stage}-{language}-{format_name}", text)
    return (Problem(_CODES[how], Where(record=order), values),)


def _seconds(limits: Limits) -> str:
    return f"{min(limits.worker_cpu_seconds, limits.worker_wall_seconds):g}"
