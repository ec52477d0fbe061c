"""An edition made again from what it was made from, to compare it or to bring files back."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator import __version__
from generator.build.beside import beside
from generator.build.digests import library_versions, program_digest
from generator.build.parcels import Packer
from generator.build.snapshot import Snapshot
from generator.build.stages import Stages
from generator.editions.manifest import Manifest
from generator.editions.objects import LostError
from generator.facts import parcel
from generator.limits import DEFAULT_LIMITS, Limits
from generator.proof.trouble import UnreadableError

if TYPE_CHECKING:
    from generator.build.workers.pool import Result, Task


class NotMadeError(Exception):
    """An edition cannot be made again; the text says why."""


@dataclass(frozen=True, slots=True)
class Remade:
    """What was made again: content by file name, and why for those that could not be."""

    files: Mapping[str, bytes]
    failed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def other_makers(manifest: Manifest) -> tuple[str, ...]:
    """In what this program and its libraries are not those that made an edition, in words."""
    found = []
    if manifest.program.get("sha256") != program_digest():
        was = manifest.program.get("version", "?")
        same = " of another build" if was == __version__ else ""
        found.append(f"program {was}{same}, now {__version__}")
    now = library_versions()
    for name in sorted({*manifest.libraries, *now}):
        was, is_now = manifest.libraries.get(name, "none"), now.get(name, "none")
        if was != is_now:
            found.append(f"{name} {was}, now {is_now}")
    return tuple(found)


def remade(
    manifest: Manifest,
    snapshot: Snapshot,
    stages: Stages,
    jobs: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Remade:
    """Make every document of an edition again. Raises ``NotMadeError``."""
    names = {(d.language, d.format, d.piece): d.file for d in manifest.documents}
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        try:
            tasks = list(_tasks(manifest.order.name, snapshot, Path(folder), stages))
        except LostError as error:
            raise NotMadeError(str(error)) from error
        except (parcel.NotAParcelError, KeyError, TypeError, ValueError, OSError) as error:
            reason = "what it was made from was kept by another program"
            raise NotMadeError(reason) from error
        return _done(tasks, names, stages, jobs, limits)


def _tasks(order: str, snapshot: Snapshot, folder: Path, stages: Stages) -> Iterator[Task]:
    from generator.build.tasks import Tasks

    found = snapshot.materials(folder)
    packer, tasks = Packer(), Tasks(order, stages)
    materials = {language: packer.pack(one) for language, one in found.items()}
    for made in snapshot.documents:
        own = materials[made.language]
        second = materials[made.beside] if made.beside else None
        wished = (made.language, made.format, made.piece)
        yield tasks.write(wished, own, second, first=made.first)


def _done(
    tasks: list[Task],
    names: Mapping[tuple[str, str, str], str],
    stages: Stages,
    jobs: int | None,
    limits: Limits,
) -> Remade:
    from generator.build.workers.pool import Pool

    files: dict[str, bytes] = {}
    failed: dict[str, str] = {}
    with Pool(jobs or os.cpu_count() or 1, stages.profiles, limits) as pool:
        pool.prepare(*{task.profile for task in tasks})
        for task in tasks:
            pool.submit(task)
        for result in pool.results():
            _, _, language, name, piece = result.task.key
            file = names.get((language, name, piece), "")
            if result.failure is not None:
                failed[file] = _why(result)
                continue
            files[file] = result.blocks[0]
            told = result.header.get("tables", ())
            files.update(
                {made.file: data for made, data in beside(language, told, result.blocks[1:])}
            )
    return Remade(MappingProxyType(files), MappingProxyType(failed))


def _why(result: Result) -> str:
    if result.problems:
        return result.problems[0].what
    return result.failure.value if result.failure else ""


def same_bytes(content: bytes, sha256: str) -> bool:
    """Whether some bytes are those that were published."""
    return hashlib.sha256(content).hexdigest() == sha256


def same_text(format_name: str, one: bytes, other: bytes) -> bool:
    """Whether two finished files say the same, however they were written."""
    try:
        return _text(format_name, one) == _text(format_name, other)
    except UnreadableError:
        return False


def _text(format_name: str, content: bytes) -> object:
    from generator.proof.forms import drawn, spaced

    if format_name == "pdf":
        from generator.proof.pdf_text import read_pdf

        read = read_pdf(content)
        return drawn("".join(text for text, _ in read.run)), read.figures
    if format_name == "docx":
        from generator.proof.word_text import read_word

        word = read_word(content)
        return [spaced(text) for text in (*word.body, *word.notes)]
    if format_name == "html":
        from generator.proof.page_text import read_page

        return spaced(read_page(content))
    return content
