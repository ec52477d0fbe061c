"""The documents of an edition: of each language and format the whole, its pieces, and both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from generator.build.digests import digest_of
from generator.build.inputs import Wanted
from generator.build.orders.bilingual import FORMATS_OF
from generator.build.orders.order import Order
from generator.editions.names import document_name

Wished: TypeAlias = tuple[str, str, str]
"""A document by language, format, and piece: "" is the whole, "2-A" of a pack the first annex of
its second brief, "tumble" a layout of a bilingual file, which counts for its first language."""

Composed: TypeAlias = Mapping[str, Mapping[str, Any]]
"""What composing told of each language."""


def documents_of(order: Order, wanted: Wanted, composed: Composed) -> tuple[Wished, ...]:
    """Every document of an edition: of a pack also the pieces that go out alone."""
    pack, both = order.pack, order.bilingual
    pieces: dict[str, tuple[str, ...]] = {}
    for language, told in composed.items():
        alone = tuple(name for name in told.get("pieces", ()) if pack and pack.goes_out(name))
        pieces[language] = (*alone, *(both.pieces(language, wanted.languages) if both else ()))
    return tuple(
        (language, name, piece)
        for language, name in wanted.documents
        for piece in ("", *pieces[language])
        if name in FORMATS_OF.get(piece, (name,))
    )


def in_both(order: Order, piece: str) -> tuple[str, str] | None:
    """The languages of a bilingual piece, or None of another."""
    both = order.bilingual
    return both.languages if both and piece in both.layouts else None


def told_of(order: Order, composed: Composed, wished: Wished) -> Mapping[str, Any]:
    """What composing told of a document: its fingerprint and its marking."""
    language, _, piece = wished
    told = composed[language]
    both = in_both(order, piece)
    if both is not None:
        fingerprints = [composed[one]["fingerprint"] for one in both]
        return {**told, "fingerprint": digest_of(piece, *fingerprints)}
    found: Mapping[str, Any] = told["pieces"][piece] if piece else told
    return found


def lengths_of(composed: Composed) -> Mapping[str, Mapping[str, int]]:
    """How long the texts of each piece are, by language, as far as they are composed."""
    found: dict[str, dict[str, int]] = {}
    for language, told in composed.items():
        for piece, one in {"": told, **told.get("pieces", {})}.items():
            found.setdefault(piece, {})[language] = one.get("length", 0)
    return found


def file_of(order: Order, wished: Wished, marking: str) -> str:
    """The name of a document's file; marking: as file names write it."""
    language, name, piece = wished
    both = in_both(order, piece)
    if both is not None:
        return document_name(order.number, marking, "-".join((*both, piece)), name)
    number = f"{order.number}-{piece}" if piece else order.number
    return document_name(number, marking, language, name)
