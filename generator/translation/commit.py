"""Several files replaced as one step, that a kill or a power cut cannot leave half done.

All new contents are written beside their targets and flushed. Then a journal is written:
from that moment the step counts as done, and whoever comes next finishes it if need be.
Then the files are renamed into place and the journal is removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.editions import atomic
from generator.editions.lock import HeldError, locked
from generator.problems import Problem, ProblemsFound, Where

JOURNAL: Final = "translation-import.json"
_WAIT: Final = 30.0


@dataclass(frozen=True, slots=True)
class _Step:
    """One file: where it stands, where its new content waits, hashes of both contents."""

    target: str
    staged: str
    before: str | None
    after: str


@contextlib.contextmanager
def alone(state: Path) -> Iterator[None]:
    """Hold the right to write sources; refused when another import keeps it."""
    atomic.make_folder(state)
    try:
        with locked(state, wait=_WAIT):
            yield
    except HeldError as error:
        raise ProblemsFound([Problem("translate-busy", values={"holder": error.holder})]) from error


def commit(
    root: Path, state: Path, before: Mapping[str, bytes | None], after: Mapping[str, bytes]
) -> None:
    """Replace files in one step. The caller is ``alone``.

    root    the workspace; names of files are relative to it.
    before  what each file held when it was read; None: it was not there.

    Raises ``ProblemsFound`` when a file has changed since, ``OSError`` when one cannot be
    written; everything is then as it was.
    """
    changed = [name for name in after if _content(root / name) != before[name]]
    if changed:
        raise ProblemsFound([Problem("translate-file-changed", Where(name)) for name in changed])
    for folder in {(root / name).parent for name in after}:
        atomic.sweep(folder)  # what an import left that was killed before it counted
    steps: list[_Step] = []
    try:
        for name, data in after.items():
            staged = atomic.stage_file(root / name, data)
            old = before[name]
            steps.append(
                _Step(
                    name,
                    staged.relative_to(root).as_posix(),
                    None if old is None else _hash(old),
                    _hash(data),
                )
            )
        atomic.write_file(state / JOURNAL, _journal(steps))
    except BaseException:
        if not (state / JOURNAL).exists():
            for step in steps:
                with contextlib.suppress(OSError):
                    (root / step.staged).unlink(missing_ok=True)
        raise
    _finish(root, state, steps)


def interrupted(state: Path) -> bool:
    """True when an import began to replace files and did not end."""
    return (state / JOURNAL).exists()


def recover(root: Path, state: Path) -> tuple[str, ...]:
    """Finish an import that was interrupted; gives the files it concerned.

    Raises ``ProblemsFound`` when one of them has been changed since: nobody but a person
    can then say which content is right.
    """
    if not interrupted(state):
        return ()
    with alone(state):
        if not interrupted(state):
            return ()
        steps = _read(root, state)
        strange = [step for step in steps if not _is_sound(root, step)]
        if strange:
            raise ProblemsFound(
                [
                    Problem(
                        "translate-interrupted",
                        Where(step.target),
                        {"journal": f"{state.name}/{JOURNAL}"},
                    )
                    for step in strange
                ]
            )
        _finish(root, state, steps)
    return tuple(step.target for step in steps)


def _finish(root: Path, state: Path, steps: list[_Step]) -> None:
    for step in steps:
        staged, target = root / step.staged, root / step.target
        if staged.exists():
            staged.replace(target)
    for folder in {(root / step.target).parent for step in steps}:
        atomic.sync_folder(folder)
        atomic.sweep(folder)
    (state / JOURNAL).unlink()
    atomic.sync_folder(state)


def _is_sound(root: Path, step: _Step) -> bool:
    """Whether a file is as it was before the step, with its new content at hand, or after."""
    now, waiting = _content(root / step.target), _content(root / step.staged)
    is_now = None if now is None else _hash(now)
    if is_now == step.after and waiting is None:
        return True
    return is_now == step.before and waiting is not None and _hash(waiting) == step.after


def _journal(steps: list[_Step]) -> bytes:
    files = [
        {"target": s.target, "staged": s.staged, "before": s.before, "after": s.after}
        for s in steps
    ]
    return json.dumps({"format": 1, "files": files}, indent=1).encode()


def _read(root: Path, state: Path) -> list[_Step]:
    """The steps of the journal; refused when it does not look like one of ours."""
    try:
        files = json.loads(atomic.read_regular(state / JOURNAL))["files"]
        steps = [_Step(f["target"], f["staged"], f["before"], f["after"]) for f in files]
        sound = all(_is_ours(root, step) for step in steps)
    except (OSError, ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        where = Where(f"{state.name}/{JOURNAL}")
        raise ProblemsFound([Problem("translate-journal", where)])
    return steps


def _is_ours(root: Path, step: _Step) -> bool:
    """Whether both names of a step are files of one folder, and texts are kept in it."""
    target, staged = (root / step.target), (root / step.staged)
    return (
        _keeps_texts(target.resolve(), root.resolve())
        and staged.parent == target.parent
        and staged.name.startswith(atomic.TEMPORARY)
        and not target.is_symlink()
    )


def _keeps_texts(target: Path, root: Path) -> bool:
    """Whether a file is one that imports change: of a source, an order, or words of a template."""
    if not target.is_relative_to(root):
        return False
    match target.relative_to(root).parts:
        case ("sources", _, *_):
            return True
        case ("briefings", order):
            return order.endswith(".toml")
        case ("briefings", folder, _):
            return folder.endswith(".text")
        case ("templates", _, file):
            return file == "words.toml"
    return False


def _content(path: Path) -> bytes | None:
    try:
        return atomic.read_regular(path)
    except FileNotFoundError:
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
