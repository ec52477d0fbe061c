"""House styles: what an organisation decides once for all its documents.

A house style is a folder ``templates/house/<name>/`` with ``house.toml`` (this model),
``style.css`` (PDF and HTML) and the colours and fonts from which the Word writer makes
its styles. Paper, marking scheme, digits, months, spelling and names of things are the
house's, never the template's and never a reader's machine's.
"""

from generator.house.marking import Level, MarkingScheme
from generator.house.model import HouseStyle

__all__ = ["HouseStyle", "Level", "MarkingScheme"]
