"""Texts that an officer writes into an order, as what they are: words of a person, dated by it.

A text is a fact of its own kind of origin: it has languages, an original, states and hashes as
every statement has, and answers to the same policies. It is never among the facts of a source.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact, Kind, LocalText, Origin

_LONGEST: Final = 64
ORIGIN: Final = "order_text"
"""Kind of the origin of a text that stands in an order."""


def officer_text(
    order: str,
    slot: str,
    texts: Mapping[str, LocalText],
    *,
    original: str,
    marking: str,
    disclosable: bool = True,
    file: str = "",
    line: int = 0,
) -> Fact:
    """The text for a slot of an order's template.

    original  language it was first written in; disclosable: it may be said aloud.
    """
    forms = {tag: [dict(text.forms), text.state.value] for tag, text in texts.items()}
    content = json.dumps([slot, original, marking, forms], ensure_ascii=False, sort_keys=True)
    return Fact(
        id=text_id(order, slot),
        kind=Kind.CONTEXT,
        countries=(),
        text=MappingProxyType(dict(texts)),
        origin=Origin(order, slot, {}, kind=ORIGIN, language=original),
        marking=marking,
        disclosable=disclosable,
        original_language=original,
        file=file,
        line=line,
        version=hashlib.sha256(content.encode()).hexdigest(),
    )


def text_id(order: str, slot: str) -> str:
    """The id of an order's text for a slot, as no fact of a source has it.

    >>> text_id("iraq-meeting", "key_messages")
    'iraq-meeting--key-messages'
    """
    name = f"{order}--{slot.replace('_', '-')}"
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 13]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def is_officers(fact: Fact) -> bool:
    """Whether it is a text of an order and no fact of a source."""
    return fact.origin.kind == ORIGIN
