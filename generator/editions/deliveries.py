"""Who received which edition: what has become of each delivery, and who was given what.

The account of an order lies under ``deliveries/<order>/`` and is written by ``generator.delivery``
alone. Others read it here: ``received`` answers to whom an edition went.
"""

from __future__ import annotations

import enum
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.editions.atomic import read_regular
from generator.editions.manifest import Manifest
from generator.editions.plain import digest

FOLDER: Final = "deliveries"
ACCOUNT_FILE: Final = "account.jsonl"
IDS_FILE: Final = ".deliveries"
"""Beside the editions: what was handed over, by bare ids. Either file is made anew of the other."""

_SPACE: Final = uuid.UUID("6f0d7a52-6d1e-5c0e-9a55-3a0b9be7f3c1")
_CHECK: Final = "check"


class State(enum.Enum):
    """What has become of one delivery."""

    INTENDED = "intended"  # written down, not begun
    SENDING = "sending"  # begun; nothing that could be taken for the whole has left
    HANDING = "handing"  # all has left; the answer is not known yet
    SENT = "sent"  # taken, with the answer of the other side
    FAILED = "failed"  # not taken; it will be tried again
    REFUSED = "refused"  # not taken, and trying again does not help
    UNSURE = "unsure"  # all had left, and no answer came: it may have arrived
    GIVEN_UP = "given-up"  # an officer has decided that it is not sent
    SUPERSEDED = "superseded"  # not sent before a newer edition came
    UNCHANGED = "unchanged"  # nothing that this recipient gets differs from what was sent before


HAD: Final = frozenset({State.SENT, State.UNSURE, State.HANDING})
"""States in which the recipient has the edition, or may have it."""

SETTLED: Final = frozenset({State.SENT, State.GIVEN_UP, State.SUPERSEDED, State.UNCHANGED})
"""States after which nothing more is done."""

IN_IDS: Final = frozenset({State.HANDING, State.FAILED, State.SENT, State.GIVEN_UP})
"""States that the ids tell, too: without the account nothing may go out twice."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition for one recipient by one channel, as the account last tells of it.

    id        the same for the same edition, recipient and channel, whoever computes it.
    kind      of the channel: "e-mail", "folder" or "webhook"; to: address or folder.
    language  of what was sent; documents: SHA-256 of each.
    content   fingerprint of what the documents print, to tell when nothing has changed.
    at        UTC time of this state; first: of the first word about it. due: when it is tried
              again, "" for at once.
    attempts  how often it was begun. answer: what the other side said, or why it failed.
    by, why   of a decision: whose, and the reason.
    """

    id: str
    order: str
    edition: int
    recipient: str
    channel: str
    kind: str = ""
    to: str = ""
    language: str = ""
    documents: tuple[str, ...] = ()
    content: str = ""
    state: State = State.INTENDED
    at: str = ""
    first: str = ""
    due: str = ""
    attempts: int = 0
    code: str = ""
    answer: str = ""
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """All deliveries of one order, by id, as both records tell of them.

    ids       what the bare ids say, for deliveries that the account does not name.
    damaged   lines of the account that cannot be read; ids_damaged: of the ids.
    """

    order: str
    deliveries: Mapping[str, Delivery] = field(default_factory=lambda: MappingProxyType({}))
    ids: Mapping[str, tuple[int, State]] = field(default_factory=lambda: MappingProxyType({}))
    damaged: int = 0
    ids_damaged: int = 0

    def of(self, edition: int) -> tuple[Delivery, ...]:
        """What became of one edition."""
        return tuple(one for one in self.deliveries.values() if one.edition == edition)

    def last_sent(self, recipient: str, channel: str, before: int) -> Delivery | None:
        """The newest delivery below an edition that a recipient surely has."""
        sent = [
            one
            for one in self.deliveries.values()
            if (one.recipient, one.channel) == (recipient, channel)
            and one.edition < before
            and one.state is State.SENT
        ]
        return max(sent, key=lambda one: one.edition, default=None)


# ---------------------------------------------------------------- for readers


def received(root: Path, order: str, edition: int) -> tuple[Delivery, ...]:
    """To whom an edition of an order went, or may have gone; by recipient.

    root  the workspace. The account may be damaged or gone: deliveries that only the ids know
    have no recipient (""), and are told all the same.
    """
    account = read_account(root, order)
    known = [one for one in account.of(edition) if one.state in HAD]
    nameless = [
        Delivery(name, order, edition, "", "", state=state)
        for name, (number, state) in account.ids.items()
        if number == edition and state in HAD and name not in account.deliveries
    ]
    return tuple(sorted([*known, *nameless], key=lambda one: (one.recipient, one.channel, one.id)))


