"""A small workspace to put facts and mistakes into."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.problems import Findings

LEVELS = ("UNCLASSIFIED", "PROTECTED A", "PROTECTED B", "SECRET")
TODAY = dt.date(2026, 11, 22)

SOURCE = """\
title.en = "A source"
title.fr = "Une source"
languages = ["en", "fr"]
licence = "ours"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.page]
kind = "web_page"
language = "en"
title.en = "A page"
title.fr = "Une page"
as_of = "2024-06"
"""

REFERENCE = """\
title.en = "Reference"
title.fr = "Référence"
languages = ["en", "fr"]
licence = "ours"
marking = "UNCLASSIFIED"
"""

AREAS = """\
id,alpha2,name_en,name_fr
IRQ,IQ,Iraq,Irak
CAN,CA,Canada,Canada
NAM,NA,Namibia,Namibie
"""

ORGANISATIONS = """\
- id: gac
  kind: ministry
  name: {en: Global Affairs Canada, fr: Affaires mondiales Canada}
- id: office
  kind: diplomatic_post
  country: IRQ
  name: {en: Office, fr: Bureau}
"""

PEOPLE = """\
- id: jane-doe
  name: {latin: Jane Doe}
  gender: f
  title: {en: Ambassador, fr: ambassadrice}
- id: john-roe
  name: {latin: John Roe}
  gender: m
  title: {en: Witness, fr: témoin}
  vulnerable: true
"""


class Workspace:
    """A workspace in a temporary folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings = Findings()
        self.write("reference/source.toml", REFERENCE)
        self.write("reference/areas.csv", AREAS)
        self.write("reference/organisations.yaml", ORGANISATIONS)
        self.write("reference/people.yaml", PEOPLE)
        self.write("page/source.toml", SOURCE)

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file under sources/."""
        path = self.root / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
        return path

    def facts(self, content: str | bytes, name: str = "facts.yaml") -> None:
        """Put a facts file into the source "page"."""
        self.write(f"page/facts/{name}", content)

    def read(self, **options: object) -> FactBase:
        """Read everything; problems go to ``findings``."""
        self.findings = Findings()
        settings: dict[str, object] = {"levels": LEVELS, "today": TODAY, **options}
        return read_sources(self.root, self.findings, **settings)  # type: ignore[arg-type]

    @property
    def codes(self) -> list[str]:
        """Codes of all problems found."""
        return [problem.code for problem in self.findings]

    @property
    def errors(self) -> list[str]:
        """Codes of the errors found."""
        return [problem.code for problem in self.findings.errors]

    def told(self) -> list[tuple[str, int | None, str | None]]:
        """Code, line and field of all problems."""
        return [(p.code, p.where.line, p.where.field) for p in self.findings]


FACT = """\
- id: {id}
  kind: position
  countries: [IRQ]
  text:
    en: "{en}"
    fr: "{fr}"
"""


def fact(*lines: str, id: str = "one", en: str = "A sentence.", fr: str = "Une phrase.") -> str:
    """The YAML of one sound fact, with further lines."""
    extra = "".join(f"  {line}\n" for line in lines)
    return FACT.format(id=id, en=en, fr=fr) + extra
