"""``make gallery``: pictures of every template and component, and the pages that show them.

Every template is built from the first order that uses it, in English, French and Arabic; the
first page of each PDF becomes a picture. Every macro of ``components.toml`` is put into a
template of its own and built. What is written: ``docs/gallery.md``, ``docs/components.md``
and the pictures beside this file.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docs.pictures.pages import first_page, under_heading
from generator.build.report import Outcome, Settings
from generator.build.run import build
from generator.build.workspace import Workspace

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
DAY: Final = dt.date(2026, 11, 22)
"""Day of issue of everything shown, so that pictures change only when documents do."""

NAMES: Final = {"en": "English", "fr": "French", "ar": "Arabic"}
PAGE_WIDTH: Final = 440
PART_WIDTH: Final = 760

WRITTEN: Final = "iraq-meeting-note"
FOLLOWED: Final = "iraq-country-brief"
BETWEEN: Final = ("2024-12-01", "2025-04-15")
"""What components of change notes tell the changes of."""

HEADING, END = "Shown", "After"
"""Headings around a component; the picture is what stands between them."""


@dataclass(frozen=True, slots=True)
class Component:
    """A macro as it is shown: where it is, how it is called, which needs its call names."""

    name: str
    file: str
    says: str
    call: str
    needs: str
    subjects: tuple[str, ...]
    above: str
    more: str
    follows: bool
    edit: tuple[str, ...] = ()
    """What is changed in the text of a meeting note between the two editions that are compared."""


def components() -> Iterator[Component]:
    """The macros of ``components.toml``, in its order."""
    for name, table in tomllib.loads((HERE / "components.toml").read_text("utf-8")).items():
        yield Component(
            name=name,
            file=table["file"],
            says=table["says"],
            call=table["call"].strip(),
            needs=table.get("needs", "").strip(),
            subjects=tuple(table.get("subjects", ("IRQ",))),
            above=table.get("above", ""),
            more=table.get("order", ""),
            follows=table.get("follows", False),
            edit=tuple(table.get("edit", ())),
        )


def made(
    workspace: Workspace, order: str, languages: Sequence[str], output: Path
) -> dict[str, Path]:
    """The PDFs of an order by language."""
    settings = Settings(
        today=DAY, clock=DAY, languages=tuple(languages), formats=("pdf",), output=output
    )
    report = build(workspace, (order,), settings)
    refused = [one for one in report.orders if one.outcome is Outcome.REFUSED]
    if refused or not report.orders:
        told = "\n".join(
            f"{p.where}: {p.what}" for p in report.all_problems if p.severity.value == "error"
        )
        raise SystemExit(f"{order} was not made.\n{told}")
    return {file.language: file.path for one in report.orders for file in one.files}


def templates(scratch: Path) -> Iterator[str]:
    """A section of the gallery for each template, with its pictures written."""
    workspace = Workspace(ROOT)
    orders = _orders(workspace)
    for name, (order, tags) in sorted(orders.items()):
        title, description = _words(workspace, name)
        pictures = []
        pages = made(workspace, order, tuple(tags.values()), scratch / "pages")
        for language, tag in tags.items():
            picture = HERE / f"{name}.{language}.png"
            picture.write_bytes(first_page(pages[tag], PAGE_WIDTH))
            alt = f"First page of “{title}” in {NAMES[language]}"
            pictures.append(f"| ![{alt}](pictures/{picture.name}) ")
        yield (
            f"## {title}\n\n{description}\n\n`templates/{name}`, from the order"
            f" `briefings/{order}.toml`:\n\n| English | French | Arabic |\n|---|---|---|\n"
            f"{''.join(pictures)}|\n"
        )


def _orders(workspace: Workspace) -> dict[str, tuple[str, dict[str, str]]]:
    """The first order of each template in the three languages, with the tags it has them in."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for path in workspace.order_files():
        table = tomllib.loads(path.read_text("utf-8"))
        asked = {tag.split("-")[0]: tag for tag in reversed(table.get("languages", ()))}
        tags = {language: asked[language] for language in NAMES if language in asked}
        if "template" in table and "bilingual" not in table and len(tags) == len(NAMES):
            found.setdefault(table["template"], (path.stem, tags))
    return found


def _words(workspace: Workspace, template: str) -> tuple[str, str]:
    folder = workspace.template_folder(template)
    assert folder is not None  # noqa: S101 - an order of ours names a template of ours
    table = tomllib.loads((folder / "template.toml").read_text("utf-8"))
    title: str = table["title"]["en"]
    return (
        title.replace("{area}: ", "").replace("{area}", "").strip(" :").capitalize(),
        table.get("description", {}).get("en", ""),
    )


