"""Names of countries, languages and their forms, as CLDR has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from generator.localisation.cldr import store

# Kosovo has no code of ISO 3166-1; CLDR keeps it under another than producers of data use.
_KEPT_UNDER: Final = MappingProxyType({"XKX": "XKK"})
# What ISO 3166 reserves without making it a country: CLDR has its names, and no such code.
_RESERVED: Final = MappingProxyType({"EUE": "EU"})

_BRACKETS: Final = str.maketrans("()", "[]")
_WIDE_BRACKETS: Final = str.maketrans("（）", "［］")


def alpha2(area: str) -> str | None:
    """ISO 3166-1 alpha-2 code of an alpha-3 code; None when there is none."""
    if area in _RESERVED:
        return _RESERVED[area]
    found: str | None = store.common()["alpha3"].get(_KEPT_UNDER.get(area, area))
    return found


def _names(names: Mapping[str, Any], kind: str) -> Mapping[str, str]:
    """Names of one kind; small languages have none, and then the code itself is printed."""
    found: Mapping[str, str] = names.get(kind, {})
    return found


def territory(locale: str, code: str, *, alternative: str | None = None) -> str:
    """Name of a country by its alpha-2 code; ``alternative`` may be "short" or "variant".

    A country without that alternative gives its usual name; an unknown code itself.
    """
    table = _names(store.topic(locale, "names"), "territories")
    if alternative:
        found = table.get(f"{code}-alt-{alternative}")
        if found:
            return found
    return table.get(code, code)


def language(locale: str, tag: str) -> str:
    """Name of a language; script and country are put in brackets: "français (Canada)"."""
    names = store.topic(locale, "names")
    if tag == "prs":  # kept by CLDR as the Persian of Afghanistan
        return str(_names(names, "languages").get("fa-AF", tag))
    subtag, *rest = tag.replace("_", "-").split("-")
    name: str = _names(names, "languages").get(subtag, subtag)
    details = [_detail(names, part) for part in rest]
    if not details:
        return name
    inside = details[0]
    for detail in details[1:]:
        inside = (
            str(names.get("separator", "{0}, {1}")).replace("{0}", inside).replace("{1}", detail)
        )
    pattern: str = names.get("pattern", "{0} ({1})")
    # Round brackets inside round brackets become square: "Burmese (Myanmar [Burma])".
    brackets = _WIDE_BRACKETS if "（" in pattern else _BRACKETS
    inside = inside.translate(brackets)
    return pattern.replace("{0}", name).replace("{1}", inside)


@cache
def language_tags(locale: str) -> Mapping[str, str]:
    """The tags of languages by their names in a locale; a name of two languages has none."""
    by_name: dict[str, list[str]] = {}
    for tag, name in _names(store.topic(locale, "names"), "languages").items():
        if tag.isalpha():
            by_name.setdefault(name, []).append(tag)
    return MappingProxyType({name: tags[0] for name, tags in by_name.items() if len(tags) == 1})


def _detail(names: Mapping[str, Any], part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return _names(names, "scripts").get(part.title(), part)
    return _names(names, "territories").get(part.upper(), part)
