"""Counted nouns: what briefs count that CLDR has no unit for, with all plural forms.

The key is the unit of a ``Quantity``; the catalogues hold the forms of each language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.localisation.marks import NN_

NOUNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "persons": NN_("{n} person", "{n} people"),
        "people": NN_("{n} person", "{n} people"),
        "years": NN_("{n} year", "{n} years"),
        "months": NN_("{n} month", "{n} months"),
        "weeks": NN_("{n} week", "{n} weeks"),
        "days": NN_("{n} day", "{n} days"),
        "countries": NN_("{n} country", "{n} countries"),
        "areas": NN_("{n} area", "{n} areas"),
        "votes": NN_("{n} vote", "{n} votes"),
        "meetings": NN_("{n} meeting", "{n} meetings"),
        "members": NN_("{n} member", "{n} members"),
        "projects": NN_("{n} project", "{n} projects"),
        "sources": NN_("{n} source", "{n} sources"),
        "facts": NN_("{n} fact", "{n} facts"),
    }
)