def delivered_editions(briefings: Path, order: str) -> tuple[int, ...]:
    """Numbers of the editions of an order that somebody was given, lowest first.

    briefings  the folder of the orders. Read from the ids alone, which name nobody.
    """
    ids, _ = read_ids(briefings / order / IDS_FILE)
    return tuple(sorted({number for number, state in ids.values() if state is State.SENT}))


def delivery_id(manifest: Manifest, recipient: str, channel: str) -> str:
    """The id of a delivery: of the edition's content, the recipient and the channel."""
    content = digest(sorted(made.sha256 for made in manifest.files))
    name = (manifest.order.name, str(manifest.edition), content, recipient, channel)
    return str(uuid.uuid5(_SPACE, "\n".join(name)))


# ---------------------------------------------------------------- reading both records


def read_account(root: Path, order: str, briefings: Path | None = None) -> Account:
    """What is known of an order's deliveries, from its account and the ids beside its editions."""
    lines, damaged = _lines(root / FOLDER / order / ACCOUNT_FILE)
    ids, ids_damaged = read_ids((briefings or root / "briefings") / order / IDS_FILE)
    found: dict[str, Delivery] = {}
    for plain in lines:
        delivery = _delivery(plain)
        if delivery is None:
            damaged += 1
        else:
            first = found[delivery.id].first if delivery.id in found else delivery.at
            found[delivery.id] = replace(delivery, first=first)
    for name, (_, state) in ids.items():
        if name in found:
            found[name] = _stronger(found[name], state)
    return Account(order, MappingProxyType(found), ids, damaged, ids_damaged)


def _stronger(delivery: Delivery, told: State) -> Delivery:
    """A delivery with what the ids know better: a record of the account was lost."""
    open_states = (State.INTENDED, State.SENDING, State.FAILED)
    if told is State.SENT and delivery.state in (*open_states, State.HANDING, State.REFUSED):
        return replace(delivery, state=State.SENT)
    if told in (State.HANDING, State.GIVEN_UP) and delivery.state in open_states:
        return replace(delivery, state=told)
    return delivery


def read_ids(path: Path) -> tuple[Mapping[str, tuple[int, State]], int]:
    """What the bare ids tell: edition and state by id, and how many lines cannot be read."""
    try:
        text = read_regular(path).decode("ascii", "replace")
    except OSError:
        return MappingProxyType({}), 0
    found: dict[str, tuple[int, State]] = {}
    damaged = 0
    for line in text.split("\n")[:-1]:
        word, _, check = line.rpartition(" ")
        parts = word.split(" ")
        sound = len(parts) == 3 and check == short_check(word.encode())
        if not sound or not parts[0].isdecimal() or parts[1] not in {s.value for s in IN_IDS}:
            damaged += line != ""
            continue
        found[parts[2]] = int(parts[0]), State(parts[1])
    return MappingProxyType(found), damaged


def ids_line(delivery: Delivery) -> bytes:
    """One line of the ids, for a state that they tell."""
    word = f"{delivery.edition:04d} {delivery.state.value} {delivery.id}".encode()
    return b"%s %s\n" % (word, short_check(word).encode())


def account_line(delivery: Delivery) -> bytes:
    """One line of the account, with a check by which damage shows."""
    plain: dict[str, Any] = {
        one.name: getattr(delivery, one.name) for one in fields(delivery) if one.name != "first"
    }
    plain |= {"state": delivery.state.value, "documents": list(delivery.documents)}
    told = {name: value for name, value in plain.items() if value not in ("", 0, [])}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    whole = json.dumps({**told, _CHECK: short_check(text.encode())}, ensure_ascii=False)
    return whole.encode("utf-8", "surrogatepass") + b"\n"


def short_check(data: bytes) -> str:
    """The beginning of the SHA-256 of a line."""
    return hashlib.sha256(data).hexdigest()[:12]


def _lines(path: Path) -> tuple[tuple[dict[str, Any], ...], int]:
    try:
        content = read_regular(path)
    except OSError:
        return (), 0
    # What stands behind the last line end was cut off by a kill: it was never acted upon.
    found = tuple(_sound(content.split(b"\n")[:-1]))
    damaged = sum(one is None for one in found)
    return tuple(one for one in found if one is not None), damaged


def _sound(lines: Iterable[bytes]) -> Iterator[dict[str, Any] | None]:
    for line in lines:
        if not line.strip():
            continue
        try:
            plain = json.loads(line.decode("utf-8"))
            check = plain.pop(_CHECK)
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            yield None
            continue
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
        yield plain if check == short_check(text.encode("utf-8", "surrogatepass")) else None


def _delivery(plain: Mapping[str, Any]) -> Delivery | None:
    try:
        state = State(plain["state"])
        return Delivery(**{**plain, "state": state, "documents": tuple(plain.get("documents", ()))})
    except (TypeError, ValueError, KeyError):
        return None
