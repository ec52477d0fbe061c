"""Reading and writing catalogues: ``languages/<tag>/messages.po``, one folder a language."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, unescape, write_po

from generator.localisation.locale import Locale, UnknownLocale
from generator.localisation.plurals import gettext_header
from generator.localisation.pseudo import DIRECTIONS as PSEUDO
from generator.problems import Findings, Where

LANGUAGES: Final = Path(__file__).resolve().parent / "languages"
FILE: Final = "messages.po"
COMPILED: Final = "messages.mo"

_NO_DATE: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_HEADERS_LEFT_OUT: Final = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
)
_NOT_UTF8: Final = "from this line on it is not UTF-8 text"
_NO_LINE: Final = "this is no line of a catalogue, or its quotation mark is not closed"
# The header's line of plural forms, which may go on over several lines of the file.
_PLURALS: Final = re.compile(r'"Plural-Forms:(?P<rule>(?:[^"\\]|\\[^n]|"\r?\n")*)\\n"')
_KEYWORD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(\".*\")\s*$")
_STRING: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"\s*$")


def folders(languages: Path, findings: Findings) -> list[Path]:
    """The folders of languages; one whose name is no language is noted and left out."""
    found = []
    for folder in sorted(languages.iterdir()):
        if not folder.is_dir() or folder.name[0] in "_.":
            continue
        code = trouble(folder.name)
        if code is None:
            found.append(folder)
        else:
            findings.add(code, Where(f"{folder.name}/"), name=folder.name, tag=_meant(folder.name))
    return found


def trouble(name: str) -> str | None:
    """The code of what is wrong with a folder's name; None for a language."""
    if name in PSEUDO:
        return "catalogue-folder-pseudo"
    try:
        locale = Locale.parse(name)
    except UnknownLocale as unknown:
        return f"catalogue-folder-{unknown.code.removeprefix('locale-')}"
    return None if locale.tag == name else "catalogue-folder-spelling"


def _meant(name: str) -> str:
    """The tag as it is written, when the name is another spelling of one."""
    try:
        return Locale.parse(name).tag
    except UnknownLocale:
        return name


def read(folder: Path, findings: Findings) -> Catalog | None:
    """The catalogue in a folder; None, with the reason and the line, when it cannot be read."""
    where = f"{folder.name}/{FILE}"
    path = folder / FILE
    if not path.is_file():
        findings.add("catalogue-file-missing", Where(where), language=folder.name)
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        findings.add("catalogue-unreadable", Where(where, line), reason=_NOT_UTF8)
        return None
    except OSError as error:
        findings.add("catalogue-unreadable", Where(where), reason=error.strerror or error)
        return None
    broken = [line for line, sound in _lines(text) if not sound]
    for line in broken:
        findings.add("catalogue-unreadable", Where(where, line), reason=_NO_LINE)
    if broken or _twice(text, where, findings):
        return None
    # Forms are counted by the language, not by what the file says of itself.
    right = gettext_header(Locale.parse(folder.name)).replace("\\", "\\\\")
    sound = _PLURALS.sub(
        lambda found: f'"Plural-Forms: {right}\\n"' + '\n""' * found[0].count("\n"), text, count=1
    )
    try:
        stream = io.BytesIO(sound.encode())
        return read_po(stream, locale=underscored(folder.name), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        findings.add("catalogue-unreadable", Where(where, _line_of(error)), reason=error)
        return None


def plural_rule(folder: Path) -> str:
    """What a catalogue says of its plural forms; "" when it says nothing."""
    found = _PLURALS.search((folder / FILE).read_text("utf-8-sig"))
    return re.sub(r'"\r?\n"', "", found["rule"]).strip() if found else ""


def _line_of(error: Exception) -> int | None:
    line = getattr(error, "lineno", None)
    return line + 1 if isinstance(line, int) else None


def _lines(text: str) -> Iterator[tuple[int, bool]]:
    """Each line with whether it has the form of a catalogue's line."""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            yield number, True
            continue
        keyword = _KEYWORD.fullmatch(bare)
        yield number, bool(_STRING.fullmatch(keyword[2] if keyword else bare))


@dataclass(slots=True)
class _Entry:
    """One message while its lines are read."""

    line: int
    parts: dict[str, str]


def _twice(text: str, where: str, findings: Findings) -> bool:
    """True, with every place noted, when a message stands there more than once."""
    seen: dict[tuple[str, str], int] = {}
    found = False
    for entry in _entries(text):
        key = entry.parts.get("msgctxt", ""), entry.parts.get("msgid", "")
        if key in seen:
            found = True
            findings.add(
                "catalogue-message-twice",
                Where(where, entry.line),
                message=_named(key[1], key[0] or None),
                first=seen[key],
            )
        seen.setdefault(key, entry.line)
    return found


def _entries(text: str) -> Iterator[_Entry]:
    """The messages in use, each with the line of its ``msgid``."""
    entry, last = _Entry(0, {}), ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        keyword = _KEYWORD.fullmatch(bare)
        if keyword is not None:
            begins = keyword[1] == "msgctxt" or (keyword[1] == "msgid" and last != "msgctxt")
            if begins and entry.parts:
                yield entry
                entry = _Entry(number, {})
            last = keyword[1]
            if last == "msgid" or not entry.line:
                entry.line = number
            entry.parts[last] = unescape(keyword[2])
        elif bare.startswith('"') and last:
            entry.parts[last] += unescape(bare)
    if entry.parts:
        yield entry


def _named(message: str, context: str | None) -> str:
    return f"{message} ({context})" if context else message


def named(message: Message) -> str:
    """A message as problems name it: its English words, and what tells it from its likes."""
    return _named(key(message), message.context)


def key(message: Message) -> str:
    """The English text, the singular when there are two."""
    return message.id if isinstance(message.id, str) else message.id[0]


def strings(message: Message) -> tuple[str, ...]:
    """All forms of the translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def messages(catalogue: Catalog) -> list[Message]:
    """All messages in order of their English text."""
    return sorted((m for m in catalogue if m.id), key=lambda m: (key(m), m.context or ""))


def underscored(tag: str) -> str:
    """The tag as gettext writes it."""
    return tag.replace("-", "_")


def empty(tag: str) -> Catalog:
    """A catalogue without messages, with the plural forms of the language."""
    locale = Locale.parse(tag)
    catalogue = Catalog(
        locale=underscored(tag),
        fuzzy=False,
        charset="utf-8",
        header_comment=f"# Messages in {tag}.",
    )
    catalogue.mime_headers = [
        ("Language", underscored(tag)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", gettext_header(locale)),
    ]
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The text of a catalogue; nothing in it depends on the day or the person."""
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


def mo_bytes(catalogue: Catalog, locale: Locale) -> bytes:
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
    for message in messages(catalogue):
        if not message.fuzzy:
            plain.add(message.id, message.string, context=message.context)
    stream = io.BytesIO()
    write_mo(stream, plain)
    return stream.getvalue()


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".tmp-{path.name}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)  # noqa: PTH105 - the one call that replaces on every system
    finally:
        beside.unlink(missing_ok=True)
