"""Small workspaces for hostile input: one source, a template that prints all it is given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

REFERENCE = """\
title.en = "Reference"
languages = ["en"]
licence = "ours"
marking = "UNCLASSIFIED"
"""

AREAS = "id,alpha2,name_en\nKEN,KE,Kenya\nUGA,UG,Uganda\nNOR,NO,Norway\n"

ORGANISATIONS = "- id: gac\n  kind: ministry\n  name: {en: Global Affairs Canada}\n"

SOURCE = """\
title.en = "A source"
languages = ["en"]
licence = "ours"
marking = "UNCLASSIFIED"
producer = "gac"

[documents.page]
kind = "web_page"
language = "en"
title.en = "A page"
as_of = "2024-06"
"""

TEMPLATE = """\
entry = "brief.j2"
audience = "background"
title.en = "{area}: all that is known"
title.fr = "{area} : tout ce que l'on sait"
title.ar = "{area}: كل ما هو معروف"

[needs.all]
order = "oldest"
"""

ALL = """\
<section id="all">
  <h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.all %}<li>[ {{ f|statement }} ]{{ f|cite }}</li>{% endfor %}</ul>
</section>
"""


class Workspace:
    """A workspace in ``root``; the first order, "uganda", stands apart from what goes wrong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("sources/reference/source.toml", REFERENCE)
        self.write("sources/reference/areas.csv", AREAS)
        self.write("sources/reference/organisations.yaml", ORGANISATIONS)
        self.source("page")
        self.source("calm")
        self.facts({"calm": "All is calm."}, source="calm", area="UGA")
        self.template("plain", ALL)
        self.order("uganda", subject="UGA", formats='["html"]')

    @classmethod
    def at(cls, root: Path) -> Workspace:
        """The workspace that is there already."""
        found = cls.__new__(cls)
        found.root = root
        return found

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file into the workspace."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def source(self, name: str, more: str = "") -> None:
        """Describe a source; ``more`` is added to its source.toml."""
        self.write(f"sources/{name}/source.toml", SOURCE + more)

    def template(self, name: str, text: str, more: str = "") -> None:
        """Put a template; ``more`` is added to its template.toml."""
        self.write(f"templates/{name}/template.toml", TEMPLATE + more)
        self.write(f"templates/{name}/brief.j2", text)

    def order(self, name: str, **changes: str) -> Path:
        """Write an order on Kenya; ``changes`` are TOML values by field, "" leaves one out."""
        fields = {
            "template": '"plain"',
            "subject": "KEN",
            "languages": '["en"]',
            "as_of": '"2024-12-01"',
            **changes,
        }
        fields["subject"] = f'"{fields["subject"]}"'
        lines = [f"{field} = {value}\n" for field, value in fields.items() if value]
        return self.write(f"briefings/{name}.toml", "".join(lines))

    def facts(
        self, texts: Mapping[str, str], *, source: str = "page", area: str = "KEN", **more: object
    ) -> None:
        """Put statements by id; ``more`` are further fields of each record."""
        records = [
            {"id": name, "kind": "context", "countries": [area], "text": {"en": text}, **more}
            for name, text in texts.items()
        ]
        self.write(f"sources/{source}/facts/facts.json", json.dumps(records, indent=1) + "\n")

    def editions(self, order: str) -> list[str]:
        """The names of the editions of an order."""
        folder = self.root / "briefings" / order
        return sorted(path.name for path in folder.glob("[0-9]*"))

    def edition(self, order: str, number: int = 1) -> Path:
        """The folder of an edition."""
        return self.root / "briefings" / order / f"{number:04d}"

    def leavings(self) -> list[Path]:
        """Files that a build began and did not finish or take away."""
        return sorted(self.root.rglob(".tmp-*"))


def named(texts: Iterable[str], prefix: str) -> dict[str, str]:
    """Texts by ids made from a prefix and a number."""
    return {f"{prefix}-{number:03d}": text for number, text in enumerate(texts)}
