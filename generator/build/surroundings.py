"""What is around the making of an edition: who is told, and where things lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.report import Stage

if TYPE_CHECKING:
    from generator.build.materials import Materials
    from generator.build.parcels import Packed
    from generator.build.snapshot import Names


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a maker needs of its run.

    step        told after each step: stage, order, language, format.
    drop        told how many steps will not be taken after all.
    shown       a path as a person would type it.
    save_fault  saves a report by name and text; gives its place in words.
    sources     the folder in which pictures lie, source by source.
    pack        packs materials for workers; what orders of the run share is packed once.
    names       of what editions of the run share, as it is kept.
    """

    step: Callable[[Stage, str, str, str], None]
    drop: Callable[[int], None]
    shown: Callable[[Path], str]
    save_fault: Callable[[str, str], str]
    sources: Path
    pack: Callable[[Materials], Packed]
    names: Names
