"""The translator's desk: ``python -m generator.localisation.catalogues`` and a task.

Tasks: extract, update, compile, check.

Messages are collected from Python code and templates, merged into one catalogue a
language, compiled, and checked: complete, the same placeholders in every language, all
plural forms that the language has.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from generator.localisation import catalogue_check
from generator.localisation.catalogue_files import (
    COMPILED,
    FILE,
    LANGUAGES,
    empty,
    folders,
    key,
    messages,
    mo_bytes,
    po_bytes,
    read,
    strings,
    write,
)
from generator.localisation.locale import Locale
from generator.problems import Findings, Problem, ProblemsFound

__all__ = ["LANGUAGES", "check", "compile_all", "extracted", "main", "update"]

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE_LANGUAGE: Final = "en"

# Name of the function called, and which of its arguments are texts ("c" marks a context).
PYTHON_CALLS: Final[dict[str, Any]] = {
    "_": None,
    "N_": None,
    "NN_": (1, 2),
    "NP_": ((1, "c"), 2),
    "message": None,
    "plural": (1, 2),
    "pgettext": ((1, "c"), 2),
}
TEMPLATE_CALLS: Final[dict[str, Any]] = {"t": None, "tn": (1, 2), "tp": ((1, "c"), 2)}


def extracted(root: Path = ROOT) -> Catalog:
    """All messages that code and templates under ``root`` mark for translation."""
    found = empty(SOURCE_LANGUAGE)
    for path, method, calls in _files(root):
        place = path.relative_to(root).as_posix()
        with path.open("rb") as stream:
            for _line, texts, comments, context in extract(
                method,
                stream,
                keywords=calls,
                comment_tags=("Translators:",),
                strip_comment_tags=True,
                options={"encoding": "utf-8"},
            ):
                if texts:
                    found.add(
                        texts, locations=[(place, 0)], auto_comments=comments, context=context
                    )
    return found


def update(languages: Path = LANGUAGES, root: Path = ROOT) -> None:
    """Bring every catalogue up to the messages in use; what fell out is kept as obsolete.

    Raises ``ProblemsFound``, with nothing written, when one of them cannot be read.
    """
    template, findings = extracted(root), Findings()
    merged = {}
    for folder in folders(languages, findings):
        old = read(folder, findings) if (folder / FILE).is_file() else empty(folder.name)
        if old is not None:
            merged[folder] = _merged(template, old, folder.name)
    findings.stop_on_errors()
    for folder, catalogue in merged.items():
        write(folder / FILE, po_bytes(catalogue))


def compile_all(languages: Path = LANGUAGES) -> None:
    """Write the compiled catalogue beside every catalogue.

    Raises ``ProblemsFound``, with nothing written, when one of them cannot be read.
    """
    findings = Findings()
    there = {folder: read(folder, findings) for folder in folders(languages, findings)}
    findings.stop_on_errors()
    for folder, catalogue in there.items():
        if catalogue is not None:
            write(folder / COMPILED, mo_bytes(catalogue, Locale.parse(folder.name)))


def check(findings: Findings, languages: Path = LANGUAGES, root: Path = ROOT) -> None:
    """Note everything that would make a document speak two languages or say something else."""
    catalogue_check.check(findings, languages, extracted(root))


def _files(root: Path) -> Iterator[tuple[Path, Any, dict[str, Any]]]:
    for path in sorted((root / "generator").rglob("*.py")):
        if "packaged" not in path.parts:
            yield path, "python", PYTHON_CALLS
    for path in sorted((root / "templates").rglob("*.j2")):
        yield path, "jinja2.ext:babel_extract", TEMPLATE_CALLS


def _merged(template: Catalog, old: Catalog, tag: str) -> Catalog:
    merged = empty(tag)
    former = {(key(m), m.context): m for m in old.obsolete.values()}
    for message in messages(template):
        known = old.get(key(message), message.context) or former.get(
            (key(message), message.context)
        )
        string = (
            known.string
            if known is not None and isinstance(known.id, str) == isinstance(message.id, str)
            else None
        )
        if tag == SOURCE_LANGUAGE:
            string = message.id
        merged.add(
            message.id,
            string,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
            flags=known.flags if known else (),
        )
    kept = {(key(m), m.context) for m in messages(template)}
    for message in [*messages(old), *old.obsolete.values()]:
        if (key(message), message.context) not in kept and any(strings(message)):
            merged.obsolete[key(message)] = message
    return merged


def main(arguments: Iterable[str] | None = None) -> int:
    """Run one of the four tasks; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m generator.localisation.catalogues", description=__doc__
    )
    parser.add_argument("task", choices=["extract", "update", "compile", "check"])
    task = parser.parse_args(list(arguments) if arguments is not None else None).task
    found = tuple(_problems(task))
    for problem in found:
        sys.stdout.write(f"{problem.where}: {problem.what} {problem.remedy}\n")
    return 1 if found else 0


def _problems(task: str) -> Iterable[Problem]:
    findings = Findings()
    try:
        if task == "extract":
            sys.stdout.buffer.write(po_bytes(extracted()))
        elif task == "update":
            update()
        elif task == "compile":
            compile_all()
        else:
            check(findings)
    except ProblemsFound as refused:
        return refused.problems
    return findings


if __name__ == "__main__":
    sys.exit(main())
