"""The tables ``[map]``, ``[flag]`` and ``[charts]`` of ``house.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from generator.facts.codes import AREA, ID, shortened
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields
from generator.house.charts import AS_USUAL, SWITCHES, ChartOptions, with_charts
from generator.house.pictures import (
    FRAME_FORM,
    MAP_CHOICES,
    MAP_WORDINGS,
    NO_FLAG,
    NO_MAP,
    FlagOptions,
    MapOptions,
    frame_trouble,
    with_flag,
    with_map,
)

Languages = Callable[[Fields, str], tuple[str, ...]]


def map_options(fields: Fields, languages: Languages) -> MapOptions:
    """What a house chooses for its maps."""
    inner = fields.table_of("map")
    if inner is None:
        return NO_MAP
    chosen: dict[str, Any] = {"show": inner.boolean("show")}
    for name, words in MAP_CHOICES.items():
        if (word := inner.word(name, words)) is not None:
            chosen[name] = word
    for name in MAP_WORDINGS:
        if name in inner:
            chosen[name] = inner.wordings(name, languages(inner, name))
    if "frame" in inner:
        chosen["frame"] = _frame(inner)
    fields.sound = inner.finish() and fields.sound
    return with_map(NO_MAP, chosen)


def chart_options(fields: Fields) -> ChartOptions:
    """What a house chooses for its charts."""
    inner = fields.table_of("charts")
    if inner is None:
        return AS_USUAL
    chosen = {name: inner.boolean(name) for name in SWITCHES}
    fields.sound = inner.finish() and fields.sound
    return with_charts(AS_USUAL, chosen)


def _frame(fields: Fields) -> tuple[float, ...]:
    """The four numbers of a frame; () after noting that they are none."""
    numbers = []
    for item in fields.items("frame"):
        try:
            numbers.append(float(getattr(item, "text", "")))
        except ValueError:
            fields.refuse("map-frame", "frame", item, form=FRAME_FORM, reason="it holds no number")
            return ()
    if trouble := frame_trouble(tuple(numbers)):
        fields.refuse("map-frame", "frame", form=FRAME_FORM, reason=trouble)
        return ()
    return tuple(numbers)


def flag_options(fields: Fields) -> FlagOptions:
    """Whether a house prints flags, and which where more than one is claimed."""
    inner = fields.table_of("flag")
    if inner is None:
        return NO_FLAG
    chosen: dict[str, Any] = {"show": inner.boolean("show")}
    node = inner.node("choices")
    if isinstance(node, Table):
        table = inner.inner("choices", node)
        chosen["choices"] = _choices(table)
        inner.sound = table.finish() and inner.sound
    elif node is not None:
        inner.table_of("choices")
    fields.sound = inner.finish() and fields.sound
    return with_flag(NO_FLAG, chosen)


def _choices(fields: Fields) -> Mapping[str, str]:
    found = {}
    for key in fields.table.entries:
        if not AREA.fullmatch(key):
            fields.asked[key] = None
            fields.refuse("house-name-key", key, fields.table.keys[key], value=shortened(key))
            continue
        if (flag := fields.code(key, ID, "id")) is not None:
            found[key] = flag
    return MappingProxyType(found)
