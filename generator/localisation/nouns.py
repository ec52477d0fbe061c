"""Counted nouns: what briefs count that CLDR has no unit for, with all plural forms.

The key is the unit of a ``Quantity``; the catalogues hold the forms of each language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.localisation.marks import NN_, NP_

NOUNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "persons": NN_("{n} person", "{n} people"),
        "people": NN_("{n} person", "{n} people"),
        "years": NN_("{n} year", "{n} years"),
        "months": NN_("{n} month", "{n} months"),
        "weeks": NN_("{n} week", "{n} weeks"),
        "days": NN_("{n} day", "{n} days"),
        "hours": NN_("{n} hour", "{n} hours"),
        "countries": NN_("{n} country", "{n} countries"),
        "areas": NN_("{n} area", "{n} areas"),
        "lines_of_effort": NN_("{n} line of effort", "{n} lines of effort"),
        "votes": NN_("{n} vote", "{n} votes"),
        "meetings": NN_("{n} meeting", "{n} meetings"),
        "members": NN_("{n} member", "{n} members"),
        "seats": NN_("{n} seat", "{n} seats"),
        "projects": NN_("{n} project", "{n} projects"),
        "sources": NN_("{n} source", "{n} sources"),
        "facts": NN_("{n} fact", "{n} facts"),
        "documents": NN_("{n} document", "{n} documents"),
        "pages": NN_("{n} page", "{n} pages"),
    }
)

# The same things in great and inexact number: "millions of people".
MANY: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "persons": NP_("after “millions of”", "people"),
        "people": NP_("after “millions of”", "people"),
        "years": NP_("after “millions of”", "years"),
        "months": NP_("after “millions of”", "months"),
        "weeks": NP_("after “millions of”", "weeks"),
        "days": NP_("after “millions of”", "days"),
        "hours": NP_("after “millions of”", "hours"),
        "countries": NP_("after “millions of”", "countries"),
        "areas": NP_("after “millions of”", "areas"),
        "lines_of_effort": NP_("after “millions of”", "lines of effort"),
        "votes": NP_("after “millions of”", "votes"),
        "meetings": NP_("after “millions of”", "meetings"),
        "members": NP_("after “millions of”", "members"),
        "seats": NP_("after “millions of”", "seats"),
        "projects": NP_("after “millions of”", "projects"),
        "sources": NP_("after “millions of”", "sources"),
        "facts": NP_("after “millions of”", "facts"),
        "documents": NP_("after “millions of”", "documents"),
        "pages": NP_("after “millions of”", "pages"),
    }
)
