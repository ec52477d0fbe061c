"""What an edition is made from, kept so that it can be made again, byte for byte.

Each language's materials are taken apart: what languages and editions share (facts, names,
template, house style) is kept once, under the digest of its content. The files of templates
and the fonts of pages are kept with them: nothing of a workspace is needed to make an edition
again but the same program and libraries.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final, TypeVar

from generator.build.materials import Materials
from generator.build.parcels import OF_BASE
from generator.editions.canonical import Known, NoDigestError, digest_of_value
from generator.editions.objects import LostError, Objects
from generator.facts import parcel
from generator.facts.model import FactBase

if TYPE_CHECKING:
    from generator.compose.model import Template

T = TypeVar("T")

FORMAT: Final = 2
_WHOLE_BASES: Final = 1
"""The form in which a fact base was kept as one part: its editions are still read."""
_SHARED: Final = "shared"
_REST: Final = "rest"
_TEXTS: Final = (".j2",)
_PARTS: Final = ("template", "selection", "base", "house", "brief")
"""Fields of materials that are kept on their own; the others go together."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document of an edition, as the task that writes it names it.

    first   the task brings the files of long tables; beside: second language, or "".
    """

    language: str
    format: str
    piece: str
    first: bool
    beside: str = ""


@contextlib.contextmanager
def keeping(objects: Objects, known: Known) -> Iterator[SnapshotWriter]:
    """Keep what an edition is made from and publish it; what fails leaves nothing.

    known  what editions of the same run share.

    Raises ``OSError``.
    """
    with objects.writing():
        writer = SnapshotWriter(objects, known)
        try:
            yield writer
        except BaseException:
            writer.undo()
            raise


@dataclass(slots=True)
class SnapshotWriter:
    """Takes materials apart and keeps what is not kept yet."""

    objects: Objects
    shared: Known
    _known: dict[int, tuple[object, str]] = field(default_factory=dict)
    _added: list[str] = field(default_factory=list)
    _bases: list[FactBase] = field(default_factory=list)

    def keep(
        self,
        materials: Mapping[str, Materials],
        documents: Iterable[Made],
        fonts: Mapping[str, str],
    ) -> str:
        """Keep all that an edition is made from; gives the name of its list of parts.

        fonts  SHA-256 of the font files that pages took beside the shipped ones, by name.

        Raises ``OSError`` when it cannot be written.
        """
        told = {
            "format": FORMAT,
            "materials": {tag: self._materials(one) for tag, one in materials.items()},
            "documents": [dataclasses.asdict(one) for one in documents],
            "fonts": self._fonts(materials, fonts),
        }
        data = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
        name = hashlib.sha256(data).hexdigest()
        self._add(name, data)
        return name

    def undo(self) -> None:
        """Take back what was not there before."""
        for name in self._added:
            self.objects.drop(name)

    def _add(self, name: str, data: bytes) -> None:
        if self.objects.put(name, data):
            self._added.append(name)

    def _materials(self, one: Materials) -> dict[str, Any]:
        told: dict[str, Any] = {
            "template": self._once(one.template, _template_kept),
            "selection": self._once(one.selection),
            "base": self._base(self._shared(one.base)),
            "house": self._once(one.house, lambda house: replace(house, font_files=())),
            "brief": self._once(one.brief),
        }
        rest = {
            each.name: getattr(one, each.name)
            for each in dataclasses.fields(one)
            if each.name not in (*_PARTS, "pictures", "parts")
        }
        told[_REST] = self._put(tuple(sorted(rest.items())))
        told["pictures"] = sorted(self._raw(data) for data in one.pictures.values())
        told["parts"] = [self._materials(part) for part in one.parts]
        return told

    def _base(self, base: FactBase) -> dict[str, str]:
        """A fact base in parts: what most briefs share, and what was chosen for this one."""
        shared = {name: self._once(getattr(base, name)) for name in OF_BASE}
        return {_REST: self._once(base, _rest_of), **shared}

    def _shared(self, base: FactBase) -> FactBase:
        """The fact base of another language that is equal, so that it is read through once."""
        found = next((one for one in self._bases if one == base), base)
        if found is base:
            self._bases.append(base)
            names = (base.areas, base.organisations, base.people, base.terms, base.names)
            for one in (*names, *base.facts.values()):  # what was chosen speaks of facts, too
                self.shared.hold(one)
        return found

    def _once(self, value: T, kept: Callable[[T], object] = lambda value: value) -> str:
        """Keep a value that languages may share, as it is or as what ``kept`` makes of it."""
        seen = self._known.get(id(value))
        if seen is None:
            seen = self._known[id(value)] = (value, self._put(kept(value)))  # held: no other has
        return seen[1]  # its number

    def _put(self, value: object) -> str:
        """Keep a value under the digest of its content."""
        try:
            name = digest_of_value(value, self.shared)
        except NoDigestError:
            name = hashlib.sha256(parcel.pack(value)).hexdigest()
        self._add(name, b"" if self.objects.has(name) else parcel.pack(value))
        return name

    def _raw(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        self._add(name, data)
        return name

    def _fonts(
        self, materials: Mapping[str, Materials], used: Mapping[str, str]
    ) -> list[list[str]]:
        """The fonts that pages took, in the order in which they are looked through."""
        paths = {path: None for one in materials.values() for path in one.house.font_files}
        found = []
        for path in paths:
            name = PurePath(path).name
            if name in used:
                data = Path(path).read_bytes()
                if hashlib.sha256(data).hexdigest() == used[name]:
                    found.append([name, self._raw(data)])
        return found


def _rest_of(base: FactBase) -> object:
    """What is not kept with the parts that briefs share."""
    names = (each.name for each in dataclasses.fields(base) if each.name not in OF_BASE)
    return tuple((name, getattr(base, name)) for name in sorted(names))


def _template_kept(template: Template) -> object:
    """A template as it is kept: with its files, and not with the places where they lie."""
    return replace(template, roots=()), _template_files(template)


def _template_files(template: Template) -> tuple[tuple[str, bytes], ...]:
    """The texts that a template can use, by name, as its folders give them."""
    found: dict[str, bytes] = {}
    folders = dict.fromkeys((template.name, template.entry.split("/")[0], _SHARED))
    for folder in folders:
        for root in template.roots:
            for path in sorted((root / folder).glob("*")):
                if path.suffix in _TEXTS and path.is_file():
                    found.setdefault(f"{folder}/{path.name}", path.read_bytes())
    return tuple(sorted(found.items()))


# ---------------------------------------------------------------- and back


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot as its list of parts says."""

    name: str
    objects: Objects
    told: Mapping[str, Any]

    @property
    def documents(self) -> tuple[Made, ...]:
        """The documents of the edition."""
        return tuple(Made(**one) for one in self.told["documents"])

    def parts(self) -> Iterator[str]:
        """Names of every object that it needs, its own list first."""
        yield self.name
        for one in self.told["materials"].values():
            yield from _names(one)
        yield from (name for _, name in self.told["fonts"])

    def lost(self) -> tuple[str, ...]:
        """What of it is missing or damaged, in words."""
        found = []
        for name in dict.fromkeys(self.parts()):
            try:
                self.objects.get(name)
            except LostError as error:
                found.append(str(error))
        return tuple(found)

    def materials(self, folder: Path) -> dict[str, Materials]:
        """The materials of each language; ``folder`` takes files of templates and fonts.

        Raises ``LostError``, and ``NotAParcelError`` for what another program has kept.
        """
        fonts = []
        for name, held in self.told["fonts"]:
            path = folder / "fonts" / PurePath(name).name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(self.objects.get(held))
            fonts.append(path.as_posix())
        return {
            tag: self._put_together(one, folder / tag, tuple(fonts))
            for tag, one in self.told["materials"].items()
        }

    def _put_together(
        self, told: Mapping[str, Any], folder: Path, fonts: Sequence[str]
    ) -> Materials:
        values = {name: self._value(told[name]) for name in ("selection", "brief")}
        values["base"] = self._base(told["base"])
        house = self._value(told["house"])
        template, files = self._value(told["template"])
        root = folder / "templates"
        for name, data in files:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        pictures = {name: self.objects.get(name) for name in told["pictures"]}
        parts = (
            self._put_together(part, folder / str(number), fonts)
            for number, part in enumerate(told["parts"], 1)
        )
        return Materials(
            **{**dict(self._value(told[_REST])), **values},
            template=replace(template, roots=(root,)),
            house=replace(house, font_files=tuple(fonts)),
            pictures=parcel.frozen(pictures),
            parts=tuple(parts),
        )

    def _base(self, told: str | Mapping[str, str]) -> FactBase:
        if isinstance(told, str):  # as it was kept once
            whole: FactBase = self._value(told)
            return whole
        found = {name: self._value(held) for name, held in told.items()}
        return FactBase(**dict(found.pop(_REST)), **found)

    def _value(self, name: str) -> Any:
        return parcel.unpack_plain(self.objects.get(name))


def _names(told: Mapping[str, Any]) -> Iterator[str]:
    for name in (*_PARTS, _REST):
        held = told[name]
        yield from (held,) if isinstance(held, str) else held.values()
    yield from told["pictures"]
    for part in told["parts"]:
        yield from _names(part)


def read_snapshot(objects: Objects, name: str) -> Snapshot:
    """The snapshot of that name. Raises ``LostError``."""
    try:
        told = json.loads(objects.get(name))
    except ValueError as error:
        raise LostError("its list of parts is damaged") from error
    if not isinstance(told, dict) or told.get("format") not in (FORMAT, _WHOLE_BASES):
        raise LostError("its list of parts is of another form")
    return Snapshot(name, objects, told)
