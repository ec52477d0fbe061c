"""Which files and which parts of the program an order is made with, taken from those seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.build.planning.watched import PACKAGED, PROGRAM, Contents, digest_of

_MESSAGES: Final = f"{PROGRAM}/localisation/languages/"
_PARTS: Final = (
    (f"{PROGRAM}/localisation/data/", "locale"),
    (f"{PROGRAM}/writers/fonts/", "fonts"),
    (f"{PROGRAM}/writers/", "writers"),
)
MESSAGES: Final = "messages "
"""What the name of the catalogue of a language begins with, among the parts of the program."""

Files = dict[str, str]
"""SHA-256 of the content by name."""


def _part(name: str) -> str:
    if name.startswith(_MESSAGES):
        language, _, rest = name.removeprefix(_MESSAGES).partition("/")
        return f"{MESSAGES}{language}" if rest else "program"
    return next((part for prefix, part in _PARTS if name.startswith(prefix)), "program")


class Parts:
    """The files of orders, templates and house styles by whom they belong to.

    program  digests of the parts of the program: catalogues by language, locale data, fonts,
             writers. sources: digest of each source.
    """

    def __init__(self, contents: Contents) -> None:
        self._fonts: Files = {}
        self._orders: dict[str, Files] = {}
        self._templates: dict[str, Files] = {}
        self._houses: dict[str, Files] = {}
        self._shared: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, Files]] = {}
        sources: dict[str, Files] = {}
        program: dict[str, Files] = {}
        for name, sha256 in contents.sha256.items():
            if name.endswith("/"):
                continue
            group, _, inside = name.partition("/")
            first, _, rest = inside.partition("/")
            if group == "briefings":
                stem = first.removesuffix("" if rest else ".toml").removesuffix(".text")
                if not rest or first.endswith(".text"):
                    _put(self._orders, stem, name, sha256)
            elif group == "sources" and rest:
                _put(sources, first, name, sha256)
            elif group == PROGRAM:
                _put(program, _part(name), name, sha256)
            elif group == "templates":
                self._put_template(first, rest, name, sha256)
            elif group == PACKAGED and first == "templates":
                self._put_template(*rest.partition("/")[::2], name, sha256)
            elif group == "fonts":
                self._fonts[name] = sha256
        self.sources = {source: digest_of(files) for source, files in sources.items()}
        self.program = {part: digest_of(files) for part, files in program.items()}

    def _put_template(self, first: str, rest: str, name: str, sha256: str) -> None:
        if first == "house":
            _put(self._houses, rest.partition("/")[0], name, sha256)
        else:
            _put(self._templates, first, name, sha256)

    @property
    def stems(self) -> tuple[str, ...]:
        """The names of all files of orders."""
        return tuple(
            sorted(
                stem for stem, files in self._orders.items() if f"briefings/{stem}.toml" in files
            )
        )

    def order(self, stems: Iterable[str]) -> Files:
        """The files of some orders, with the texts beside them."""
        return _together(self._orders, stems)

    def of(
        self, stems: Iterable[str], templates: Iterable[str], houses: Iterable[str]
    ) -> dict[str, Files]:
        """The files of orders, templates, house styles and fonts, by group."""
        key = (tuple(templates), tuple(houses))
        shared = self._shared.get(key)  # most orders have these in common
        if shared is None:
            shared = self._shared[key] = {
                "template": _together(self._templates, ("shared", *key[0])),
                "house": {**_together(self._houses, key[1]), **self._templates.get("marking", {})},
                "fonts": self._fonts,
            }
        return {"order": self.order(stems), **shared}


def _put(found: dict[str, Files], owner: str, name: str, sha256: str) -> None:
    found.setdefault(owner, {})[name] = sha256


def _together(found: Mapping[str, Files], owners: Iterable[str]) -> Files:
    return {name: sha for owner in owners for name, sha in found.get(owner, {}).items()}


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names that differ, each with "added", "changed" or "removed"."""
    if old == new:  # as they nearly always are
        return []
    found = []
    for name in sorted({*old, *new}):
        if name not in old:
            found.append((name, "added"))
        elif name not in new:
            found.append((name, "removed"))
        elif old[name] != new[name]:
            found.append((name, "changed"))
    return found
