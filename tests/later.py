"""Tests of a part of what ``make conformance`` proves whole, with more checkers.

``.ci/run`` runs both and says so in BRIEFING_CONFORMANCE_FOLLOWS; ``make test`` alone has the part.
"""

from __future__ import annotations

import os
from typing import Final

import pytest

PROVEN_WHOLE: Final = pytest.mark.skipif(
    bool(os.environ.get("BRIEFING_CONFORMANCE_FOLLOWS")),
    reason="make conformance, which .ci/run runs too, has all of these",
)
"""For tests of some languages of the matrix, or of some of the random briefs."""
