"""Sources that an order's last edition printed facts of, and whose folders are there no more.

A folder may be gone by mistake, and the brief would silently say less. Where a person asked for
the build, that is told; where nobody did, nothing is made until somebody has looked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.build.warm import Means
from generator.editions.manifest import Manifest
from generator.problems import Problem, Severity, Where


def departed(last: Manifest, sources: Path, means: Means) -> Iterator[Problem]:
    """A problem for each source of the last edition that is gone; refusals where nobody asked."""
    printed = Counter(fact.origin.source for fact in last.facts if fact.printed)
    for source, count in sorted(printed.items()):
        if (sources / source).is_dir():
            continue
        values = {
            "source": source,
            "edition": str(last.edition),
            "count": str(count),
            "order": last.order.name,
        }
        where = Where(file=f"sources/{source}", record=last.order.name)
        if means.attended:
            yield Problem("source-gone", where, values, Severity.WARNING)
        else:
            yield Problem("source-gone-alone", where, values)
