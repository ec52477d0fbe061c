"""One message for one recipient: text and HTML, with the documents or with links to them.

Everything that can be known before is in it: the same delivery gives the same Message-ID and the
same parts, so that a message which is sent once more can be recognised.
"""

from __future__ import annotations

import datetime as dt
import mimetypes
import unicodedata
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from generator.delivery.letter import Letter, is_right_to_left, letter_of, links_of
from generator.delivery.mail_html import html_of
from generator.delivery.model import MailChannel
from generator.delivery.planning import Parcel
from generator.delivery.since import Since
from generator.delivery.trouble import DeliveryError
from generator.document.plaintext import plain_text
from generator.document.tree import Block, Link, ListBlock, Paragraph, Section, Text

_RLM: Final = "\u200f"
_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "csv": "text/csv",
}
_POLICY: Final = SMTP.clone(cte_type="7bit", max_line_length=76)


def message_of(parcel: Parcel, channel: MailChannel, since: Since, first: dt.datetime) -> bytes:
    """The message that brings a parcel, as it goes over the wire.

    first  when the delivery was first written down: the date of the message, also of a later try.

    Raises ``DeliveryError`` when it is too large and there is nothing to link to.
    """
    if channel.carries == "links":
        return _written(parcel, channel, since, first, links_of(parcel, channel.links))
    message = _written(parcel, channel, since, first, ())
    if len(message) <= channel.largest:
        return message
    if not channel.links:
        size = f"{len(message) / 1048576:.1f}"
        limit = f"{channel.largest / 1048576:g}"
        raise DeliveryError("delivery-too-large", size=size, limit=limit, channel=channel.name)
    return _written(parcel, channel, since, first, links_of(parcel, channel.links))


def message_id(parcel: Parcel, channel: MailChannel) -> str:
    """The Message-ID of a delivery, always the same."""
    return f"<{parcel.id}@{ascii_domain(channel.sender)}>"


def ascii_domain(address: str) -> str:
    """The domain of an address as DNS writes it."""
    return address.rpartition("@")[2].encode("idna").decode("ascii")


def _written(
    parcel: Parcel,
    channel: MailChannel,
    since: Since,
    first: dt.datetime,
    links: tuple[str, ...],
) -> bytes:
    letter = letter_of(parcel, since, links)
    message = EmailMessage(_POLICY)
    message["From"] = _address(channel.sender_name, channel.sender)
    message["To"] = _address(parcel.recipient.title, parcel.recipient.address)
    if channel.reply_to:
        message["Reply-To"] = _address("", channel.reply_to)
    message["Subject"] = subject_of(letter)
    message["Date"] = format_datetime(first)
    message["Message-ID"] = message_id(parcel, channel)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Briefing-Delivery"] = parcel.id
    message["X-Briefing-Marking"] = parcel.edition.manifest.marking
    message.set_content(text_of(letter), cte="base64")
    html = html_of(letter, parcel.house.marking, parcel.edition.manifest.marking)
    message.add_alternative(html, subtype="html", cte="base64")
    if not links:
        for made in parcel.files:
            _attach(message, parcel.edition.folder / made.file)
    message["Content-Language"] = letter.document.lang  # last: new content takes it away
    _bound(message, parcel.id)
    return message.as_bytes()


def subject_of(letter: Letter) -> str:
    """The subject on one line; right-to-left text keeps its order in every mail program."""
    subject = " ".join("".join(map(_harmless, letter.subject)).split())
    turned = letter.document.direction == "rtl" and not is_right_to_left(subject)
    return f"{_RLM}{subject}" if turned else subject


def text_of(letter: Letter) -> str:
    """The message as plain text: a blank line between its parts."""
    document = letter.document
    notes = list(plain_text(replace(document, blocks=())))
    parts = [[letter.marking], [letter.title]]
    for block in map(_with_addresses, document.blocks):
        lines = list(plain_text(replace(document, blocks=(block,))))  # with notes, for their calls
        parts.append(lines[: len(lines) - len(notes)])
    text = "\n\n".join(
        "\n".join(line for line in part if line.strip())
        for part in (*parts, notes, [letter.marking])
        if any(line.strip() for line in part)
    )
    if document.direction == "rtl":
        turned = (line if is_right_to_left(line) else _RLM + line for line in text.split("\n"))
        text = "\n".join("" if line == _RLM else line for line in turned)
    return f"{text}\n"


def _with_addresses(block: Block) -> Block:
    """The list of documents with the addresses of its links, which a text cannot hide."""
    if not isinstance(block, Section):
        return block
    return replace(block, blocks=tuple(_listed(inner) for inner in block.blocks))


def _listed(block: Block) -> Block:
    if not isinstance(block, ListBlock):
        return block
    return replace(
        block,
        items=tuple(
            replace(item, blocks=tuple(_spelt_out(inner) for inner in item.blocks))
            for item in block.items
        ),
    )


def _spelt_out(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    addresses = (Text(f" {one.href}") for one in block.children if isinstance(one, Link))
    return replace(block, children=(*block.children, *addresses))


def _address(name: str, address: str) -> Address:
    local, _, _ = address.rpartition("@")
    shown = "".join(map(_harmless, name)).strip()
    return Address(display_name=shown, username=local, domain=ascii_domain(address))


def _harmless(char: str) -> str:
    """A character of a header: nothing that ends a line or turns text round."""
    if char in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return " "
    hidden = unicodedata.category(char) in {"Cc", "Cs"} or "\u202a" <= char <= "\u202e"
    return "" if hidden or "\u2066" <= char <= "\u2069" else char


def _attach(message: EmailMessage, path: Path) -> None:
    media = _TYPES.get(path.suffix[1:]) or mimetypes.guess_type(path.name)[0]
    main, _, sub = (media or "application/octet-stream").partition("/")
    content = path.read_bytes()
    if main == "text":
        # As bytes: line ends of a document are not the mail program's to change.
        message.add_attachment(content, "application", "octet-stream", filename=path.name)
        part = list(message.iter_attachments())[-1]
        part.replace_header("Content-Type", f'text/{sub}; charset="utf-8"')
        part.set_param("name", path.name)
    else:
        message.add_attachment(content, main, sub, filename=path.name)


def _bound(message: EmailMessage, name: str) -> None:
    """Set the boundaries of all parts: they are made up at random otherwise."""
    parts = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(parts, 1):
        part.set_boundary(f"=-{name}-{number}")
