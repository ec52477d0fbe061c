"""Signed notices to a web address, after the convention of standardwebhooks.com.

The signature covers the delivery's id, the time and the body. The id is also the key by which
a receiver tells a notice that comes once more: it is the same for every try.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import ssl
from collections.abc import Mapping
from typing import Any, Final

import certifi
import httpx

from generator import __version__
from generator.delivery.channels import is_loopback
from generator.delivery.letter import letter_of, links_of
from generator.delivery.mail import text_of
from generator.delivery.model import WebhookChannel
from generator.delivery.planning import Parcel
from generator.delivery.secrets import Secret, read_secret
from generator.delivery.since import Since
from generator.delivery.trouble import DeliveryError, one_line
from generator.delivery.trust import not_agreed, untrusted

PREFIX: Final = "whsec_"
SHORTEST: Final = 24
"""Bytes of a key: a shorter one can be guessed."""

_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_SAID: Final = 2000


def body_of(parcel: Parcel, channel: WebhookChannel, since: Since) -> bytes:
    """What a notice says, as JSON. Raises ``DeliveryError`` when it is too large."""
    manifest = parcel.edition.manifest
    links = links_of(parcel, channel.links) if channel.links else ()
    letter = letter_of(parcel, since, links)
    plain: dict[str, Any] = {
        "type": "edition.published",
        "delivery": parcel.id,
        "order": parcel.order.name,
        "edition": manifest.edition,
        "number": manifest.number,
        "title": letter.title,
        "marking": manifest.marking,
        "status": manifest.status,
        "subjects": list(manifest.subjects or (manifest.subject,)),
        "issued": manifest.issued.isoformat(),
        "as_of": manifest.as_of.isoformat(),
        "known_on": manifest.known_on.isoformat() if manifest.known_on else None,
        "language": parcel.language,
        "recipient": parcel.recipient.name,
        "before": since.summary.before.number if since.summary else None,
        "summary": text_of(letter),
        "documents": [
            _document(parcel, place, channel, links) for place in range(len(parcel.files))
        ],
    }
    body = json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()
    if len(body) > channel.largest:
        size, limit = f"{len(body) / 1048576:.1f}", f"{channel.largest / 1048576:g}"
        raise DeliveryError("delivery-too-large", size=size, limit=limit, channel=channel.name)
    return body


def _document(
    parcel: Parcel, place: int, channel: WebhookChannel, links: tuple[str, ...]
) -> dict[str, Any]:
    made = parcel.files[place]
    told: dict[str, Any] = {
        "file": made.file,
        "language": made.language,
        "format": getattr(made, "format", "csv"),
        "size": made.size,
        "sha256": made.sha256,
    }
    if links:
        told["link"] = links[place]
    if channel.carries == "documents":
        content = (parcel.edition.folder / made.file).read_bytes()
        told["content"] = base64.b64encode(content).decode()
    return told


def signed(key: Secret, name: str, moment: int, body: bytes) -> Mapping[str, str]:
    """The headers of a notice: id, time and signature.

    moment  seconds since 1970.
    """
    content = b"%s.%d.%s" % (name.encode(), moment, body)
    digest = hmac.new(key_bytes(key), content, hashlib.sha256).digest()
    return {
        "webhook-id": name,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
        "idempotency-key": name,
    }


def key_bytes(key: Secret) -> bytes:
    """The bytes of a key: those behind ``whsec_`` in Base64, or the text as it is.

    Raises ``DeliveryError`` for a key that is too short or not what it says.
    """
    text = key.reveal()
    content = text.encode()
    if text.startswith(PREFIX):
        try:
            content = base64.b64decode(text.removeprefix(PREFIX), validate=True)
        except (binascii.Error, ValueError):
            content = b""
    if len(content) < SHORTEST:
        raise DeliveryError("delivery-webhook-key", settings=True, least=SHORTEST)
    return content


def post(channel: WebhookChannel, name: str, moment: int, body: bytes) -> str:
    """Send a notice; gives the answer. Raises ``DeliveryError``."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"briefing-generator/{__version__}",
        **signed(read_secret(channel.key), name, moment, body),
    }
    host = httpx.URL(channel.address).host
    try:
        with (
            httpx.Client(
                verify=_trusted(channel),
                timeout=channel.timeout,
                follow_redirects=False,
                trust_env=not is_loopback(host),
            ) as client,
            client.stream("POST", channel.address, content=body, headers=headers) as answer,
        ):
            said = _beginning(answer)
    except httpx.HTTPError as error:
        if (refused := untrusted(error, host)) is not None:
            raise refused from error
        # It may have arrived. The id is the same next time: the receiver takes it once.
        raise _broken(channel, error) from error
    _judge(channel, answer, said)
    return f"{answer.status_code} {said}".strip()


def _broken(channel: WebhookChannel, error: Exception) -> DeliveryError:
    slow = isinstance(error, httpx.TimeoutException)
    reason = "no answer in time" if slow else not_agreed(error) or _words(error)
    code = "delivery-webhook-broken"
    return DeliveryError(code, again=True, channel=channel.name, reason=reason)


def _judge(channel: WebhookChannel, answer: httpx.Response, said: str) -> None:
    status = answer.status_code
    if 200 <= status < 300:
        return
    values = {"channel": channel.name, "status": status, "said": said}
    if status in _AGAIN:
        wait = answer.headers.get("retry-after", "")
        seconds = float(wait) if wait.isascii() and wait.isdigit() and len(wait) < 7 else None
        raise DeliveryError("delivery-webhook-later", again=True, wait=seconds, values=values)
    raise DeliveryError("delivery-webhook-refused", values=values)


def _beginning(answer: httpx.Response) -> str:
    """The beginning of what was answered, for the account."""
    content = b""
    for piece in answer.iter_bytes(_SAID):
        content += piece
        if len(content) >= _SAID:
            break
    return one_line(content[:_SAID].decode("utf-8", "replace"))


def _trusted(channel: WebhookChannel) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    if channel.authority is not None:
        context.load_verify_locations(cafile=channel.authority)
    return context


def _words(error: Exception) -> str:
    words = one_line(str(error))
    return words if words and "://" not in words else type(error).__name__
