"""What a printed fact is beside the words that print it, as plain values without markup."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordOrigin:
    """The document a fact was taken from, named as the source notes name it.

    source, document  ids; producer and title in words, title_lang the language of the title.
    as_of, published, retrieved  EDTF dates, "" when unknown; url: the address, or "".
    locator  the place inside the document.
    """

    source: str
    document: str
    producer: str = ""
    title: str = ""
    title_lang: str = ""
    as_of: str = ""
    published: str = ""
    retrieved: str = ""
    url: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact of a document, without its words and values: these are what is printed of it.

    version   SHA-256 of the fact's whole content.
    unit, currency, qualifier  of its number; "" where it has none, or none that may print.
    period    EDTF of the time that a statistic is for; "" for other facts.
    as_of     EDTF of the day the fact speaks for, or "".
    """

    kind: str
    version: str
    origin: RecordOrigin
    unit: str = ""
    currency: str = ""
    qualifier: str = ""
    period: str = ""
    as_of: str = ""
