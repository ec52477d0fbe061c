"""What CLDR says about all locales together: parents, calendars, weeks, currencies, zones."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

Read = Callable[[str], Any]


def parents(read: Read) -> dict[str, str]:
    """Locales whose parent is not found by cutting off the last part of their tag."""
    table: dict[str, str] = read("parentLocales")["parentLocales"]["parentLocale"]
    return {child: "und" if above == "root" else above for child, above in table.items()}


def parent(locale: str, exceptions: Mapping[str, str], known: Container[str]) -> str:
    """The nearest locale with data that ``locale`` inherits from; "und" is the root."""
    above = exceptions.get(locale) or locale.rpartition("-")[0] or "und"
    return above if above in known else parent(above, exceptions, known)


def common(read: Read, known: Iterable[str]) -> dict[str, Any]:
    """The tables that are not about one locale, in the form ``store`` reads."""
    calendars = read("calendarPreferenceData")["calendarPreferenceData"]
    weeks = read("weekData")["weekData"]
    systems = read("numberingSystems")["numberingSystems"]
    fractions = read("currencyData")["currencyData"]["fractions"]
    codes = read("codeMappings")["codeMappings"]
    locales = sorted(known)
    languages = {tag.split("-")[0] for tag in locales}
    likely = read("likelySubtags")["likelySubtags"]
    return {
        "locales": locales,
        "parents": parents(read),
        "likely": {tag: full for tag, full in likely.items() if tag.split("-")[0] in languages},
        "calendars": {region: kinds[0] for region, kinds in calendars.items()},
        "first_day": {
            region: day for region, day in weeks["firstDay"].items() if "-alt-" not in region
        },
        "digits": {name: entry["_digits"] for name, entry in systems.items() if "_digits" in entry},
        "fractions": {code: int(entry["_digits"]) for code, entry in fractions.items()},
        "day_periods": _periods(read("dayPeriods")["dayPeriodRuleSet"]),
        "plurals": _plural_rules(read("plurals")["plurals-type-cardinal"]),
        "ordinals": _plural_rules(read("ordinals")["plurals-type-ordinal"]),
        "plural_ranges": _plural_ranges(read("pluralRanges")["plurals"]),
        "alpha3": {
            entry["_alpha3"]: alpha2 for alpha2, entry in codes.items() if "_alpha3" in entry
        },
    }


def zone_tables(read: Read) -> dict[str, Any]:
    """Which zones share a name and when, and which zone stands for a country."""
    return {
        "primary": read("primaryZones")["primaryZones"],
        "metazones": _metazones(read("metaZones")["metaZones"]["metazoneInfo"]["timezone"]),
    }


def _periods(table: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """By language and period: the hours from and before, or one time exactly."""
    return {
        language: {
            name: [rule["_at"]] if "_at" in rule else [rule["_from"], rule["_before"]]
            for name, rule in rules.items()
        }
        for language, rules in table.items()
    }


def _plural_rules(table: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """By language and category: the condition, without CLDR's samples."""
    return {
        language: {
            key.removeprefix("pluralRule-count-"): text.partition("@")[0].strip()
            for key, text in rules.items()
            if not key.endswith("-other")
        }
        for language, rules in table.items()
    }


def _plural_ranges(table: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        language: {
            key.removeprefix("pluralRange-start-").replace("-end-", "-"): category
            for key, category in entries.items()
            if category != "other"
        }
        for language, entries in table.items()
    }


def _metazones(table: Mapping[str, Any], prefix: str = "") -> dict[str, list[list[str | None]]]:
    found: dict[str, list[list[str | None]]] = {}
    for name, entry in table.items():
        path = f"{prefix}{name}"
        if isinstance(entry, list):
            uses = [step["usesMetazone"] for step in entry]
            found[path] = [[use["_mzone"], use.get("_from"), use.get("_to")] for use in uses]
        else:
            found.update(_metazones(entry, f"{path}/"))
    return found
