"""House styles are read once: what a folder gave is kept until one of its files changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.build.digests import digest_of
from generator.build.inputs import Inputs
from generator.build.shelf import FolderShelf
from generator.facts import parcel
from generator.facts.kept import Entry
from generator.house.model import HouseStyle
from generator.house.scheme_files import scheme_folders
from generator.problems import Findings, Problem, ProblemsFound

T = TypeVar("T")

Reader = Callable[[Path, Findings], T | None]
Result = tuple[T | None, tuple[Problem, ...]]


def read_folder(read: Reader[T], folder: Path | None) -> Result[T]:
    """What a reader makes of a folder, and its problems. A folder that is not there has none."""
    if folder is None:
        return None, ()
    findings = Findings()
    try:
        value = read(folder, findings)
    except ProblemsFound as refused:
        findings.extend(refused.problems)
        value = None
    return (None if findings.errors else value), tuple(findings)


def read_house(
    read: Reader[HouseStyle], folder: Path | None, inputs: Inputs, shelf: FolderShelf
) -> Result[HouseStyle]:
    """The house style in a folder and its warnings, as ``read`` gives them or gave them.

    One with a mistake is read each time. Its key holds all that reading looks at: the
    folder, where it stands, and the marking schemes that it may name.
    """
    if folder is None:
        return None, ()
    schemes = (inputs.folder(one) for one in scheme_folders(folder))
    reader = f"{read.__module__}.{read.__qualname__}"
    key = digest_of(str(folder.absolute()), str(folder), inputs.folder(folder), *schemes, reader)
    name = f"house/{folder.name}"
    (entry,) = shelf.take([(name, key)])
    kept = _opened(entry)
    if kept is not None:
        return kept
    house, problems = read_folder(read, folder)
    if isinstance(house, HouseStyle):
        shelf.put(name, key, Entry(parcel.pack((house, problems))), str(folder))
    return house, problems


def _opened(entry: Entry | None) -> tuple[HouseStyle, tuple[Problem, ...]] | None:
    if entry is None:
        return None
    try:
        house, problems = parcel.unpack_plain(entry.head)
    except (parcel.NotAParcelError, TypeError, ValueError):
        return None
    return (house, problems) if isinstance(house, HouseStyle) else None
