"""Languages and days as an order writes them: tags in canonical form, texts by language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.build.orders.fields import Fields, shown

LANGUAGE: Final = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)


def note_tag(
    fields: Fields, name: str, tag: str, line: int | None, code: str = "order-language-form"
) -> None:
    """Note a tag that is not in its canonical form, with the form that was meant."""
    from generator.localisation.tags import judged  # only a mistake is worth the time

    found = judged(tag)
    hint = f" Did you mean “{found.meant}”?" if found.meant else ""
    if found.verdict == "extended" and code == "order-language-form":
        code = "order-language-extended"
    fields.note(code, name, line, value=shown(tag), hint=hint, meant=found.meant or "en-CA")


def texts_by_language(fields: Fields, name: str) -> Mapping[str, str]:
    """A table of texts by language; empty when it is absent."""
    inner = fields.inside(name)
    return MappingProxyType({}) if inner is None else by_language(inner)


def by_language(fields: Fields) -> Mapping[str, str]:
    """Every field of a table whose names are languages."""
    texts = fields.all_texts()
    for key in texts:
        if not LANGUAGE.fullmatch(key):
            note_tag(fields, key, key, None, "order-language-key")
    return texts


def day_of(text: str) -> dt.date | None:
    """A day written as 2024-12-01 and in no other way."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
