"""A tiny set of stages: facts in text files, documents of one line, workers that misbehave.

A fact is a line ``id AREA words`` of ``sources/<name>/facts.txt``. Words that begin with
``!`` are done by the worker that composes: ``!die``, ``!hang``, ``!eat``, ``!fault``,
``!deep``, ``!refuse``. ``!write-die`` is done by the one that writes, ``!apart-die`` and
``!apart-fault`` by the one that takes apart what was chosen.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.build import apart
from generator.build.materials import Materials
from generator.build.parcels import facts_in, opened
from generator.build.stages import Scope, Stages
from generator.compose.model import Template
from generator.facts import parcel
from generator.facts.model import Area, Fact, FactBase, Kind, LocalText, Origin, Source
from generator.house.model import HouseStyle, Level, MarkingScheme
from generator.problems import Findings, Problem, ProblemsFound, Severity, Where
from generator.selection.model import Chosen, Request, Selection

HERE = "tests.unit.build.fake_parts"


def stages() -> Stages:
    """The stages of this module."""
    return Stages(
        read_sources=read_sources,
        read_template=read_template,
        read_house=read_house,
        check_template=lambda template: (),
        select=select,
        notices=notices,
        compose=f"{HERE}:compose",
        write=f"{HERE}:write",
        take_apart=f"{HERE}:take_apart",
        profiles={"text": (HERE,), "pages": (HERE,)},
    )


def workspace(root: Path, *orders: str, facts: str = "one IRQ first\n") -> Path:
    """A workspace with one source and orders by name; gives its root."""
    (root / "sources" / "wire").mkdir(parents=True)
    (root / "sources" / "wire" / "facts.txt").write_text(facts)
    for part in ("templates/country-brief", "templates/house/canada", "briefings"):
        (root / part).mkdir(parents=True)
    (root / "templates/country-brief/template.toml").write_text("")
    (root / "templates/house/canada/house.toml").write_text("")
    for name in orders:
        write_order(root, name)
    return root


def write_order(root: Path, name: str, **changes: str) -> None:
    """Write an order; ``changes`` are TOML values by field, "" leaves the field out."""
    fields = {
        "template": '"country-brief"',
        "subject": '"IRQ"',
        "languages": '["en-CA", "fr-CA"]',
        "formats": '["html", "pdf"]',
        "as_of": '"2024-12-01"',
    } | changes
    lines = [f"{key} = {value}" for key, value in fields.items() if value]
    (root / "briefings" / f"{name}.toml").write_text("\n".join(lines) + "\n")


# ---------------------------------------------------------------- in the program


def read_sources(root: Path, findings: Findings, scope: Scope) -> FactBase:
    facts: dict[str, Fact] = {}
    for path in sorted((root / "sources").glob("*/facts.txt")):
        shown = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            parts = line.split(maxsplit=2)
            if len(parts) < 3:
                findings.add("file-empty", Where(shown, number))
                continue
            name, area, words = parts
            facts[name] = Fact(
                name,
                Kind.FIGURE,
                (area,),
                MappingProxyType({"en": LocalText(MappingProxyType({"other": words}))}),
                Origin(path.parent.name, "wire", MappingProxyType({"en": "Wire"})),
                "UNCLASSIFIED",
                file=shown,
                line=number,
                version=hashlib.sha256(line.encode()).hexdigest(),
            )
    areas = {code: Area(code, MappingProxyType({"en": code})) for code in ("IRQ", "SYR", "KAZ")}
    source = Source("wire", MappingProxyType({"en": "Wire"}), "CC0", "UNCLASSIFIED")
    nothing: MappingProxyType[str, Any] = MappingProxyType({})
    return FactBase(
        MappingProxyType(facts),
        MappingProxyType(areas),
        nothing,
        nothing,
        nothing,
        (),
        (),
        (),
        MappingProxyType({"wire": source}),
        "digest",
    )


def read_template(folder: Path, findings: Findings, behind: Sequence[Path]) -> Template:
    digest = hashlib.sha256((folder / "template.toml").read_bytes()).hexdigest()
    return Template(folder.name, MappingProxyType({}), (), "brief.j2", (), digest=digest)


def read_house(folder: Path, findings: Findings) -> HouseStyle:
    level = Level("UNCLASSIFIED", MappingProxyType({"en": "UNCLASSIFIED"}))
    names = MappingProxyType({"en": "House"})
    return HouseStyle(folder.name, names, names, "letter", MarkingScheme((level,)))


def select(base: FactBase, request: Request, needs: object) -> Selection:
    found = [Chosen(f) for f in base.facts.values() if request.area in f.countries]
    return Selection(request, MappingProxyType({"all": tuple(found)}), marking="UNCLASSIFIED")


def notices(selection: Selection) -> tuple[Problem, ...]:
    return tuple(
        Problem("file-empty", Where(record=chosen.fact.id), {}, Severity.WARNING)
        for chosen in selection.chosen["all"]
        if "stale" in words_of(chosen.fact)
    )


def words_of(fact: Fact) -> str:
    return fact.text["en"].forms["other"]


# ---------------------------------------------------------------- in the workers


def compose(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    materials: Materials = opened(argument)
    facts = {c.fact.id: c.fact for c in materials.selection.chosen["all"]}
    for fact in facts.values():
        _misbehave(words_of(fact), materials.language)
    versions = {name: fact.version for name, fact in facts.items()}
    header = {
        "fingerprint": hashlib.sha256(repr(sorted(versions.items())).encode()).hexdigest(),
        "facts": versions,
        "problems": [],
        "locale_data": {"babel": "2.18"},
        "terms": [],
    }
    return header, []


def write(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    packed, _, format_name, _, _ = parcel.unpack(argument)
    materials: Materials = opened(packed)
    words = [words_of(c.fact) for c in materials.selection.chosen["all"]]
    if "!write-die" in words and format_name == "pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    brief = materials.brief
    text = f"{format_name} {materials.language} {brief.edition} {brief.issued} {words}"
    return {"proof": {}}, [text.encode()]


def take_apart(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    for data in parcel.unpack(argument):
        words = [words_of(one.fact) for one in facts_in(data)[0].chosen["all"]]
        if "!apart-die" in words:
            os.kill(os.getpid(), signal.SIGKILL)
        if "!apart-fault" in words:
            raise ValueError("a fault of ours")
    return apart.take_apart(argument)


def _misbehave(words: str, language: str) -> None:
    if language != "fr-CA":
        return
    if words == "!die":
        os.kill(os.getpid(), signal.SIGKILL)
    if words == "!hang":
        time.sleep(60)
    if words == "!eat":
        hoard = [bytearray(100_000_000) for _ in range(100)]
        hoard.clear()
    if words == "!deep":
        _misbehave_deeply()
    if words == "!fault":
        raise ValueError("a fault of ours")
    if words == "!refuse":
        raise ProblemsFound([Problem("file-empty", Where(record="template"))])


def _misbehave_deeply() -> None:
    _misbehave_deeply()
