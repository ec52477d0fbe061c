"""Turns the JSON of CLDR's packages into the compact tables that ``store`` reads.

One function a topic. Each takes what the packages say about one locale, fully resolved,
and keeps only what formatting needs. Forms equal to what a reader falls back to anyway
(a plural form equal to "other") are left out; nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_COUNT = re.compile(r"(?P<key>.*)-count-(?P<category>zero|one|two|few|many|other|[0-9]+)")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_WIDTHS = {"abbreviated": "a", "wide": "w", "narrow": "n", "short": "s"}
_CONTEXTS = {"format": "f", "stand-alone": "s"}
_SYMBOLS = {
    "decimal": "decimal",
    "group": "group",
    "minusSign": "minus",
    "plusSign": "plus",
    "percentSign": "percent",
    "exponential": "exponential",
    "currencyDecimal": "currency_decimal",
    "currencyGroup": "currency_group",
}
_STYLES = ("full", "long", "medium", "short")
_UNITS_OF_TIME = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")


def numbers(found: Json) -> dict[str, Any]:
    """Numbering systems, signs, patterns and compact tables, from ``numbers.json``."""
    systems = [key.rsplit("-", 1)[1] for key in found if key.startswith("symbols-numberSystem-")]
    return {
        "system": found["defaultNumberingSystem"],
        "native": found["otherNumberingSystems"].get("native", "latn"),
        "min_group": int(found["minimumGroupingDigits"]),
        "systems": {system: _system(found, system) for system in systems if "-alt-" not in system},
    }


def _system(found: Json, system: str) -> dict[str, Any]:
    def part(name: str) -> Json:
        table: Json = found.get(f"{name}-numberSystem-{system}", {})
        return table

    symbols, decimal, money = part("symbols"), part("decimalFormats"), part("currencyFormats")
    long = decimal.get("long", {}).get("decimalFormat", {})
    short = decimal.get("short", {}).get("decimalFormat", {})
    shaped: dict[str, Any] = {
        "signs": {ours: symbols[theirs] for theirs, ours in _SYMBOLS.items() if theirs in symbols},
        "decimal": decimal.get("standard"),
        "percent": part("percentFormats").get("standard"),
        "scientific": part("scientificFormats").get("standard"),
        "money": money.get("standard"),
        "accounting": money.get("accounting"),
        "money_name": by_category(money, "unitPattern").get("unitPattern", {}),
        "range": part("miscPatterns").get("range"),
        "long": _compact(_own_words(long, short)),
        "short": _compact(short),
        "money_short": _compact(money.get("short", {}).get("standard", {})),
    }
    return {key: value for key, value in shaped.items() if value}


def _own_words(table: Json, short: Json) -> Json:
    """Long words without what the root lends to a locale that has only some of its own.

    CLDR's tools do not print "45K" where a locale asks for words and has none.
    """
    if table == short:
        return table
    lent = {"K", "M", "G", "T"}
    return {
        key: text
        for key, text in table.items()
        if text.strip("0") not in lent or short.get(key) != text
    }


def _compact(table: Json) -> dict[str, dict[str, str]]:
    shaped: dict[str, dict[str, str]] = {}
    for key, pattern in table.items():
        size, _, category = key.partition("-count-")
        if category and "-alt-" not in category:
            shaped.setdefault(str(len(size) - 1), {})[category] = pattern
    return {power: _without_repeats(forms) for power, forms in shaped.items()}


def by_category(table: Json, *names: str) -> dict[str, dict[str, str]]:
    """Entries named ``<name>-count-<category>``, by name and then category."""
    shaped: dict[str, dict[str, str]] = {}
    for key, text in table.items():
        match = _COUNT.fullmatch(key)
        if match and match["key"] in names:
            shaped.setdefault(match["key"], {})[match["category"]] = text
    return {name: _without_repeats(forms) for name, forms in shaped.items()}


def _without_repeats(forms: Mapping[str, str]) -> dict[str, str]:
    other = forms.get("other")
    return {
        category: text for category, text in forms.items() if category == "other" or text != other
    }


def currencies(found: Json) -> dict[str, Any]:
    """Symbols and names by ISO 4217 code, from ``currencies.json``."""
    shaped = {}
    for code, entry in found.items():
        names = by_category(entry, "displayName").get("displayName", {})
        kept = {
            "name": entry.get("displayName"),
            "symbol": entry.get("symbol"),
            "narrow": entry.get("symbol-alt-narrow"),
            "names": names,
            **{key: entry[key] for key in ("pattern", "decimal", "group") if key in entry},
        }
        if kept["name"] == code:
            del kept["name"]
        if kept["symbol"] == code:
            del kept["symbol"]
        shaped[code] = {key: value for key, value in kept.items() if value}
    return {code: entry for code, entry in shaped.items() if entry}


def dates(found: Json) -> dict[str, Any]:
    """Names, patterns, skeletons and intervals of the Gregorian calendar."""
    glue, eras = found["dateTimeFormats"], found["eras"]
    intervals = {
        skeleton: {field: text for field, text in entry.items() if "-alt-" not in field}
        for skeleton, entry in glue["intervalFormats"].items()
        if isinstance(entry, dict) and _used_skeleton(skeleton)
    }
    return {
        "months": _names(found["months"], [str(n) for n in range(1, 13)]),
        "days": _names(found["days"], _DAYS),
        "quarters": _names(found["quarters"], ["1", "2", "3", "4"]),
        "periods": _periods(found["dayPeriods"]),
        "era": {"w": eras["eraNames"]["1"], "a": eras["eraAbbr"]["1"], "n": eras["eraNarrow"]["1"]},
        "date": {style: _plain(found["dateFormats"][style]) for style in _STYLES},
        "time": {style: found["timeFormats"][style] for style in _STYLES},
        "glue": {style: glue[style] for style in _STYLES},
        "at": {style: found["dateTimeFormats-atTime"]["standard"][style] for style in _STYLES},
        "skeletons": {
            name: text
            for name, text in glue["availableFormats"].items()
            if _used_skeleton(name) and "-count-" not in name and "-alt-" not in name
        },
        "append": glue["appendItems"],
        "intervals": intervals,
        "interval_fallback": glue["intervalFormats"]["intervalFormatFallback"],
    }


def _plain(pattern: Any) -> str:
    """The pattern alone where CLDR adds numbering by Roman figures (Hawaiian months)."""
    text: str = pattern["_value"] if isinstance(pattern, dict) else pattern
    return text


def _used_skeleton(name: str) -> bool:
    return not set("GBvZ") & set(name)


def _names(found: Json, keys: Any) -> dict[str, Any]:
    return {
        short: {
            width: [found[context][name][key] for key in keys]
            for name, width in _WIDTHS.items()
            if name in found[context]
        }
        for context, short in _CONTEXTS.items()
    }


def _periods(found: Json) -> dict[str, Any]:
    return {
        width: {key: text for key, text in found["format"][name].items() if "-alt-" not in key}
        for name, width in _WIDTHS.items()
        if name in found["format"]
    }


def fields(found: Json) -> dict[str, Any]:
    """Relative time: "in 3 days", "yesterday", from ``dateFields.json``."""
    shaped = {}
    for unit in _UNITS_OF_TIME:
        entry = found[unit]
        words = {
            key.removeprefix("relative-type-"): text
            for key, text in entry.items()
            if key.startswith("relative-type-")
        }
        kept = {
            "words": words,
            "future": _relative(entry.get("relativeTime-type-future", {})),
            "past": _relative(entry.get("relativeTime-type-past", {})),
        }
        shaped[unit] = {key: value for key, value in kept.items() if value}
    return shaped


def _relative(entry: Json) -> dict[str, str]:
    return by_category(entry, "relativeTimePattern").get("relativeTimePattern", {})


def zones(found: Json) -> dict[str, Any]:
    """Names of time zones and the forms of offsets, from ``timeZoneNames.json``."""
    forms = {
        "hours": "hourFormat",
        "gmt": "gmtFormat",
        "gmt_zero": "gmtZeroFormat",
        "region": "regionFormat",
        "fallback": "fallbackFormat",
    }
    places: dict[str, Any] = {}
    _zone_places(found.get("zone", {}), "", places)
    return {
        **{ours: found[theirs] for ours, theirs in forms.items() if theirs in found},
        "places": places,
        "meta": {
            name: entry["long"]
            for name, entry in found.get("metazone", {}).items()
            if "long" in entry
        },
    }


def _zone_places(table: Json, prefix: str, places: dict[str, Any]) -> None:
    for name, entry in table.items():
        path = f"{prefix}{name}"
        if entry.get("_type") != "zone":
            _zone_places(entry, f"{path}/", places)
            continue
        kept = {"city": entry.get("exemplarCity"), **entry.get("long", {})}
        places[path] = {key: value for key, value in kept.items() if value}


def units(found: Json | None) -> dict[str, Any] | None:
    """Unit patterns by unit and width, from ``units.json``; grammatical cases are left out."""
    if not found:
        return None
    shaped: dict[str, Any] = {}
    for width in ("long", "short"):
        for unit, entry in found[width].items():
            forms = by_category(entry, "unitPattern").get("unitPattern", {})
            kept: dict[str, Any] = {"forms": forms, "per": entry.get("perUnitPattern")}
            if unit == "per":
                kept = {"glue": entry["compoundUnitPattern"]}
            kept = {key: value for key, value in kept.items() if value}
            if kept:
                shaped.setdefault(unit, {})[width] = kept
    return shaped


def names(
    territories: Json | None, languages: Json | None, scripts: Json | None, display: Json | None
) -> dict[str, Any] | None:
    """Names of countries, languages and scripts, from ``cldr-localenames``."""
    if territories is None or display is None:
        return None
    plain = {
        "territories": {code: name for code, name in territories.items() if name != code},
        "languages": {
            tag: name
            for tag, name in (languages or {}).items()
            if "-alt-" not in tag and tag != name
        },
        "scripts": {code: name for code, name in (scripts or {}).items() if code != name},
    }
    pattern = display["localeDisplayPattern"]
    return {**plain, "pattern": pattern["localePattern"], "separator": pattern["localeSeparator"]}


def text(lists: Json | None, delimiters: Json | None, layout: Json | None) -> dict[str, Any]:
    """List patterns, quotation marks and direction, from ``cldr-misc``."""
    shaped: dict[str, Any] = {}
    if lists:
        shaped["lists"] = {
            key.removeprefix("listPattern-type-"): value
            for key, value in lists.items()
            if not key.endswith("-narrow")
        }
    if delimiters:
        shaped["quotes"] = [
            delimiters[name]
            for name in (
                "quotationStart",
                "quotationEnd",
                "alternateQuotationStart",
                "alternateQuotationEnd",
            )
        ]
    if layout:
        shaped["direction"] = (
            "rtl" if layout["orientation"]["characterOrder"] == "right-to-left" else "ltr"
        )
    return shaped
