"""Settings of deliveries as frozen values: channels, recipients, and who gets which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

Security: TypeAlias = Literal["starttls", "tls", "none"]
Carried: TypeAlias = Literal["documents", "links"]


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where a secret is kept: the name of a variable of the environment, or a private file."""

    variable: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to recipients. kind: "e-mail", "folder" or "webhook".

    ceiling  highest marking it may carry, by house style or "" for all; empty: each
             recipient's own ceiling alone counts.
    """

    name: str
    kind: str
    line: int = 0
    ceiling: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class MailChannel(Channel):
    """An SMTP server.

    sender     address and name that stand in From; reply_to: "" for the same.
    largest    bytes of a whole message, beyond which documents go as links.
    carries    documents as attachments, or links to them.
    links      what addresses of documents begin with; "" when there are none.
    authority  file of the authority that vouches for the server; None: those of the machine.
    unsure     what is done when a server had a whole message and did not answer: "ask" an
               officer, or send it "again" with the same Message-ID.
    """

    host: str = ""
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: SecretPlace | None = None
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    largest: int = 10 * 1024 * 1024
    carries: Carried = "documents"
    links: str = ""
    authority: Path | None = None
    timeout: float = 60.0
    unsure: Literal["ask", "again"] = "ask"


@dataclass(frozen=True, slots=True)
class FolderChannel(Channel):
    """A folder, also of another machine.

    layout  "editions": a folder for each; "latest": the files of the newest, in one place.
    """

    path: Path = Path()
    layout: Literal["editions", "latest"] = "editions"


@dataclass(frozen=True, slots=True)
class WebhookChannel(Channel):
    """An address that takes signed notices. carries, links and authority as for e-mail."""

    address: str = ""
    key: SecretPlace = SecretPlace()
    carries: Carried = "links"
    links: str = ""
    largest: int = 10 * 1024 * 1024
    authority: Path | None = None
    timeout: float = 30.0


AnyChannel: TypeAlias = MailChannel | FolderChannel | WebhookChannel


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets editions.

    title     the name that stands in To; "" for none.
    language  of the message and of the documents; formats: those that are sent.
    ceiling   highest marking they may have, by house style or "" for all; without one the lowest.
    audiences  of an order with audiences, which editions are theirs.
    folder    name of their folder in a channel of that kind.
    """

    name: str
    channels: tuple[str, ...]
    language: str
    line: int = 0
    title: str = ""
    address: str = ""
    formats: tuple[str, ...] = ("pdf",)
    ceiling: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    audiences: tuple[str, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which orders go to whom. drafts: also editions that are drafts."""

    orders: tuple[str, ...]
    to: tuple[str, ...]
    drafts: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that ``deliveries.toml`` says."""

    channels: Mapping[str, AnyChannel] = field(default_factory=lambda: MappingProxyType({}))
    recipients: Mapping[str, Recipient] = field(default_factory=lambda: MappingProxyType({}))
    rules: tuple[Rule, ...] = ()
