"""Ordinal numbers in figures: "1er", "2nd", "11.º", "1-я".

CLDR gives them as rule-based number formats; the few instructions that these use are
carried out here. Rule: Unicode TR 35 part 3, rule-based number formatting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from generator.localisation.cldr import store
from generator.localisation.locale import inherited
from generator.localisation.numbers import System, decimal
from generator.localisation.plurals import category_for

# Languages without rules of their own in CLDR, where print has the bare number beside a noun.
BARE: Final = frozenset({"fa", "he", "ps", "ur"})

_RULE: Final = "%digits-ordinal"
_STEP: Final = re.compile(
    r"=(?P<digits>[#0,.]+)="
    r"|=(?P<same>%%?[a-z-]+)="
    r"|>(?P<rest>%?%?[a-z-]*)>"
    r"|\$\(ordinal,(?P<plural>[^)]*)\)\$"
)
_FORM: Final = re.compile(r"(\w+)\{([^}]*)\}")

Rules = Mapping[str, Mapping[int, str]]


def ordinal(found: System, n: int, gender: str | None = None) -> str:
    """``n`` as a place in an order; ``gender`` where the language has several."""
    rules = _rules(found.locale)
    name = f"{_RULE}-{gender}" if gender and f"{_RULE}-{gender}" in rules else _RULE
    return _apply(found, rules, name, n)


@cache
def _rules(locale: str) -> Rules:
    listed = store.listed("_ordinals")
    tag = next((one for one in inherited(locale) if one in listed), "en")
    return {
        name: {int(base): text for base, text in table.items()}
        for name, table in json.loads(listed[tag]).items()
    }


def _apply(found: System, rules: Rules, name: str, n: int) -> str:
    table = rules[name]
    base = max(start for start in table if start <= n)
    divisor = 10 ** (len(str(base)) - 1) if base else 1

    def step(match: re.Match[str]) -> str:
        if match["digits"]:
            return decimal(found, n)
        if match["same"]:
            return _apply(found, rules, str(match["same"]), n)
        if match["plural"] is not None:
            forms: dict[str, str] = dict(_FORM.findall(match["plural"]))
            return forms.get(category_for(found.locale, n, ordinal=True), forms["other"])
        return _apply(found, rules, str(match["rest"] or name), n % divisor)

    return _STEP.sub(step, table[base])