def parts(scratch: Path) -> Iterator[str]:
    """A section for each component, with its picture written."""
    root = scratch / "workspace"
    for part in ("sources", "templates"):
        shutil.copytree(ROOT / part, root / part)
    (root / "briefings").mkdir()
    workspace = Workspace(root)
    for one in components():
        order = _write(root, one)
        pdf = made(workspace, order, ("en-CA",), scratch / "parts")["en-CA"]
        picture = HERE / f"component-{one.name}.png"
        picture.write_bytes(under_heading(pdf, HEADING, END, PART_WIDTH))
        needs = f"\n\n```toml\n{one.needs}\n```" if one.needs else ""
        yield (
            f"## {one.name}\n\n{one.says}\n\n```jinja\n"
            f'{{% from "shared/{one.file}" import {one.name} %}}\n{one.call}\n```{needs}\n\n'
            f"![{one.name} in a document](pictures/{picture.name})\n"
        )


def _write(root: Path, one: Component) -> str:
    """A template that prints the component alone, and an order for it, whose name it gives."""
    folder = root / "templates" / one.name.replace("_", "-")
    folder.mkdir(exist_ok=True)
    several = len(one.subjects) > 1
    above = f"{{{{ items({one.above}) }}}}\n" if one.above else ""
    needs = one.needs or ("[needs]" if one.follows else "[needs.none]\nkinds = ['document']")
    (folder / "template.toml").write_text(
        'languages = ["en"]\ntitle.en = "{area}"\n'
        + ('countries = "several"\n' if several else "")
        + ("changes = true\n" if one.follows else "")
        + needs,
        "utf-8",
    )
    (folder / "brief.j2").write_text(
        f'{{% from "shared/statements.j2" import items %}}\n'
        f'{{% from "shared/{one.file}" import {one.name} %}}\n{above}'
        f'<section id="shown"><h2>{{{{ t("{HEADING}") }}}}</h2>\n{one.call}\n</section>\n'
        f'<section id="after"><h2>{{{{ t("{END}") }}}}</h2><p>–</p></section>\n',
        "utf-8",
    )
    subjects = ", ".join(f'"{code}"' for code in one.subjects)
    about = f"subjects = [{subjects}]" if several else f"subject = {subjects}"
    about, more = f'{about}\nas_of = "2024-12-01"', one.more
    if one.follows:
        shutil.copy(ROOT / "briefings" / f"{FOLLOWED}.toml", root / "briefings")
        about, more = (
            "",
            f'[changes]\nof = "{FOLLOWED}"\nbetween = {list(BETWEEN)}'.replace("'", '"'),
        )
    if one.edit:
        more = f'[changes]\nof = "{_two_editions(root, *one.edit)}"'
    (root / "briefings" / f"{folder.name}.toml").write_text(
        f'template = "{folder.name}"\n{about}\nlanguages = ["en-CA"]\nformats = ["pdf"]\n'
        f"watermark = false\n{more}",
        "utf-8",
    )
    return folder.name


def _two_editions(root: Path, before: str, after: str) -> str:
    """Make two editions of a note with an officer's texts; gives the name of its order."""
    order = (ROOT / "briefings" / f"{WRITTEN}.toml").read_text("utf-8")
    for name, value in (("languages", "en-CA"), ("formats", "html")):
        order = re.sub(rf"(?m)^{name} = .*$", f'{name} = ["{value}"]', order)
    for text in (order, order.replace(before, after)):
        (root / "briefings" / f"{WRITTEN}.toml").write_text(text, "utf-8")
        build(Workspace(root), (WRITTEN,), Settings(today=DAY, clock=DAY))
    return WRITTEN


INTRODUCTION: Final[Mapping[str, str]] = {
    "gallery.md": """\
# Gallery

The first page of every kind of brief, as PDF, in three languages. `make gallery` makes these
pictures anew from the templates and facts of this folder; nothing on them is drawn by hand.
""",
    "components.md": """\
# Components

Macros in `templates/shared` that any template can use: how each is called, which facts it is
given, and what it prints. `make gallery` makes the pictures. [Templates](templates.md) explains
needs and filters; the [gallery](gallery.md) shows whole documents.
""",
}


def main() -> int:
    """Write both pages and all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, sections in (("gallery.md", templates), ("components.md", parts)):
            text = "\n".join((INTRODUCTION[name], *sections(scratch)))
            (ROOT / "docs" / name).write_text(text, "utf-8")
            sys.stdout.write(f"Written: docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
