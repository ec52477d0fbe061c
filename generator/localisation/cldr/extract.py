"""Makes the files under ``data``: ``python -m generator.localisation.cldr.extract PACKAGES``.

A developer's tool. PACKAGES is a folder with the unpacked npm packages named in ``SOURCES``
(``npm pack <name>@47.0.0``), one folder each, named as the package. Where the registry
has no 47.0.0 of a package, ``--accept NAME=VERSION`` takes the version named; the versions
used are written into ``data/about.json``. Calendars other than the Gregorian come from
ICU 77 (CLDR 47) through PyICU when their packages are absent.

For each language one file holds a line for each of its locales and topics: what differs
from the parent locale. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.localisation.cldr import icu_calendars, icu_collation, shapes, supplement

VERSION: Final = "47.0.0"
DATA: Final = Path(__file__).resolve().parent / "data"
SOURCES: Final = (
    "cldr-core",
    "cldr-dates-full",
    "cldr-localenames-full",
    "cldr-misc-full",
    "cldr-numbers-full",
    "cldr-units-full",
)

Topics = dict[str, dict[str, Any]]


class Packages:
    """The unpacked packages, each of the version that was asked for."""

    def __init__(self, folder: Path, accepted: Mapping[str, str]) -> None:
        self.folder = folder
        self.versions = {}
        for name in SOURCES:
            version = json.loads((folder / name / "package.json").read_text("utf-8"))["version"]
            if version not in (VERSION, accepted.get(name)):
                raise SystemExit(f"{name} is {version}; {VERSION} is needed (see --accept)")
            self.versions[name] = version

    def locales(self) -> list[str]:
        """Every locale that CLDR has data for; the root is "und"."""
        return sorted(path.name for path in (self.folder / "cldr-dates-full" / "main").iterdir())

    def table(self, package: str, locale: str, name: str, *path: str) -> Any:
        """The part at ``path`` of one file of one locale; None when there is none."""
        file = self.folder / package / "main" / locale / f"{name}.json"
        if not file.is_file():
            return None
        part: Any = json.loads(file.read_text("utf-8"))["main"][locale]
        for key in path:
            part = part.get(key, {})
        return part

    def default_content(self) -> list[str]:
        """Locales that say nothing of their own, such as "fr-FR"."""
        file = self.folder / "cldr-core" / "defaultContent.json"
        found: list[str] = json.loads(file.read_text("utf-8"))["defaultContent"]
        return found

    def supplemental(self, name: str) -> Any:
        """One file of the supplemental data."""
        file = self.folder / "cldr-core" / "supplemental" / f"{name}.json"
        return json.loads(file.read_text("utf-8"))["supplemental"]


def topics(packages: Packages, locale: str) -> Topics:
    """All topics of one locale, fully resolved. A topic without a source is left out."""
    dates, numbers = "cldr-dates-full", "cldr-numbers-full"
    names, misc = "cldr-localenames-full", "cldr-misc-full"
    calendar, display = ("dates", "calendars", "gregorian"), ("localeDisplayNames",)
    own: dict[str, dict[str, Any] | None] = {
        "numbers": shapes.numbers(packages.table(numbers, locale, "numbers", "numbers")),
        "currencies": shapes.currencies(
            packages.table(numbers, locale, "currencies", "numbers", "currencies")
        ),
        "dates": shapes.dates(packages.table(dates, locale, "ca-gregorian", *calendar)),
        "fields": shapes.fields(packages.table(dates, locale, "dateFields", "dates", "fields")),
        "zones": shapes.zones(
            packages.table(dates, locale, "timeZoneNames", "dates", "timeZoneNames")
        ),
        "names": shapes.names(
            packages.table(names, locale, "territories", *display, "territories"),
            packages.table(names, locale, "languages", *display, "languages"),
            packages.table(names, locale, "scripts", *display, "scripts"),
            packages.table(names, locale, "localeDisplayNames", *display),
        ),
        "text": shapes.text(
            packages.table(misc, locale, "listPatterns", "listPatterns"),
            packages.table(misc, locale, "delimiters", "delimiters"),
            packages.table(misc, locale, "layout", "layout"),
        ),
        "units": shapes.units(packages.table("cldr-units-full", locale, "units", "units")),
        "calendars": icu_calendars.calendars(locale),
    }
    return {topic: table for topic, table in own.items() if table}


def difference(child: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """What must be laid over ``parent`` to give ``child``; None takes an entry away."""
    changes: dict[str, Any] = {}
    for key in child.keys() | parent.keys():
        if key not in child:
            changes[key] = None
        elif key not in parent:
            changes[key] = child[key]
        elif isinstance(child[key], dict) and isinstance(parent[key], dict):
            deeper = difference(child[key], parent[key])
            if deeper:
                changes[key] = deeper
        elif child[key] != parent[key]:
            changes[key] = child[key]
    return changes


def lines(locale: str, own: Topics, parent: Topics) -> Iterator[str]:
    """The lines of one locale: tag, topic and what differs from the parent."""
    for topic, table in sorted(own.items()):
        changes = difference(table, parent.get(topic, {}))
        if changes:
            yield f"{locale}\t{topic}\t{compact(changes)}\n"


def compact(table: Mapping[str, Any]) -> str:
    """JSON without spaces, always in one order."""
    return json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def listed(tables: Iterable[tuple[str, Mapping[str, Any]]], parents: Mapping[str, str]) -> str:
    """A line a locale, without those that say what their parent says."""
    found = dict(tables)
    return "".join(
        f"{tag}\t{compact(table)}\n"
        for tag, table in found.items()
        if tag == "und" or table != found.get(supplement.parent(tag, parents, {*found, "und"}))
    )


def write(path: Path, text: str) -> None:
    """Compressed, without name or time, so that the same text gives the same bytes."""
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def run(packages: Packages, target: Path) -> None:
    """Write all files of ``target`` anew."""
    target.mkdir(exist_ok=True)
    for old in target.glob("*.gz"):
        old.unlink()
    parents = supplement.parents(packages.supplemental)
    known = frozenset(packages.locales())

    @cache
    def above(locale: str) -> Topics:
        return of(supplement.parent(locale, parents, known)) if locale != "und" else {}

    @cache
    def of(locale: str) -> Topics:
        return {**above(locale), **topics(packages, locale)}

    files: dict[str, list[str]] = {}
    for locale in packages.locales():
        changed = lines(locale, of(locale), above(locale))
        files.setdefault(locale.split("-")[0], []).extend(changed)
    for language, content in files.items():
        write(target / f"{language}.gz", "".join(content))
    common = supplement.common(packages.supplemental, [*known, *packages.default_content()])
    write(target / "_common.gz", compact(common))
    write(target / "_zones.gz", compact(supplement.zone_tables(packages.supplemental)))
    write(target / "_collation.gz", listed(icu_collation.collation(), parents))
    write(target / "_ordinals.gz", listed(icu_collation.ordinals(), parents))
    about = {"cldr": "47", "packages": packages.versions, "icu": icu_calendars.version()}
    (target / "about.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", "utf-8")
    licence = (packages.folder / "cldr-core" / "LICENSE").read_text("utf-8")
    (target / "LICENSE").write_text(licence, "utf-8")


def main() -> int:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--accept", action="append", default=[], metavar="NAME=VERSION")
    arguments = parser.parse_args()
    accepted = dict(entry.split("=", 1) for entry in arguments.accept)
    run(Packages(arguments.packages, accepted), DATA)
    return 0


if __name__ == "__main__":
    sys.exit(main())
