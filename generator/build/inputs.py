"""What is wanted of an order in one run, and a digest of all that it would be made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.build.digests import (
    digest_of,
    file_digest,
    folder_digest,
    library_versions,
    program_digest,
)
from generator.build.fontfiles import FOLDER
from generator.build.orders.changes import LAST_DELIVERED
from generator.build.orders.fields import near, shown
from generator.build.orders.known import note_future
from generator.build.orders.order import Order
from generator.build.report import Settings
from generator.build.stamps import SOURCES, stamped
from generator.build.workspace import Workspace
from generator.editions.deliveries import delivered_editions
from generator.house.scheme_files import scheme_file
from generator.problems import NOWHERE, Findings

STAMPS: Final = "inputs.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of an order: as it asks, or as the command overrides it.

    overrides  what was asked otherwise, by field ("as_of", "known_on", "languages", "formats").
    known_on  the day of which only what was known then may print; None: all that is on record.
    """

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    as_of: dt.date
    as_of_rule: str
    overrides: Mapping[str, str]
    known_on: dt.date | None = None

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """Language and format of every document wanted."""
        return tuple((language, name) for language in self.languages for name in self.formats)


def wanted_of(order: Order, settings: Settings, findings: Findings) -> Wanted | None:
    """What is to be made; None, with problems, when the command asks for what is not ordered."""
    languages = _part(order, "languages", settings.languages, order.languages, findings)
    formats = _part(order, "formats", settings.formats, order.formats, findings)
    if not languages or not formats:
        return None
    known = settings.known_on or order.known_on
    where = order.where("known_on") if settings.known_on is None else NOWHERE
    if not note_future(known, settings.today, findings, where):
        return None
    overrides = {}
    if settings.known_on is not None and settings.known_on != order.known_on:
        overrides["known_on"] = settings.known_on.isoformat()
    if settings.as_of is not None and settings.as_of != order.as_of:
        overrides["as_of"] = settings.as_of.isoformat()
    if languages != order.languages:
        overrides["languages"] = ", ".join(languages)
    if formats != order.formats:
        overrides["formats"] = ", ".join(formats)
    # "today" of those who knew no more than on that day was that day.
    stated = settings.as_of or order.as_of or known
    return Wanted(
        languages=languages,
        formats=formats,
        as_of=stated or settings.today,
        as_of_rule="stated" if stated else "today",
        overrides=MappingProxyType(overrides),
        known_on=known,
    )


def _part(
    order: Order,
    name: str,
    asked: tuple[str, ...] | None,
    ordered: tuple[str, ...],
    findings: Findings,
) -> tuple[str, ...]:
    """What is asked of what is ordered, in the order's order; () when something is not in it."""
    if asked is None:
        return ordered
    strange = [value for value in asked if value not in ordered]
    for value in strange:
        findings.add(
            "not-in-order",
            order.where(name),
            value=shown(value),
            choices=", ".join(ordered),
            hint=near(value, ordered),
        )
    return () if strange else tuple(value for value in ordered if value in asked)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of what one run reads. A folder is read once: many orders share it.

    writes  keep the digests of files for the next run; False for who may only look.
    """

    workspace: Workspace
    writes: bool = True
    _folders: dict[Path, str] = field(default_factory=dict)

    def of(self, order: Order, wanted: Wanted) -> str:
        """Digest of everything that is read to make the order, and of the day it speaks for."""
        template = self.workspace.template_folder(order.template)
        house = self.workspace.house_folder(order.house)
        versions = [f"{name}={version}" for name, version in library_versions().items()]
        shared = [self.folder(root / "shared") for root in self.workspace.template_roots]
        return digest_of(
            program_digest(),
            self.folder(self.workspace.sources),
            self.folder(template),
            self.folder(house),
            *(self.folder(root / "marking") for root in self.workspace.template_roots),
            self.folder(self.workspace.root / FOLDER),
            order.name,
            order.sha256,
            wanted.as_of.isoformat(),
            wanted.as_of_rule,
            f"known on {wanted.known_on}" if wanted.known_on else "",
            *shared,
            *versions,
            *(self.of(part, wanted) for part in (order.pack.parts if order.pack else ())),
            *self._followed(order, wanted),
        )

    def _followed(self, order: Order, wanted: Wanted) -> tuple[str, ...]:
        """Of a change note: the order that it follows, and the editions that there are of it."""
        followed = order.changes.followed if order.changes else None
        if followed is None or order.changes is None:
            return ()
        folder = self.workspace.briefings / followed.name
        editions = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        given: tuple[str, ...] = ()
        if order.changes.since == LAST_DELIVERED:
            given = tuple(map(str, delivered_editions(folder.parent, folder.name)))
        return (self.of(followed, wanted), *editions, *given)

    def style(self, house: Path | None, scheme: str) -> str:
        """Digest of a house style, with the file of the marking scheme that it names."""
        file = scheme_file(house, scheme) if house is not None and scheme else None
        own = self.folder(house)
        return own if file is None else digest_of(own, file_digest(file.as_posix()))

    def folder(self, folder: Path | None) -> str:
        """Digest of a folder; "" when there is none."""
        if folder is None:
            return ""
        if folder not in self._folders:
            self._folders[folder] = self._digest(folder)
        return self._folders[folder]

    def _digest(self, folder: Path) -> str:
        """Digest of a folder; of the sources, files that did not change are not read again."""
        if folder != self.workspace.sources:
            return folder_digest(folder)
        with stamped(self.workspace.state / SOURCES / STAMPS, writes=self.writes) as digest:
            return folder_digest(folder, digest)
