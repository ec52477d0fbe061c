"""What a house or an order may choose for the charts of its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """How charts stand in a document.

    table  whether the data of each stand below it as a table, unless the template says.
    """

    table: bool = False


AS_USUAL: Final = ChartOptions()
"""The options of a house style that says nothing of them."""

SWITCHES: Final = ("table",)
"""Options that are true or false."""


def with_charts(options: ChartOptions, chosen: Mapping[str, Any]) -> ChartOptions:
    """``options`` with some of them chosen otherwise.

    >>> with_charts(AS_USUAL, {"table": True}).table
    True
    """
    return dataclasses.replace(options, **chosen)
