"""Where things are: a folder with ``sources/``, ``templates/`` and ``briefings/``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.build.place import root_of, state_of
from generator.packaged import packaged_root
from generator.problems import Problem, ProblemsFound, Where
from generator.records import dataclass

__all__ = ["PARTS", "Workspace", "packaged_root"]

PARTS: Final = ("sources", "templates", "briefings")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace. Packaged templates and house styles are found behind its own.

    orders  folder of the orders, for a trial that must not touch the workspace's own.
    """

    root: Path
    orders: Path | None = None

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The workspace that ``start`` is, or is inside of.

        Raises ``ProblemsFound`` (workspace-not-found) when no folder from ``start`` upwards
        holds both ``sources/`` and ``briefings/``.
        """
        root = root_of(start)
        if root is None:
            raise ProblemsFound([Problem("workspace-not-found", Where(file=start.as_posix()))])
        return cls(root)

    @property
    def sources(self) -> Path:
        """One folder per source."""
        return self.root / "sources"

    @property
    def briefings(self) -> Path:
        """Orders, and beside each its editions."""
        return self.orders or self.root / "briefings"

    @property
    def state(self) -> Path:
        """What may be deleted at any time: remembered checks, reports of faults."""
        return state_of(self.root)

    @property
    def template_roots(self) -> tuple[Path, ...]:
        """Folders that hold templates, the workspace's own first."""
        own, packaged = self.root / "templates", packaged_root() / "templates"
        return (own,) if own == packaged else (own, packaged)

    def template_names(self) -> tuple[str, ...]:
        """Every template an order can name."""
        return _names(self.template_roots, "template.toml")

    def house_names(self) -> tuple[str, ...]:
        """Every house style an order can name."""
        return _names(tuple(root / "house" for root in self.template_roots), "house.toml")

    def template_folder(self, name: str) -> Path | None:
        """Folder of the template of that name, or None."""
        return _first(self.template_roots, name, "template.toml")

    def house_folder(self, name: str) -> Path | None:
        """Folder of the house style of that name, or None."""
        return _first(tuple(root / "house" for root in self.template_roots), name, "house.toml")

    def order_files(self) -> tuple[Path, ...]:
        """Every order file, by name."""
        if not self.briefings.is_dir():
            return ()
        return tuple(sorted(p for p in self.briefings.iterdir() if p.suffix == ".toml"))

    def order_names(self) -> tuple[str, ...]:
        """Every order's name."""
        return tuple(path.stem for path in self.order_files())

    def shown(self, path: Path) -> str:
        """A path as a person would type it: relative to the workspace where it is inside."""
        absolute, root = path.absolute(), self.root.absolute()
        if absolute.is_relative_to(root):
            return absolute.relative_to(root).as_posix()
        return absolute.as_posix()


def _first(roots: tuple[Path, ...], name: str, marker: str) -> Path | None:
    for root in roots:
        folder = root / name
        if (folder / marker).is_file():
            return folder
    return None


def _names(roots: tuple[Path, ...], marker: str) -> tuple[str, ...]:
    found = {
        folder.name
        for root in roots
        if root.is_dir()
        for folder in root.iterdir()
        if (folder / marker).is_file()
    }
    return tuple(sorted(found))
