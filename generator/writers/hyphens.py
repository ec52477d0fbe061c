"""Words divided at the ends of lines, in the languages in which the house wants it.

Only the document's own language is divided: a word of another one, a name in a value, an
address and a heading stay whole. A sign that divides a word is no letter of it: it is told
apart from every hyphen that is written, and a reader who copies the word gets it whole.
"""

from __future__ import annotations

from typing import Final

from generator.document.tree import Document
from generator.house import HouseStyle

DIVIDED: Final = "\u2010"
"""What the layout engine draws where it divides a word; our pages hold it nowhere else."""

_RULES: Final = """\
html { hyphens: auto; hyphenate-character: "\\2010"; hyphenate-limit-chars: 8 3 3; \
hyphenate-limit-zone: 8% }
[lang], h1, h2, h3, h4, h5, .title-block, .masthead, .subtitle, .box-title, .contents, caption, \
.figure-caption, .marking, .organisation, .reference, .page-number, .banner, data, time, a, .call \
{ hyphens: manual }
html[lang] { hyphens: auto }
"""


def divides(house: HouseStyle, lang: str) -> bool:
    """Whether the words of a document in a language are divided."""
    return lang.split("-")[0].lower() in house.hyphenation


def hyphens_css(document: Document, house: HouseStyle) -> str:
    """The rules of the page; nothing where no word is divided."""
    return _RULES if divides(house, document.lang) else ""
