"""Every template in every language and house style, as the command makes them.

All three are found by listing folders: what is added there is proven by being there.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.end_to_end.command import ROOT, SECONDS, briefing

FORMATS: Final = ("pdf", "docx", "html")
SUBJECT: Final = "IRQ"
"""For templates without an order of their own: the country the project has facts on."""

SUBJECTS: Final = ("IRQ", "SYR", "JOR", "LBN")
"""The same for templates about several."""

_MINIMAL: Final = 'template = "{template}"\n{subject}\nas_of = "2024-12-01"\n'
_CHANGED: Final = re.compile(r"^(languages|formats|house|status|number)\s*=.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A template in a house style."""

    template: str
    house: str

    def __str__(self) -> str:
        return f"{self.template}-{self.house}"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one language."""

    language: str
    files: dict[str, Path]


def _folders(folder: Path, holding: str) -> list[str]:
    return sorted(path.parent.name for path in folder.glob(f"*/{holding}"))


def templates() -> list[str]:
    """The project's templates."""
    return _folders(ROOT / "templates", "template.toml")


def houses() -> list[str]:
    """The project's house styles."""
    return _folders(ROOT / "templates" / "house", "house.toml")


def languages() -> list[str]:
    """The languages with a catalogue."""
    return _folders(ROOT / "generator" / "localisation" / "languages", "messages.po")


def pairs() -> list[Pair]:
    """Every template in every house style."""
    return [Pair(template, house) for template in templates() for house in houses()]


def workspace(folder: Path, fonts: Iterable[Path] = ()) -> Path:
    """A workspace with the project's templates and sources, and the fonts that are given."""
    for name in ("templates", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "briefings").mkdir()
    (folder / "fonts").mkdir()
    for font in fonts:
        shutil.copy(font, folder / "fonts")
    return folder


def build(
    folder: Path, pair: Pair, tags: Sequence[str], formats: Sequence[str] = FORMATS
) -> list[Made]:
    """The documents of one pair, made by the command in the workspace ``folder``."""
    return build_all(folder, [pair], tags, formats)[pair]


def build_all(
    folder: Path, pairs: Sequence[Pair], tags: Sequence[str], formats: Sequence[str] = FORMATS
) -> dict[Pair, list[Made]]:
    """The documents of many pairs, made by one command, which keeps its workers warm."""
    names = {pair: f"{pair}-{'-'.join(tags)}-{len(formats)}" for pair in pairs}
    for pair, name in names.items():
        order = _order(pair, tags, formats)
        (folder / "briefings" / f"{name}.toml").write_text(order, "utf-8")
        if followed := tomllib.loads(order).get("changes", {}).get("of"):
            shutil.copy(ROOT / "briefings" / f"{followed}.toml", folder / "briefings")
    briefing(folder, "build", *names.values(), seconds=SECONDS * len(pairs), fresh=True)
    return {pair: made(folder, name, tags, formats) for pair, name in names.items()}


def made(folder: Path, name: str, tags: Sequence[str], formats: Sequence[str]) -> list[Made]:
    """The documents of the first edition of an order."""
    edition = folder / "briefings" / name / "0001"
    return [Made(tag, {form: _one(edition, f"*_{tag}.{form}") for form in formats}) for tag in tags]


def _one(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def _subject(template: str) -> str:
    """The line of an order that says about whom it is, as the template takes it."""
    own = (ROOT / "templates" / template / "template.toml").read_text("utf-8")
    if tomllib.loads(own).get("countries") == "several":
        return f"subjects = {list(SUBJECTS)}".replace("'", '"')
    return f'subject = "{SUBJECT}"'


def _order(pair: Pair, tags: Sequence[str], formats: Sequence[str]) -> str:
    """The project's own order for the template, else a plain one, changed to the pair."""
    text = _MINIMAL.format(template=pair.template, subject=_subject(pair.template))
    for path in sorted((ROOT / "briefings").glob("*.toml")):
        own = path.read_text("utf-8")
        if tomllib.loads(own).get("template") == pair.template:
            text = own
            break
    asked = {"languages": list(tags), "formats": list(formats), "house": pair.house}
    # A list of plain strings and a string are written alike in JSON's way and in TOML's.
    lines = [f"{key} = {value!r}\n".replace("'", '"') for key, value in asked.items()]
    return "".join((*lines, f'number = "{pair}"\n', _CHANGED.sub("", text)))
