"""The translator's desk: ``python -m generator.localisation.catalogues`` and a task.

Tasks: extract, update, compile, check.

Messages are collected from Python code and templates, merged into one catalogue a
language, compiled, and checked: complete, the same placeholders in every language, all
plural forms that the language has.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from generator.localisation.locale import Locale
from generator.localisation.messages import placeholders
from generator.localisation.plurals import categories, exact_categories, gettext_header
from generator.problems import Findings, Problem, Where

ROOT: Final = Path(__file__).resolve().parents[2]
LANGUAGES: Final = Path(__file__).resolve().parent / "languages"
SOURCE_LANGUAGE: Final = "en"
_NO_DATE: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

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

# Turning the order of characters around is a matter for writers, never for a translation.
_DIRECTION_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e")
_HEADERS_LEFT_OUT: Final = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
)


def extracted(root: Path = ROOT) -> Catalog:
    """All messages that code and templates under ``root`` mark for translation."""
    found = _empty(SOURCE_LANGUAGE)
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
    """Bring every catalogue up to the messages in use; what fell out is kept as obsolete."""
    template = extracted(root)
    for folder in _folders(languages):
        path = folder / "messages.po"
        old = _read(path, folder.name) if path.is_file() else _empty(folder.name)
        path.write_bytes(_po_bytes(_merged(template, old, folder.name)))


def compile_all(languages: Path = LANGUAGES) -> None:
    """Write the compiled catalogue beside every catalogue."""
    for folder in _folders(languages):
        compiled = folder / "messages.mo"
        compiled.write_bytes(
            _mo_bytes(_read(folder / "messages.po", folder.name), Locale.parse(folder.name))
        )


def check(findings: Findings, languages: Path = LANGUAGES, root: Path = ROOT) -> None:
    """Note everything that would make a document speak two languages or say something else."""
    template = extracted(root)
    for folder in _folders(languages):
        path = folder / "messages.po"
        shown = f"{folder.name}/messages.po"
        try:
            catalogue = _read(path, folder.name)
        except (OSError, PoFileError, ValueError) as error:
            findings.add("catalogue-unreadable", Where(shown), reason=error)
            continue
        findings.extend(_faults(template, catalogue, folder.name, Where(shown)))
        compiled = folder / "messages.mo"
        if not compiled.is_file() or compiled.read_bytes() != _mo_bytes(
            catalogue, Locale.parse(folder.name)
        ):
            findings.add("catalogue-not-compiled", Where(shown), language=folder.name)


def _faults(template: Catalog, catalogue: Catalog, tag: str, where: Where) -> Iterator[Problem]:
    locale = Locale.parse(tag)
    partial = "-" in tag and Path(LANGUAGES / locale.language).is_dir()
    for message in _messages(template):
        translated = catalogue.get(_key(message), message.context)
        strings = _strings(translated) if translated is not None else ()
        place = f" ({message.context})" if message.context else ""
        values = {"language": tag, "message": f"{_key(message)}{place}"}
        if any(strings) and not all(strings):
            counts = {"found": str(sum(map(bool, strings))), "needed": str(len(strings))}
            yield Problem("catalogue-plural-forms", where, values | counts)
            continue
        if not any(strings) or (translated is not None and translated.fuzzy):
            if not partial:
                yield Problem("catalogue-incomplete", where, values)
            continue
        if isinstance(message.id, list | tuple):
            needed = categories(locale)
            if len(strings) != len(needed):
                counts = {"found": str(len(strings)), "needed": str(len(needed))}
                yield Problem("catalogue-plural-forms", where, values | counts)
                continue
            droppable = [name in exact_categories(locale) for name in needed]
        else:
            droppable = [False]
        yield from _text_faults(message, strings, droppable, where, values)


def _text_faults(
    message: Message,
    strings: Sequence[str],
    droppable: Sequence[bool],
    where: Where,
    values: dict[str, str],
) -> Iterator[Problem]:
    ids = message.id if isinstance(message.id, list | tuple) else [message.id]
    wanted = frozenset().union(*(placeholders(text) for text in ids))
    for text, may_drop in zip(strings, droppable, strict=True):
        given = placeholders(text)
        if given != wanted and not (may_drop and wanted - given == {"n"} and given <= wanted):
            names = {"wanted": ", ".join(sorted(wanted)), "given": ", ".join(sorted(given))}
            yield Problem("catalogue-placeholders", where, values | names)
        if _DIRECTION_OVERRIDES & set(text):
            yield Problem("catalogue-direction-override", where, values)


def _files(root: Path) -> Iterator[tuple[Path, Any, dict[str, Any]]]:
    for path in sorted((root / "generator").rglob("*.py")):
        if "packaged" not in path.parts:
            yield path, "python", PYTHON_CALLS
    for path in sorted((root / "templates").rglob("*.j2")):
        yield path, "jinja2.ext:babel_extract", TEMPLATE_CALLS


def _folders(languages: Path) -> list[Path]:
    return sorted(
        folder for folder in languages.iterdir() if folder.is_dir() and folder.name[0] != "_"
    )


def _underscored(tag: str) -> str:
    return tag.replace("-", "_")


def _empty(tag: str) -> Catalog:
    locale = Locale.parse(tag)
    catalogue = Catalog(
        locale=_underscored(tag),
        fuzzy=False,
        charset="utf-8",
        header_comment=f"# Messages in {tag}.",
    )
    catalogue.mime_headers = [
        ("Language", _underscored(tag)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", gettext_header(locale)),
    ]
    return catalogue


def _read(path: Path, tag: str) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=_underscored(tag), abort_invalid=True)


def _merged(template: Catalog, old: Catalog, tag: str) -> Catalog:
    merged = _empty(tag)
    former = {(_key(m), m.context): m for m in old.obsolete.values()}
    for message in _messages(template):
        known = old.get(_key(message), message.context) or former.get(
            (_key(message), message.context)
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
    kept = {(_key(m), m.context) for m in _messages(template)}
    for message in [*_messages(old), *old.obsolete.values()]:
        if (_key(message), message.context) not in kept and any(_strings(message)):
            merged.obsolete[_key(message)] = message
    return merged


def _messages(catalogue: Catalog) -> list[Message]:
    return sorted((m for m in catalogue if m.id), key=lambda m: (_key(m), m.context or ""))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _po_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not line.startswith(tuple(f'"{name}' for name in _HEADERS_LEFT_OUT))
        and not line.startswith('"Project-Id-Version')
    ]
    return "".join(kept).encode()


def _mo_bytes(catalogue: Catalog, locale: Locale) -> bytes:
    """The compiled catalogue; the same messages give the same bytes on any day."""
    plain = Catalog(
        locale=catalogue.locale,
        fuzzy=False,
        charset="utf-8",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
    )
    plain.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", gettext_header(locale)),
    ]
    for message in _messages(catalogue):
        if not message.fuzzy:
            plain.add(message.id, message.string, context=message.context)
    stream = io.BytesIO()
    write_mo(stream, plain)
    return stream.getvalue()


def main(arguments: Iterable[str] | None = None) -> int:
    """Run one of the four tasks; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m generator.localisation.catalogues", description=__doc__
    )
    parser.add_argument("task", choices=["extract", "update", "compile", "check"])
    task = parser.parse_args(list(arguments) if arguments is not None else None).task
    if task == "extract":
        sys.stdout.buffer.write(_po_bytes(extracted()))
    elif task == "update":
        update()
    elif task == "compile":
        compile_all()
    findings = Findings()
    if task == "check":
        check(findings)
    for problem in findings:
        sys.stdout.write(f"{problem.where}: {problem.what} {problem.remedy}\n")
    return 1 if len(findings) else 0


if __name__ == "__main__":
    sys.exit(main())
