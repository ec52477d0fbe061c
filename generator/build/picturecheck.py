"""Looks at every picture of the sources, as a brief that prints it would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.facts.model import FactBase
from generator.facts.pictures import FOLDER, path_of
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Problem, Severity, Where


def check_pictures(
    base: FactBase, sources: Path, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Problem]:
    """What is wrong with the pictures of facts, and what would be changed; each file once."""
    seen: set[tuple[str, str]] = set()
    for fact in base.facts.values():
        file = fact.image.get("file")
        key = (fact.origin.source, file or "")
        if file and key not in seen:
            seen.add(key)
            where = Where(f"sources/{key[0]}/{FOLDER}/{file}", record=fact.id)
            yield from _problems(path_of(sources, *key), where, limits)


def _problems(path: Path, where: Where, limits: Limits) -> Iterator[Problem]:
    from generator.pictures.model import RefusedPicture
    from generator.pictures.read import read_picture

    told = {"file": path.name}
    try:
        _, remarks = read_picture(path.read_bytes(), path.name, limits)
    except OSError:
        yield Problem("picture-gone", where, told)
    except RefusedPicture as refused:
        yield Problem(refused.code, where, {**told, **refused.values})
    else:
        for remark in remarks:
            yield Problem(remark.code, where, {**told, **remark.values}, Severity.WARNING)
