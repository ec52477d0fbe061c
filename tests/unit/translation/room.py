"""A small workspace to send texts out of and take them back into."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from generator.build.handoff import Export, Import, Scope, bring_in, export
from generator.build.workspace import Workspace
from generator.facts.model import Fact, FactBase, TextState
from generator.facts.sources import read_sources
from generator.problems import Findings, Problem
from generator.translation import library
from generator.translation.model import Outcome

TODAY = dt.date(2026, 11, 22)

REFERENCE = """\
title.en = "Reference"
languages = ["en", "fr", "ar"]
licence = "ours"
marking = "UNCLASSIFIED"
"""
AREAS = "id,alpha2,name_en,name_fr,name_ar\nIRQ,IQ,Iraq,Irak,العراق\nCAN,CA,Canada,Canada,كندا\n"
ORGANISATIONS = """\
- id: gac
  kind: ministry
  name: {en: Global Affairs Canada, fr: Affaires mondiales Canada, ar: الشؤون العالمية الكندية}
"""
TERMS = """\
- id: daesh
  forms: {en: ["Daesh", "ISIL"], fr: ["Daech"], ar: ["داعش"]}
"""
SOURCE = """\
title.en = "A desk"
languages = ["en", "fr", "ar"]
original = "en"
licence = "ours"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.page]
kind = "web_page"
language = "en"
title.en = "A page"
as_of = "2024-06"
"""
FACTS = """\
# What the desk knows.

- id: one            # the first
  kind: event
  countries: [IRQ]
  text:
    en: "Canada opened an office in {date}."   # as the ministry says
    fr: "Le Canada a ouvert un bureau en {date}."
  date: 2014-03
  stance: reported
  asserted_by: gac

- id: two
  kind: position
  countries: [IRQ]
  text:
    en: "Canada has an embassy."
    fr: 'Le Canada a une ambassade.'
    ar: "لكندا سفارة."
  past:
    en: "Canada had an embassy."
    fr: 'Le Canada avait une ambassade.'
    ar: "كان لكندا سفارة."
  # the last remark
"""


class Room:
    """A workspace in a folder, with one source called ``desk``."""

    def __init__(self, root: Path, facts: str = FACTS, name: str = "facts.yaml") -> None:
        self.root = root
        self.file = root / "sources/desk/facts" / name
        self.write("reference/source.toml", REFERENCE)
        self.write("reference/areas.csv", AREAS)
        self.write("reference/organisations.yaml", ORGANISATIONS)
        self.write("reference/terms.yaml", TERMS)
        self.write("desk/source.toml", SOURCE)
        self.file.parent.mkdir(parents=True)
        self.file.write_bytes(facts.encode())
        (root / "briefings").mkdir()
        self.workspace = Workspace(root)

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file under sources/."""
        path = self.root / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    @property
    def text(self) -> str:
        """The facts file."""
        return self.file.read_bytes().decode()

    def change(self, old: str, new: str) -> None:
        """Replace a passage of the facts file."""
        text = self.text
        assert text.count(old) == 1, old
        self.file.write_bytes(text.replace(old, new).encode())

    def content(self) -> dict[str, bytes]:
        """All files of the sources."""
        folder = self.root / "sources"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def read(self) -> FactBase:
        """The sources, without a mistake."""
        findings = Findings()
        base = read_sources(self.root, findings, areas=())
        assert not findings.errors, [str(p) for p in findings.errors]
        return base

    def fact(self, name: str) -> Fact:
        """One fact."""
        return self.read().facts[name]

    # ------------------------------------------------------------ out and back

    def export(self, language: str, form: str = "xliff2", **options: Any) -> Export:
        """Send texts out."""
        scope = Scope(ceiling=options.pop("ceiling", None), order=options.pop("order", None))
        return export(self.workspace, language, scope, TODAY, form=form, **options)

    def sent(self, language: str, form: str = "xliff2", **options: Any) -> Path:
        """Send texts out as one file."""
        (file,) = self.export(language, form, **options).files
        return file.path

    def back(self, path: Path, state: str = "reviewed", **options: Any) -> Import:
        """Take a file back."""
        return bring_in(self.workspace, path, state=TextState(state), **options)

    def loop(
        self, language: str, texts: Mapping[str, str], form: str = "xliff2", state: str = "reviewed"
    ) -> Import:
        """Send out, put translations in by id, take back."""
        path = self.sent(language, form)
        translate(path, texts)
        done = self.back(path, state)
        path.unlink()
        return done


def translate(path: Path, texts: Mapping[str, str | None], *, finished: bool = True) -> None:
    """Put translations into a file by id, as a translation tool does; None empties one."""
    if path.suffix == ".po":
        _translate_po(path, texts, finished)
    else:
        _translate_xliff(path, texts, finished)


def _translate_po(path: Path, texts: Mapping[str, str | None], finished: bool) -> None:
    store = library.storage("pypo").pofile.parsefile(str(path))
    for unit in store.units:
        if unit.getcontext() in texts:
            unit.target = texts[unit.getcontext()] or ""
            unit.markfuzzy(not finished)
    store.savefile(str(path))


def _translate_xliff(path: Path, texts: Mapping[str, str | None], finished: bool) -> None:
    tree = etree.parse(str(path))
    space = etree.QName(tree.getroot()).namespace
    two = tree.getroot().get("version") == "2.0"
    for unit in tree.iter(f"{{{space}}}{'unit' if two else 'trans-unit'}"):
        if unit.get("id") not in texts:
            continue
        holder = unit.find(f"{{{space}}}segment") if two else unit
        assert holder is not None
        for old in holder.findall(f"{{{space}}}target"):
            holder.remove(old)
        words = texts[str(unit.get("id"))]
        if words is None:
            continue
        target = etree.Element(f"{{{space}}}target")
        target.text = words
        source = holder.find(f"{{{space}}}source")
        assert source is not None
        source.addnext(target)
        if two:
            holder.set("state", "translated" if finished else "initial")
        else:
            target.set("state", "translated" if finished else "needs-review-translation")
            unit.set("approved", "yes" if finished else "no")
    tree.write(str(path), encoding="utf-8", xml_declaration=True)


def outcomes(done: Import) -> dict[str, str]:
    """What became of each unit that was not left untouched."""
    return {
        verdict.id: verdict.outcome.value
        for verdict in done.verdicts
        if verdict.outcome is not Outcome.UNTOUCHED
    }


def codes(done: Import) -> list[str]:
    """Codes of all problems of an import."""
    return [problem.code for problem in problems(done)]


def problems(done: Import) -> list[Problem]:
    """All problems of an import."""
    return [*done.problems, *(p for verdict in done.verdicts for p in verdict.problems)]


def as_json(records: Sequence[Mapping[str, object]]) -> str:
    """Facts as JSON."""
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
