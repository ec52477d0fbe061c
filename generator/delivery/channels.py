"""Reads the channels of ``deliveries.toml``. No secret stands there: only where it is kept."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast
from urllib.parse import urlsplit

from generator.delivery.model import (
    AnyChannel,
    Carried,
    FolderChannel,
    MailChannel,
    SecretPlace,
    Security,
    WebhookChannel,
)
from generator.facts.codes import VARIABLE
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields

KINDS: Final = ("e-mail", "folder", "webhook")
_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63}")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
_MEGABYTE: Final = 1024 * 1024
_TAKEN: Final = ("briefings", "sources", "templates", "state", "deliveries")
"""Folders of the workspace that hold other things."""


def read_channel(fields: Fields, name: str, root: Path) -> AnyChannel | None:
    """One channel; None, with its problems noted, when its kind is not known."""
    ceiling = read_ceiling(fields)
    match fields.word("kind", KINDS, required=True):
        case "e-mail":
            return _mail(fields, name, root, ceiling)
        case "folder":
            return _folder(fields, name, root, ceiling)
        case "webhook":
            return _webhook(fields, name, root, ceiling)
    for key in fields.table.entries:
        fields.asked[key] = None  # what belongs to a kind cannot be told without one
    return None


def read_ceiling(fields: Fields) -> Mapping[str, str]:
    """A ceiling: one level, or a table of levels by house style."""
    node = fields.table.entries.get("ceiling")
    if not isinstance(node, Table):
        level = fields.text("ceiling")
        return MappingProxyType({"": level} if level else {})
    inner = fields.table_of("ceiling")
    levels = {house: inner.text(house) for house in node.entries} if inner else {}
    return MappingProxyType({house: level for house, level in levels.items() if level})


def _mail(fields: Fields, name: str, root: Path, ceiling: Mapping[str, str]) -> MailChannel:
    host = _host(fields)
    security = cast(Security, fields.word("security", tuple(_PORTS)) or "starttls")
    plain_allowed = fields.boolean("allow_plain")
    if security == "none" and not is_loopback(host) and not plain_allowed:
        fields.refuse("delivery-plain", "security", host=host)
    user = fields.text("user") or ""
    password = _secret(fields, "password", root)
    if user and password is None:
        fields.refuse("delivery-secret-missing", "password_env", kept="password")
    sender = _sender(fields, "from", required=True)
    carries, links = _carried(fields, "documents")
    return MailChannel(
        name=name,
        kind="e-mail",
        line=fields.table.line,
        ceiling=ceiling,
        host=host,
        port=_whole(fields, "port", 1, 65535, _PORTS[security]),
        security=security,
        user=user,
        password=password,
        sender=sender,
        sender_name=fields.text("from_name") or "",
        reply_to=_sender(fields, "reply_to"),
        largest=_whole(fields, "largest_megabytes", 1, 100, 10) * _MEGABYTE,
        carries=carries,
        links=links,
        authority=_file(fields, "authority", root),
        timeout=float(_whole(fields, "timeout_seconds", 1, 600, 60)),
        unsure="again" if fields.word("unsure", ("ask", "again")) == "again" else "ask",
    )


def _folder(fields: Fields, name: str, root: Path, ceiling: Mapping[str, str]) -> FolderChannel:
    path = Path(fields.text("path", required=True) or ".").expanduser()
    path = path if path.is_absolute() else root / path
    if any(path.resolve().is_relative_to((root / one).resolve()) for one in _TAKEN):
        fields.refuse("delivery-folder-inside", "path", value=path.as_posix())
    layout = fields.word("layout", ("editions", "latest"))
    return FolderChannel(
        name=name,
        kind="folder",
        line=fields.table.line,
        ceiling=ceiling,
        path=path,
        layout="latest" if layout == "latest" else "editions",
    )


def _webhook(fields: Fields, name: str, root: Path, ceiling: Mapping[str, str]) -> WebhookChannel:
    address = fields.text("address", required=True) or ""
    parts = urlsplit(address)
    allow_plain = fields.boolean("allow_plain") or is_loopback(parts.hostname or "")
    sound = parts.scheme == "https" or (parts.scheme == "http" and allow_plain)
    if address and (not parts.hostname or parts.username is not None or not sound):
        fields.refuse("delivery-webhook-address", "address", value=without_secrets(address))
    key = _secret(fields, "key", root)
    if key is None:
        fields.refuse("delivery-secret-missing", "key_env", kept="key")
    carries, links = _carried(fields, "links")
    return WebhookChannel(
        name=name,
        kind="webhook",
        line=fields.table.line,
        ceiling=ceiling,
        address=address,
        key=key or SecretPlace(),
        carries=carries,
        links=links,
        largest=_whole(fields, "largest_megabytes", 1, 100, 10) * _MEGABYTE,
        authority=_file(fields, "authority", root),
        timeout=float(_whole(fields, "timeout_seconds", 1, 600, 30)),
    )


# ---------------------------------------------------------------- fields


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def without_secrets(address: str) -> str:
    """An address without the name of a user and without what stands behind "?"."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"[:120]


def _host(fields: Fields) -> str:
    host = (fields.text("host", required=True) or "").lower()
    if host and not is_loopback(host) and not _HOST.fullmatch(host):
        fields.refuse("delivery-host", "host", value=host[:80])
    return host


def _sender(fields: Fields, name: str, *, required: bool = False) -> str:
    text = fields.text(name, required=required) or ""
    if text and not _ADDRESS.fullmatch(text):
        fields.refuse("delivery-address", name, value=text[:80])
    return text


def _carried(fields: Fields, usual: Carried) -> tuple[Carried, str]:
    """Whether documents or links are sent, and what links begin with."""
    carries = cast(Carried, fields.word("carries", ("documents", "links")) or usual)
    links = (fields.text("links") or "").rstrip("/")
    parts = urlsplit(links)
    if links and (parts.scheme not in ("https", "http", "file") or "?" in links or "#" in links):
        fields.refuse("delivery-links", "links", value=without_secrets(links))
    if carries == "links" and not links and usual == "documents":
        fields.refuse("delivery-links-missing", "links")
    return carries, links


def _whole(fields: Fields, name: str, least: int, most: int, usual: int) -> int:
    found = fields.integer(name)
    if found is None:
        return usual
    if not least <= found <= most:
        fields.refuse("delivery-number", name, value=found, least=least, most=most)
        return usual
    return found


def _file(fields: Fields, name: str, root: Path) -> Path | None:
    text = fields.text(name)
    if text is None:
        return None
    path = Path(text).expanduser()
    path = path if path.is_absolute() else root / path
    if not path.is_file():
        fields.refuse("delivery-file-missing", name, value=text[:120])
        return None
    return path


def _secret(fields: Fields, name: str, root: Path) -> SecretPlace | None:
    """Where a secret is kept. One that stands in the settings themselves is refused unread."""
    if name in fields:
        fields.asked[name] = None
        fields.refuse("delivery-secret-written", name, fields.table.keys[name], kept=name)
        return SecretPlace()
    variable = fields.code(f"{name}_env", VARIABLE, "variable")
    file = fields.text(f"{name}_file")
    if variable and file:
        fields.refuse("delivery-secret-both", f"{name}_file", kept=name)
    if file is None:
        return SecretPlace(variable) if variable else None
    path = Path(file).expanduser()
    if not path.is_absolute() or path.resolve().is_relative_to(root.resolve()):
        fields.refuse("delivery-secret-inside", f"{name}_file", value=file[:120], kept=name)
    return SecretPlace(file=path)
