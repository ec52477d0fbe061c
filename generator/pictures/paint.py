"""The colours and lines of SVG: from attributes and ``style`` to plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from PIL import ImageColor

from generator.pictures.matrix import numbers
from generator.pictures.model import RefusedPicture

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_RGB: Final = re.compile(r"rgb\(\s*([\d.]+)(%?)\s*[, ]\s*([\d.]+)%?\s*[, ]\s*([\d.]+)%?\s*\)\Z")
_LOCAL: Final = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)(?:\s+\S+)?\Z")
_REFUSED: Final = frozenset({"filter", "mask"})
MARKERS: Final = ("marker-start", "marker-mid", "marker-end")
"""Properties that put small drawings at the corners of a path; "marker" stands for all."""
_LENGTH: Final = re.compile(
    r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)\s*(px|pt|mm|cm|in|%)?\s*\Z"
)
_UNITS: Final = {"pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


@dataclass(frozen=True, slots=True)
class Paint:
    """How shapes are drawn. Colours are "#rrggbb", "" for none; opacities are 0 to 1."""

    fill: str = "#000000"
    stroke: str = ""
    colour: str = "#000000"
    width: float = 1.0
    rule: str = "nonzero"
    clip_rule: str = "nonzero"
    cap: Literal["butt", "round"] = "butt"
    join: Literal["miter", "round"] = "miter"
    dash: tuple[float, ...] = ()
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    opacity: float = 1.0
    hidden: bool = False


def properties(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes, with what ``style`` says over them."""
    found = dict(attributes)
    for part in found.pop("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip()
    if any("url(" in value and not _LOCAL.match(value.strip()) for value in found.values()):
        raise RefusedPicture("picture-svg", reason="it refers to something outside itself")
    for name in _REFUSED & found.keys():
        if found[name] != "none":
            raise RefusedPicture("picture-svg", reason=f"it uses {name}")
    return found


def marked(
    given: Mapping[str, str], some: Sequence[tuple[str, tuple[float, ...]]]
) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """The names of the markers on a path, each with the corners at which it stands."""
    named = {name: given.get(name, given.get("marker", "none")) for name in MARKERS}
    if all(value == "none" for value in named.values()):
        return
    corners = [(numbers[-2], numbers[-1]) for _, numbers in some if numbers]
    parts = {"marker-start": corners[:1], "marker-mid": corners[1:-1], "marker-end": corners[-1:]}
    for name, value in named.items():
        if value != "none":
            yield local_name(value), parts[name]


def local_name(value: str) -> str:
    """The id in ``url(#id)``; "" for anything else."""
    found = _LOCAL.match(value.strip())
    return found[1] if found else ""


def painted(given: Mapping[str, str], above: Paint, gradient: Callable[[str], str]) -> Paint:
    """The paint of an element under another. gradient gives one colour for a gradient's id."""
    paint = replace(above, opacity=above.opacity * _share(given.get("opacity", "1")))
    if "color" in given:
        paint = replace(paint, colour=colour(given["color"], above.colour) or above.colour)
    for name in ("fill", "stroke"):
        if name in given and given[name] != "inherit":
            value = given[name]
            found = gradient(local_name(value)) if "url(" in value else colour(value, paint.colour)
            paint = replace(paint, **{name: found})  # type: ignore[arg-type]
    if "stroke-width" in given:
        paint = replace(paint, width=max(0.0, length(given["stroke-width"])))
    for name, field in (("fill-opacity", "fill_opacity"), ("stroke-opacity", "stroke_opacity")):
        if name in given:
            paint = replace(paint, **{field: _share(given[name])})  # type: ignore[arg-type]
    if given.get("display") == "none" or given.get("visibility") in ("hidden", "collapse"):
        paint = replace(paint, hidden=True)
    return _lines(given, paint)


def _lines(given: Mapping[str, str], paint: Paint) -> Paint:
    for name, field in (("fill-rule", "rule"), ("clip-rule", "clip_rule")):
        if given.get(name) in ("nonzero", "evenodd"):
            paint = replace(paint, **{field: given[name]})  # type: ignore[arg-type]
    if "stroke-linecap" in given:
        paint = replace(paint, cap="round" if given["stroke-linecap"] == "round" else "butt")
    if "stroke-linejoin" in given:
        join = given["stroke-linejoin"]
        paint = replace(paint, join="round" if join in ("round", "bevel") else "miter")
    dash = given.get("stroke-dasharray")
    if dash is not None:
        steps = [] if dash == "none" else [abs(n) for n in numbers(dash, "stroke-dasharray")]
        steps = steps * 2 if len(steps) % 2 else steps
        paint = replace(paint, dash=tuple(steps[:16]) if sum(steps[:16]) else ())
    return paint


def colour(text: str, current: str) -> str:
    """A colour as "#rrggbb"; "" for none."""
    text = text.strip().lower()
    if text in ("none", "transparent"):
        return ""
    if text == "currentcolor":
        return current
    if _HEX.match(text):
        return text if len(text) == 7 else "#" + "".join(2 * c for c in text[1:])
    if found := _RGB.match(text):
        parts = (float(found[n]) * (2.55 if found[2] else 1) for n in (1, 3, 4))
        return "#" + "".join(f"{min(255, round(part)):02x}" for part in parts)
    if text in ImageColor.colormap:
        return "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(text)[:3])
    raise RefusedPicture("picture-svg", reason=f"the colour “{text[:40]}” is not known")


def blended(over: str, share: float, ground: str = "#ffffff") -> str:
    """A colour laid over another with an opacity."""
    parts = (
        round(int(ground[n : n + 2], 16) * (1 - share) + int(over[n : n + 2], 16) * share)
        for n in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def length(text: str, whole: float = 0.0) -> float:
    """A length in user units; per cent of ``whole``."""
    found = _LENGTH.match(text)
    if found is None:
        raise RefusedPicture("picture-svg", reason=f"the length “{text[:40]}” is not known")
    number = float(found[1])
    if abs(number) > 1e7:
        raise RefusedPicture("picture-svg", reason="it is drawn beyond all measure")
    return number * whole / 100 if found[2] == "%" else number * _UNITS.get(found[2] or "", 1.0)


def _share(text: str) -> float:
    found = _LENGTH.match(text)
    if found is None:
        return 1.0
    number = float(found[1]) / (100 if found[2] == "%" else 1)
    return min(1.0, max(0.0, number))
