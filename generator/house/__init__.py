"""House styles: what an organisation decides once for all its documents.

A house style is a folder ``templates/house/<name>/`` with ``house.toml`` (this model),
``style.css`` (PDF and HTML) and the colours and fonts from which the Word writer makes
its styles. Paper, marking scheme, digits, months, spelling and names of things are the
house's, never the template's and never a reader's machine's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.house.marking import Level, MarkingScheme
    from generator.house.model import HouseStyle

__all__ = ["HouseStyle", "Level", "MarkingScheme"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for: an order needs one word of this package."""
    if name not in __all__:
        raise AttributeError(name)
    from generator.house import marking, model

    return getattr(model if name == "HouseStyle" else marking, name)
