"""Values as readers of a locale expect them: digits, numbers, dates, names, messages.

``Localiser`` is loaded when first asked for, so that commands without localised output
do not pay for the locale data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.localisation.localiser import Localiser
    from generator.localisation.options import Options

__all__ = ["Localiser", "Options"]


def __getattr__(name: str) -> Any:
    if name == "Localiser":
        from generator.localisation.localiser import Localiser

        return Localiser
    if name == "Options":
        from generator.localisation.options import Options

        return Options
    raise AttributeError(name)
