"""House styles and templates are read once: what a folder gave is kept until a file changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from generator.build.digests import digest_of
from generator.build.inputs import Inputs
from generator.build.shelf import FolderShelf
from generator.facts import parcel
from generator.facts.kept import Entry
from generator.house.model import HouseStyle
from generator.house.scheme_files import scheme_folders
from generator.problems import Findings, Problem, ProblemsFound

if TYPE_CHECKING:
    from generator.compose.model import Template

SHARED: Final = "shared"
"""The folder of the files that all templates beside it may use."""

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
    key = digest_of(*_place(folder), inputs.folder(folder), *schemes, _name(read))
    return _kept(read, HouseStyle, folder, f"house/{folder.name}", key, shelf)


def read_template(
    read: Callable[[Path, Findings, Sequence[Path]], Template | None],
    folder: Path | None,
    behind: Sequence[Path],
    inputs: Inputs,
    shelf: FolderShelf,
) -> Result[Template]:
    """The template in a folder and its warnings, kept as house styles are.

    behind  template folders that stand behind the folder's own parent.

    Its key holds all that reading looks at: the folder, where it and the others stand, and the
    files that templates share.
    """
    if folder is None:
        return None, ()
    from generator.compose.model import Template

    roots = (folder.parent, *behind)
    shared = (inputs.folder(root / SHARED) for root in roots)
    places = (text for place in (folder, *behind) for text in _place(place))
    key = digest_of(*places, inputs.folder(folder), *shared, _name(read))
    name = f"template/{folder.name}"
    return _kept(lambda one, told: read(one, told, behind), Template, folder, name, key, shelf)


def _place(folder: Path) -> tuple[str, str]:
    return str(folder.absolute()), str(folder)


def _name(read: Callable[..., object]) -> str:
    return f"{read.__module__}.{read.__qualname__}"


def _kept(
    read: Reader[T], kind: type[T], folder: Path, name: str, key: str, shelf: FolderShelf
) -> Result[T]:
    """What is on the shelf under a name and a key, or else what is read, which is put there."""
    (entry,) = shelf.take([(name, key)])
    kept = _opened(entry, kind)
    if kept is not None:
        return kept
    value, problems = read_folder(read, folder)
    if isinstance(value, kind):
        shelf.put(name, key, Entry(parcel.pack((value, problems))), str(folder))
    return value, problems


def _opened(entry: Entry | None, kind: type[T]) -> tuple[T, tuple[Problem, ...]] | None:
    if entry is None:
        return None
    try:
        value, problems = parcel.unpack_plain(entry.head)
    except (parcel.NotAParcelError, TypeError, ValueError):
        return None
    return (value, problems) if isinstance(value, kind) else None
