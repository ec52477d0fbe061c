"""Document properties: core, extended and custom."""

from __future__ import annotations

import re

from generator.document.tree import Document
from generator.document.walk import plain
from generator.writers.docx.xml import DECLARATION, escape, quoted

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST = 255  # characters that Word keeps of a property
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def core_part(document: Document) -> str:
    """``core.xml``; creation and change are the day of issue, so files are reproducible."""
    own = document.properties
    title = own.title or plain(document.title)
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escape(own.issued)}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + _element("dc:title", title)
        + _element("dc:subject", own.subject)
        + _element("dc:creator", own.author)
        + _element("cp:keywords", ", ".join(own.keywords))
        + _element("cp:category", own.marking)
        + (_element("cp:contentStatus", "Draft") if document.furniture.draft else "")
        + _element("cp:lastModifiedBy", own.author)
        + (moments if own.issued else "")
        + _element("dc:language", document.lang)
        + "</cp:coreProperties>"
    )


def extended_part(document: Document) -> str:
    """``app.xml``: the program and the organisation."""
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        + _element("Application", document.properties.generator)
        + _element("Company", document.furniture.organisation)
        + "</Properties>"
    )


def custom_part(document: Document) -> str:
    """``custom.xml``: what ties the file to its edition; empty properties are left out."""
    own = document.properties
    values = {
        "Document number": own.number,
        "Edition": own.edition,
        "Marking": own.marking,
        "Handling": own.handling,
        "Data as of": own.as_of,
        "Data as known on": own.known_on,
        "Data hash": own.data_hash,
    }
    written = "".join(
        f'<property fmtid="{_CUSTOM_SET}" pid="{pid}" name={quoted(name)}>'
        f"<vt:lpwstr>{_lpwstr(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(((n, v) for n, v in values.items() if v), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{written}</Properties>'
    )


def _element(name: str, value: str) -> str:
    flat = " ".join(value.split())
    if not flat:
        return ""
    if len(flat) > _LONGEST:
        flat = f"{flat[: _LONGEST - 1]}…"
    return f"<{name}>{escape(flat)}</{name}>"


def _lpwstr(value: str) -> str:
    """Word reads ``_x0041_`` in such a string as "A": the underscore is written so itself.

    >>> _lpwstr("_x0041_")
    '_x005F_x0041_'
    """
    return escape(_ESCAPE_LIKE.sub("_x005F_", value))
