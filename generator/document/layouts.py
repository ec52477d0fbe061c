"""How two languages stand in one file."""

from __future__ import annotations

from typing import Literal, TypeAlias

Layout: TypeAlias = Literal["side-by-side", "tumble", "tumble-print"]
