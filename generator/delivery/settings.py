"""Reads ``deliveries.toml``: channels, recipients, and who gets which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from generator.delivery.channels import read_ceiling, read_channel
from generator.delivery.model import AnyChannel, Book, MailChannel, Recipient, Rule
from generator.facts.codes import ID, LANGUAGE, near
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields, Place
from generator.problems import Findings, Severity, Where
from generator.writers.registry import FORMATS

SETTINGS_FILE: Final = "deliveries.toml"

T = TypeVar("T")

_ADDRESS: Final = re.compile(
    r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]{1,64}@[^\s@<>()\[\]\\,;:\"]{1,253}"
)


def read_book(root: Path, findings: Findings) -> Book | None:
    """The settings of a workspace; None, with every mistake in ``findings``, when unsound.

    A workspace without the file delivers nothing, and that is no mistake.
    """
    path = root / SETTINGS_FILE
    if not path.is_file():
        where = Where(SETTINGS_FILE)
        findings.add("delivery-no-settings", where, severity=Severity.NOTICE)
        return Book()
    table = read_toml(path, findings, name=SETTINGS_FILE)
    if table is None:
        return None
    before = len(findings.errors)
    fields = Fields(table, Place(SETTINGS_FILE, findings))
    channels: Mapping[str, AnyChannel] = _named(
        fields, "channels", lambda one, name: read_channel(one, name, root)
    )
    named = _keys(fields, "channels")
    recipients = _named(
        fields, "recipients", lambda one, name: _recipient(one, name, channels, named)
    )
    rules = tuple(_rules(fields, _keys(fields, "recipients")))
    fields.finish()
    if len(findings.errors) > before:
        return None
    return Book(channels, recipients, rules)


def _named(fields: Fields, group: str, read: Callable[[Fields, str], T | None]) -> Mapping[str, T]:
    """The tables of a group by name."""
    inner = fields.table_of(group)
    if inner is None:
        return MappingProxyType({})
    found: dict[str, T] = {}
    for name in inner.table.entries:
        one = inner.table_of(name)
        if not ID.fullmatch(name):
            inner.refuse("code-id", name, inner.table.keys[name], value=name[:60])
        if one is None:
            continue
        value = read(one, name)
        one.finish()
        if value is not None:
            found[name] = value
    return MappingProxyType(found)


def _keys(fields: Fields, group: str) -> tuple[str, ...]:
    """The names in a group, those with mistakes too: what names them is not wrong as well."""
    node = fields.table.entries.get(group)
    return tuple(node.entries) if isinstance(node, Table) else ()


def _recipient(
    fields: Fields, name: str, channels: Mapping[str, AnyChannel], named: tuple[str, ...]
) -> Recipient | None:
    ways = fields.codes("channels", ID, "id", required=True)
    for way in ways:
        if way not in named:
            hint = near(way, named)
            known = ", ".join(named) or "–"
            fields.refuse(
                "delivery-channel-unknown", "channels", value=way, known=known, hint=_hint(hint)
            )
    address = fields.text("address") or ""
    if address and not _ADDRESS.fullmatch(address):
        fields.refuse("delivery-address", "address", value=address[:80])
    by_mail = any(isinstance(channels.get(way), MailChannel) for way in ways)
    if by_mail and not address:
        fields.refuse("delivery-address-missing", "address", recipient=name)
    return Recipient(
        name=name,
        channels=ways,
        language=fields.code("language", LANGUAGE, "language", required=True) or "en",
        line=fields.table.line,
        title=(fields.text("name") or "").replace("\n", " "),
        address=address,
        formats=_formats(fields),
        ceiling=read_ceiling(fields),
        audiences=fields.codes("audience", ID, "id"),
        folder=fields.code("folder", ID, "id") or name,
    )


def _formats(fields: Fields) -> tuple[str, ...]:
    found = fields.codes("formats", ID, "id")
    for one in found:
        if one not in FORMATS:
            known, hint = ", ".join(FORMATS), near(one, FORMATS)
            fields.refuse(
                "delivery-format-unknown", "formats", value=one, known=known, hint=_hint(hint)
            )
    return found or ("pdf",)


def _rules(fields: Fields, recipients: tuple[str, ...]) -> Iterator[Rule]:
    for node in fields.items("deliver"):
        if not isinstance(node, Table):
            fields.refuse("delivery-rule-form", "deliver", node)
            continue
        inner = fields.inner("deliver", node)
        to = inner.codes("to", ID, "id", required=True)
        for one in to:
            if one not in recipients:
                known, hint = ", ".join(recipients) or "–", near(one, recipients)
                inner.refuse(
                    "delivery-recipient-unknown", "to", value=one, known=known, hint=_hint(hint)
                )
        orders = inner.codes("orders", ID, "id", required=True)
        yield Rule(orders, to, inner.boolean("drafts"), node.line)
        inner.finish()


def _hint(meant: str) -> str:
    return f" Did you mean “{meant}”?" if meant else ""


def note_unused(book: Book, findings: Findings) -> None:
    """Warn of recipients who get nothing: a rule may have been forgotten."""
    used = {name for rule in book.rules for name in rule.to}
    for name, recipient in book.recipients.items():
        if name not in used:
            place = Place(SETTINGS_FILE, findings, record=name)
            at = (recipient.line, 1)
            place.note("delivery-recipient-unused", at, None, {"value": name}, Severity.WARNING)
