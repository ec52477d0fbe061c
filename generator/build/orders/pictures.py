"""The tables ``[map]``, ``[flag]`` and ``[charts]`` of an order: how they stand in the brief."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from generator.build.orders.fields import Fields
from generator.facts.codes import AREA, ID
from generator.facts.readers.tree import Scalar, Sequence, Style
from generator.house.charts import SWITCHES
from generator.house.pictures import FRAME_FORM, MAP_CHOICES, MAP_WORDINGS, frame_trouble

Texts = Callable[[Fields, str], Mapping[str, str]]


def map_choices(fields: Fields, texts: Texts) -> Mapping[str, Any]:
    """What the order chooses otherwise than its house style; mistakes are noted.

    texts  reads a table of texts by language.
    """
    inner = fields.inside("map")
    if inner is None:
        return MappingProxyType({})
    found: dict[str, Any] = {"show": inner.switch("show")}
    found.update({name: inner.choice(name, words, None) for name, words in MAP_CHOICES.items()})
    found["frame"] = _frame(inner)
    found.update({name: texts(inner, name) if inner.has(name) else None for name in MAP_WORDINGS})
    inner.finish()
    return MappingProxyType({name: each for name, each in found.items() if each is not None})


def flag_choices(fields: Fields) -> Mapping[str, Any]:
    """As ``map_choices``, for the flag."""
    inner = fields.inside("flag")
    if inner is None:
        return MappingProxyType({})
    found: dict[str, Any] = {"show": inner.switch("show")}
    choices = inner.inside("choices")
    if choices is not None:
        named = choices.all_texts()
        for area, flag in named.items():
            if not AREA.fullmatch(area) or not ID.fullmatch(flag):
                choices.note("flag-choice-form", area, value=flag[:60])
        found["choices"] = named
    inner.finish()
    return MappingProxyType({name: each for name, each in found.items() if each is not None})


def chart_choices(fields: Fields) -> Mapping[str, Any]:
    """As ``map_choices``, for charts."""
    inner = fields.inside("charts")
    if inner is None:
        return MappingProxyType({})
    found = {name: inner.switch(name) for name in SWITCHES}
    inner.finish()
    return MappingProxyType({name: each for name, each in found.items() if each is not None})


def _frame(fields: Fields) -> tuple[float, ...] | None:
    node = fields.node("frame")
    if node is None:
        return None
    items = node.items if isinstance(node, Sequence) else ()
    numbers = tuple(
        float(item.text)
        for item in items
        if isinstance(item, Scalar) and item.style is Style.NUMBER and _is_number(item.text)
    )
    reason = "it holds no number" if len(numbers) < len(items) else frame_trouble(numbers)
    if reason:
        fields.note("map-frame", "frame", node.line, form=FRAME_FORM, reason=reason)
        return None
    return numbers


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
