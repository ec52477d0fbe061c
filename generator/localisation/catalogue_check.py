"""What would make a document speak two languages, or say something else than the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message

from generator.localisation.catalogue_files import (
    COMPILED,
    FILE,
    folders,
    key,
    messages,
    mo_bytes,
    named,
    plural_rule,
    read,
    strings,
)
from generator.localisation.locale import Locale
from generator.localisation.messages import catalogue_tags, placeholders
from generator.localisation.plurals import categories, exact_categories, gettext_header
from generator.problems import Findings, Problem, Where

# Turning the order of characters around is a matter for writers, never for a translation.
_DIRECTION_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(findings: Findings, languages: Path, template: Catalog) -> None:
    """Note everything wrong in every catalogue, each with its line."""
    there = folders(languages, findings)
    tags = {folder.name for folder in there}
    for folder in there:
        catalogue = read(folder, findings)
        if catalogue is None:
            continue
        desk = _Desk(template, catalogue, folder.name, tags)
        findings.extend(desk.header(plural_rule(folder)))
        findings.extend(desk.faults())
        compiled = folder / COMPILED
        locale = Locale.parse(folder.name)
        if not compiled.is_file() or compiled.read_bytes() != mo_bytes(catalogue, locale):
            findings.add("catalogue-not-compiled", desk.where(), language=folder.name)


class _Desk:
    """One catalogue beside the messages in use."""

    def __init__(self, template: Catalog, catalogue: Catalog, tag: str, tags: set[str]) -> None:
        self._template = template
        self._catalogue = catalogue
        self._tag = tag
        self._locale = Locale.parse(tag)
        # A country's folder holds only what differs from its language's.
        self._partial = bool(tags & set(catalogue_tags(self._locale)) - {tag})

    def where(self, message: Message | None = None) -> Where:
        """The place of a message, or the file."""
        return Where(f"{self._tag}/{FILE}", message.lineno if message is not None else None)

    def faults(self) -> Iterator[Problem]:
        """Everything wrong with each message in use."""
        for message in messages(self._template):
            yield from self._message(message)

    def header(self, given: str) -> Iterator[Problem]:
        """What the file says of its plural forms, when it does not fit the language."""
        needed = gettext_header(self._locale)
        if given.replace(" ", "").rstrip(";") != needed.replace(" ", "").rstrip(";"):
            values = {"language": self._tag, "needed": str(len(categories(self._locale)))}
            yield Problem("catalogue-plural-header", self.where(), values)

    def _message(self, message: Message) -> Iterator[Problem]:
        found = self._catalogue.get(key(message), message.context)
        forms = strings(found) if found is not None else ()
        values = {"language": self._tag, "message": named(message)}
        counted = isinstance(message.id, list | tuple)
        needed = categories(self._locale) if counted else ("other",)
        if found is None or not any(forms) or found.fuzzy:
            if not self._partial or (found is not None and found.fuzzy):
                yield Problem("catalogue-incomplete", self.where(found), values)
            return
        if len(forms) != len(needed) or not all(forms):
            counts = {"found": str(sum(map(bool, forms))), "needed": str(len(needed))}
            yield Problem("catalogue-plural-forms", self.where(found), values | counts)
            return
        exact = exact_categories(self._locale) if counted else frozenset()
        droppable = [name in exact for name in needed]
        yield from self._forms(message, forms, droppable, self.where(found), values)

    def _forms(
        self,
        message: Message,
        forms: Sequence[str],
        droppable: Sequence[bool],
        where: Where,
        values: dict[str, str],
    ) -> Iterator[Problem]:
        ids = message.id if isinstance(message.id, list | tuple) else [message.id]
        wanted = frozenset().union(*(placeholders(text) for text in ids))
        for text, may_drop in zip(forms, droppable, strict=True):
            given = placeholders(text)
            if given != wanted and not (may_drop and wanted - given == {"n"} and given <= wanted):
                names = {"wanted": _listed(wanted), "given": _listed(given), "form": text}
                yield Problem("catalogue-placeholders", where, values | names)
            if _DIRECTION_OVERRIDES & set(text):
                yield Problem("catalogue-direction-override", where, values)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
