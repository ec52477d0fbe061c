"""Names and patterns of calendars other than the Gregorian, read from ICU at extraction time.

ICU 77 carries CLDR 47. Everything is found by formatting with one-field patterns, so
inheritance and aliases are ICU's. PyICU is needed only by the extraction.
"""

from __future__ import annotations

from typing import Any, Final

try:
    import icu  # type: ignore[import-not-found]
except ImportError:  # the extraction says so; nothing at run time needs it
    icu = None

KINDS: Final = {"persian": "persian", "islamic": "islamic-umalqura", "buddhist": "buddhist"}
_WIDTHS: Final = {"w": 4, "a": 3}
_STYLES: Final = {"full": 0, "long": 1, "medium": 2, "short": 3}


def version() -> str | None:
    """The ICU version used, for the record."""
    return str(icu.ICU_VERSION) if icu else None


def calendars(tag: str) -> dict[str, Any] | None:
    """Tables of all calendars for one locale; None when ICU has no data of its own for it."""
    if icu is None:
        raise SystemExit("PyICU with ICU 77 is needed for the calendars")
    if tag != "und" and icu.Locale(tag).getName() not in _available():
        return None
    return {name: _calendar(tag, kind) for name, kind in KINDS.items()}


_names: set[str] = set()


def _available() -> set[str]:
    if not _names:
        _names.update(icu.Locale.getAvailableLocales())
    return _names


def _calendar(tag: str, kind: str) -> dict[str, Any]:
    locale = icu.Locale(f"{tag}-u-ca-{kind}-nu-latn")
    calendar = icu.Calendar.createInstance(locale)

    def field(pattern: str) -> str:
        formatter = icu.SimpleDateFormat(pattern, locale)
        formatter.setCalendar(calendar)
        return str(formatter.format(calendar.getTime()))

    def months(letter: str, width: int) -> list[str]:
        found = []
        for month in range(12):
            calendar.clear()
            calendar.set(icu.UCalendarDateFields.YEAR, 1400)
            calendar.set(icu.UCalendarDateFields.MONTH, month)
            calendar.set(icu.UCalendarDateFields.DATE, 10)
            found.append(field(letter * width))
        return found

    return {
        "months": {
            "f": {name: months("M", width) for name, width in _WIDTHS.items()},
            "s": {name: months("L", width) for name, width in _WIDTHS.items()},
        },
        "era": {"a": field("G"), "w": field("GGGG"), "n": field("GGGGG")},
        "date": {
            name: str(icu.DateFormat.createDateInstance(style, locale).toPattern())
            for name, style in _STYLES.items()
        },
    }
