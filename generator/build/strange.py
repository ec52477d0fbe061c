"""What a house style names and no source knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.build.orders.fields import near
from generator.facts.model import FactBase
from generator.house.model import HouseStyle
from generator.problems import Problem, Severity, Where


def strange_names(house: HouseStyle, base: FactBase) -> Iterator[Problem]:
    """Bodies, terms and countries that a house names and no source knows."""
    named = {
        "bodies": (house.bodies, base.organisations, "house-body-unknown", "body"),
        "terms": (house.terms, base.terms, "house-term-unknown", "term"),
        "areas": (house.areas, base.areas, "house-area-unknown", "area"),
        "capitals": (house.capitals, base.areas, "house-area-unknown", "area"),
    }
    for field, (ids, known, code, value) in named.items():
        for name in ids:
            if name not in known:
                where = Where(record=house.name, field=field)
                values = {value: name, "hint": near(name, known)}
                yield Problem(code, where, values, Severity.WARNING)
    for name, forms in house.terms.items():
        term = base.terms.get(name)
        for language, form in forms.items() if term is not None else ():
            if term is not None and not _is_known(form, term.forms.get(language, ())):
                values = {"term": name, "form": form, "language": language}
                where = Where(record=house.name, field=f"terms.{name}.{language}")
                yield Problem("house-term-form", where, values, Severity.WARNING)


def _is_known(form: str, forms: Sequence[str]) -> bool:
    """Whether a form is one of these, but for apostrophes, hyphens and capitals (Da’esh)."""
    return _letters(form) in {_letters(known) for known in forms}


def _letters(form: str) -> str:
    return "".join(filter(str.isalnum, form)).casefold()
