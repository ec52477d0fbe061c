"""Names of time zones: "heure normale de l’Arabie", "heure : Irak", "UTC+3".

Zones that share their clock share a name (a metazone) for a time; a zone without daylight
time has its standard name as generic name. Rule: Unicode TR 35 part 4, time zone names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel.core import get_global

from generator.localisation.cldr import store
from generator.localisation.numbers import System

Style = Literal["long", "generic", "location", "city", "gmt", "short_gmt"]


def zone_name(found: System, zone: str, at: dt.datetime, style: Style) -> str:
    """The name of an IANA ``zone`` at an instant (aware, or naive UTC)."""
    moment = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    local = moment.astimezone(ZoneInfo(zone))
    canonical = _canonical(zone)
    if style == "gmt":
        return offset(found, local, long=True)
    if style == "short_gmt":
        return offset(found, local, long=False)
    if style == "city":
        return city(found.locale, canonical)
    if style == "location":
        return _location(found.locale, canonical)
    return _named(found, canonical, local, style)


def offset(found: System, local: dt.datetime, *, long: bool) -> str:
    """The distance from Greenwich: "UTC+3", "UTC+03:00"."""
    table = store.topic(found.locale, "zones")
    distance = local.utcoffset() or dt.timedelta()
    minutes = round(distance.total_seconds() / 60)
    if minutes == 0:
        return str(table["gmt_zero"])
    positive, _, negative = table["hours"].partition(";")
    pattern = positive if minutes > 0 else negative
    hours, rest = divmod(abs(minutes), 60)
    if long:
        text = pattern.replace("HH", f"{hours:02d}").replace("H", f"{hours:02d}")
        text = text.replace("mm", f"{rest:02d}")
    else:
        text = pattern.replace("HH", "H")
        if rest:
            text = text.replace("H", str(hours)).replace("mm", f"{rest:02d}")
        else:
            text = _without_minutes(text).replace("H", str(hours))
    return str(table["gmt"]).replace("{0}", found.in_digits(text))


def _without_minutes(pattern: str) -> str:
    before, _, after = pattern.partition("mm")
    return before[: before.index("H") + 1] + after


def city(locale: str, zone: str) -> str:
    """The city that stands for a zone."""
    found = store.topic(locale, "zones")["places"].get(zone, {}).get("city")
    return str(found) if found else zone.rpartition("/")[2].replace("_", " ")


def _location(locale: str, zone: str) -> str:
    table = store.topic(locale, "zones")
    region = _region_of(zone)
    if not region or region == "001":
        return city(locale, zone)
    zones = get_global("territory_zones").get(region, ())
    alone = len(zones) < 2 or store.zone_tables()["primary"].get(region) == zone
    place = store.topic(locale, "names")["territories"].get(region, region)
    return str(table["region"]).replace("{0}", place if alone else city(locale, zone))


def _named(found: System, zone: str, local: dt.datetime, style: Style) -> str:
    table = store.topic(found.locale, "zones")
    own = table["places"].get(zone, {})
    shared = table["meta"].get(_metazone(zone, local) or "", {})
    if style == "generic":
        kinds = ("generic",) if _has_daylight(zone, local) else ("standard", "generic")
    else:
        kinds = ("daylight",) if local.dst() else ("standard",)
    for kind in kinds:
        name = own.get(kind) or shared.get(kind)
        if name:
            return str(name)
    if style == "generic":
        return _location(found.locale, zone)
    return offset(found, local, long=True)


@cache
def _canonical(zone: str) -> str:
    """The name under which CLDR keeps a zone, which is the oldest that it ever had.

    Babel knows the newer names, and which older ones stand for them: CLDR says what the city of
    Asia/Calcutta is called, and nothing of Asia/Kolkata.
    """
    kept = store.zone_tables()["metazones"]
    if zone in kept:
        return zone
    newer = str(get_global("zone_aliases").get(zone, zone))
    if newer in kept:
        return newer
    older = (old for old, new in get_global("zone_aliases").items() if new == newer)
    return next((old for old in sorted(older) if old in kept), newer)


def _region_of(zone: str) -> str | None:
    regions: Mapping[str, str] = get_global("zone_territories")
    return regions.get(zone) or regions.get(get_global("zone_aliases").get(zone, zone))


def _metazone(zone: str, local: dt.datetime) -> str | None:
    moment = local.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M")
    uses: Mapping[str, list[list[Any]]] = store.zone_tables()["metazones"]
    for name, start, end in uses.get(zone, ()):
        if (start is None or start <= moment) and (end is None or moment < end):
            return str(name)
    return None


def _has_daylight(zone: str, local: dt.datetime) -> bool:
    """Whether clocks change within half a year of the instant."""
    step = dt.timedelta(days=92)
    return any(
        (local + step * quarter).astimezone(ZoneInfo(zone)).dst() for quarter in (-2, -1, 0, 1, 2)
    )
