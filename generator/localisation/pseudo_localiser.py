"""Values as a pseudo-locale prints them: every word that is not a fact's own made strange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from generator.facts.model import EdtfDate, Period
from generator.house.manners import Calendar
from generator.localisation import lists, pseudo
from generator.localisation.localiser import Localiser


class PseudoLocaliser(Localiser):
    """A localiser for "en-XA" and "ar-XB"; messages are made strange where they are looked up."""

    def _strange(self, text: str) -> str:
        return pseudo.words(self.locale.tag, text)

    def currency(self, *args: Any, **choices: Any) -> str:
        """An amount of money in figures."""
        return self._strange(super().currency(*args, **choices))

    def compact(self, *args: Any, **choices: Any) -> str:
        """A rounded number with its power of ten in words."""
        return self._strange(super().compact(*args, **choices))

    def compact_currency(self, *args: Any, **choices: Any) -> str:
        """A rounded amount of money."""
        return self._strange(super().compact_currency(*args, **choices))

    def unit(self, *args: Any, **choices: Any) -> str:
        """A value with a CLDR unit."""
        return self._strange(super().unit(*args, **choices))

    def ordinal(self, n: int, gender: str | None = None) -> str:
        """A place in an order."""
        return self._strange(super().ordinal(n, gender))

    def date(self, value: EdtfDate | dt.date, **choices: Any) -> str:
        """A date, as exact as it is known."""
        return self._strange(super().date(value, **choices))

    def dual_date(self, value: dt.date, calendar: Calendar) -> str:
        """A date with the same day in another calendar."""
        return self._strange(super().dual_date(value, calendar))

    def period(self, period: Period) -> str:
        """A span of time."""
        return self._strange(super().period(period))

    def weekday(self, value: dt.date) -> str:
        """The day of the week."""
        return self._strange(super().weekday(value))

    def time(self, value: dt.datetime, **choices: Any) -> str:
        """A time of day."""
        return self._strange(super().time(value, **choices))

    def datetime(self, value: dt.datetime, **choices: Any) -> str:
        """A date with its time."""
        return self._strange(super().datetime(value, **choices))

    def relative(self, *args: Any, **choices: Any) -> str:
        """A distance in time from now."""
        return self._strange(super().relative(*args, **choices))

    def language_name(self, tag: str) -> str:
        """Name of a language."""
        return self._strange(super().language_name(tag))

    def currency_name(self, code: str) -> str:
        """Name of a currency."""
        return self._strange(super().currency_name(code))

    def list(
        self, items: Sequence[str], kind: lists.Kind = "and", heard: Sequence[str] | None = None
    ) -> str:
        """Several items as one enumeration; they are names of their own, what joins them is not."""
        signs = [chr(0xF0000 + number) for number in range(len(items))]
        joined = self._strange(super().list(signs, kind, heard))
        return joined.translate(dict(zip(map(ord, signs), items, strict=True)))

    def fixed(self, texts: Mapping[str, str]) -> str | None:
        """A fixed text of a house or template, made of the English one."""
        text = texts.get("en")
        return pseudo.message(self.locale.tag, text) if text else None
