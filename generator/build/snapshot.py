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
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final, TypeVar

from generator.build.apart import name_of
from generator.build.materials import Materials
from generator.build.parcels import OF_BASE
from generator.editions.objects import LostError, Objects
from generator.facts import parcel
from generator.facts.model import FactBase

if TYPE_CHECKING:
    from generator.build.apart import Apart, Part
    from generator.build.parcels import Packed
    from generator.compose.model import Template

T = TypeVar("T")

FORMAT: Final = 2
_WHOLE_BASES: Final = 1
"""The form in which a fact base was kept as one part: its editions are still read."""
_HELD: Final = 64
"""Values that editions of a run have in common and whose names are known."""
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


class Names:
    """Names of values that editions of a run have in common, so that each is read through once."""

    def __init__(self) -> None:
        self._held: deque[tuple[object, str]] = deque(maxlen=_HELD)

    def of(self, value: object) -> str:
        """The name under which a value is kept."""
        found = next((name for held, name in self._held if held is value), None)
        if found is None:
            found = name_of(value)
            self._held.append((value, found))  # held, so that no other has its place in memory
        return found


@contextlib.contextmanager
def keeping(objects: Objects, names: Names) -> Iterator[SnapshotWriter]:
    """Keep what an edition is made from and publish it; what fails leaves nothing.

    names  of what editions of the same run share.

    Raises ``OSError``.
    """
    with objects.writing():
        writer = SnapshotWriter(objects, names)
        try:
            yield writer
        except BaseException:
            writer.undo()
            raise


@dataclass(slots=True)
class SnapshotWriter:
    """Keeps the parts of materials that are not kept yet."""

    objects: Objects
    names: Names
    _known: dict[int, tuple[object, str]] = field(default_factory=dict)
    _added: list[str] = field(default_factory=list)

    def keep(
        self,
        materials: Mapping[str, Packed],
        apart: Mapping[bytes, Apart],
        documents: Iterable[Made],
        fonts: Mapping[str, str],
    ) -> str:
        """Keep all that an edition is made from; gives the name of its list of parts.

        apart  by its parcel, what was chosen, as it is kept.
        fonts  SHA-256 of the font files that pages took beside the shipped ones, by name.

        Raises ``OSError`` when it cannot be written.
        """
        told = {
            "format": FORMAT,
            "materials": {
                tag: self._materials(one.materials, (apart[facts] for facts in one.facts))
                for tag, one in materials.items()
            },
            "documents": [dataclasses.asdict(one) for one in documents],
            "fonts": self._fonts([one.materials for one in materials.values()], fonts),
        }
        data = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
        name = hashlib.sha256(data).hexdigest()
        self._add(self.objects.put(name, data), name)
        return name

    def undo(self) -> None:
        """Take back what was not there before."""
        for name in self._added:
            self.objects.drop(name)

    def _add(self, is_new: bool, name: str) -> str:
        if is_new:
            self._added.append(name)
        return name

    def _materials(self, one: Materials, chosen: Iterator[Apart]) -> dict[str, Any]:
        """The names of the parts; chosen: of it, and then of each brief of a pack."""
        facts, base = next(chosen), one.base
        shared = {name: self._shared(getattr(base, name)) for name in OF_BASE}
        told: dict[str, Any] = {
            "template": self._once(one.template, _template_kept),
            "selection": self._packed(facts.selection),
            "base": {_REST: self._packed(facts.rest), **shared},
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
        told["parts"] = [self._materials(part, chosen) for part in one.parts]
        return told

    def _shared(self, value: object) -> str:
        """Keep a value that other editions of the run have, too."""
        return self._named(self.names.of(value), value)

    def _packed(self, part: Part) -> str:
        return self._add(self.objects.put_packed(part.name, part.data), part.name)

    def _once(self, value: T, kept: Callable[[T], object] = lambda value: value) -> str:
        """Keep a value that languages may share, as it is or as what ``kept`` makes of it."""
        seen = self._known.get(id(value))
        if seen is None:
            seen = self._known[id(value)] = (value, self._put(kept(value)))  # held: no other has
        return seen[1]  # its number

    def _put(self, value: object) -> str:
        """Keep a value under the digest of its content."""
        return self._named(name_of(value), value)

    def _named(self, name: str, value: object) -> str:
        """Keep a value under a name; one that is there already need not be packed again."""
        if not self.objects.renew(name):
            self._add(self.objects.put(name, parcel.pack(value)), name)
        return name

    def _raw(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        return self._add(self.objects.put(name, data), name)

    def _fonts(self, materials: Iterable[Materials], used: Mapping[str, str]) -> list[list[str]]:
        """The fonts that pages took, in the order in which they are looked through."""
        paths = {path: None for one in materials for path in one.house.font_files}
        found = []
        for path in paths:
            name = PurePath(path).name
            if name in used:
                data = Path(path).read_bytes()
                if hashlib.sha256(data).hexdigest() == used[name]:
                    found.append([name, self._raw(data)])
        return found


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
