"""The table ``[word]`` of an order: how its Word files are made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.build.orders.fields import Fields
from generator.house.word import CHOICES, SWITCHES


def word_choices(fields: Fields) -> Mapping[str, str | bool]:
    """What the order chooses otherwise than its house style; mistakes are noted."""
    inner = fields.inside("word")
    if inner is None:
        return MappingProxyType({})
    found: dict[str, str | bool | None] = {
        name: inner.choice(name, words, None) for name, words in CHOICES.items()
    }
    found.update({name: inner.switch(name) for name in SWITCHES})
    inner.finish()
    return MappingProxyType({name: each for name, each in found.items() if each is not None})
