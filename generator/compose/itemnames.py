"""Names of what a yearbook lists in English: religions, languages, and what is left over.

Only where the very words are known: languages by CLDR, followers of the larger religions by
the catalogues. Everything else stays as its source writes it and is marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.localisation import names
from generator.localisation.localiser import Localiser
from generator.localisation.marks import NP_
from generator.localisation.messages import has_catalogue

_ENGLISH: Final = "en"
_LANGUAGES: Final = "people.languages"
_RELIGIONS: Final = "people.religions"
_GROUPS: Final = "people.ethnic-groups"

_FOLLOWERS: Final = (
    NP_("followers of a religion, in a list", "Muslim"),
    NP_("followers of a religion, in a list", "Sunni"),
    NP_("followers of a religion, in a list", "Shia"),
    NP_("followers of a religion, in a list", "Christian"),
    NP_("followers of a religion, in a list", "Roman Catholic"),
    NP_("followers of a religion, in a list", "Catholic"),
    NP_("followers of a religion, in a list", "Protestant"),
    NP_("followers of a religion, in a list", "Orthodox"),
    NP_("followers of a religion, in a list", "Anglican"),
    NP_("followers of a religion, in a list", "Lutheran"),
    NP_("followers of a religion, in a list", "Evangelical"),
    NP_("followers of a religion, in a list", "Pentecostal"),
    NP_("followers of a religion, in a list", "Methodist"),
    NP_("followers of a religion, in a list", "Baptist"),
    NP_("followers of a religion, in a list", "Jehovah's Witness"),
    NP_("followers of a religion, in a list", "Seventh Day Adventist"),
    NP_("followers of a religion, in a list", "other Christian"),
    NP_("followers of a religion, in a list", "Hindu"),
    NP_("followers of a religion, in a list", "Buddhist"),
    NP_("followers of a religion, in a list", "Jewish"),
    NP_("followers of a religion, in a list", "Sikh"),
    NP_("followers of a religion, in a list", "Druze"),
    NP_("followers of a religion, in a list", "animist"),
    NP_("followers of a religion, in a list", "agnostic"),
    NP_("followers of a religion, in a list", "atheist"),
    NP_("followers of a religion, in a list", "unaffiliated"),
    NP_("followers of a religion, in a list", "no religion"),
)
_REST: Final = (
    NP_("what is left over of a list", "other"),
    NP_("what is left over of a list", "unspecified"),
    NP_("what is left over of a list", "unknown"),
)
_SAME: Final = MappingProxyType(
    {
        "Animist": "animist",
        "Jehovah Witness": "Jehovah's Witness",
        "Seventh-Day Adventist": "Seventh Day Adventist",
        "Sunni Muslim": "Sunni",
        "Shia Muslim": "Shia",
        "none": "no religion",
        "Other": "other",
        "not specified": "unspecified",
        "not stated": "unspecified",
    }
)
"""Other spellings of the same in the lists of religions."""


def item_name(localiser: Localiser, indicator: str, name: str) -> str | None:
    """The name of an item in the reader's language; None where its very words are not known.

    indicator  of the list: what "Orthodox" or "Malay" is depends on it.
    """
    if not has_catalogue(localiser.locale):
        return None
    if indicator in (_RELIGIONS, _LANGUAGES, _GROUPS):
        plain = _SAME.get(name, name) if indicator == _RELIGIONS else name
        for known in (*(_FOLLOWERS if indicator == _RELIGIONS else ()), *_REST):
            if known[1] == plain:
                return localiser.pgettext(*known)
    if indicator == _LANGUAGES:
        tag = names.language_tags(_ENGLISH).get(name)
        return localiser.language_name(tag) if tag is not None else None
    return None


def with_own_name(
    localiser: Localiser, indicator: str, texts: Mapping[str, str], language: str
) -> Mapping[str, str]:
    """The texts of a name, with that of the reader's language where it is known."""
    if language in texts or _ENGLISH not in texts:
        return texts
    found = item_name(localiser, indicator, texts[_ENGLISH])
    return texts if found is None else MappingProxyType({**texts, language: found})
