"""What differs between two states of one order: two editions, two days, or one of each."""

from __future__ import annotations

from generator.changes.compare import delta
from generator.changes.model import Change, Delta, Holding, What

__all__ = ["Change", "Delta", "Holding", "What", "delta"]
