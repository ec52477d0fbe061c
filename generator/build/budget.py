"""Whether finished documents keep to the number of pages that their template allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from generator.compose.model import Template


def over_budget(template: Template, pages: Mapping[str, int]) -> Iterator[Problem]:
    """A warning for each PDF with more or fewer pages than ``[budget]`` says, by language.

    Nothing is cut: the officer decides whether to shorten.
    """
    if template.pages is None:
        return
    least, most = template.pages
    file = f"templates/{template.name}/template.toml"
    for language, count in pages.items():
        if least <= count <= most:
            continue
        code = "budget-pages-over" if count > most else "budget-pages-under"
        limit = most if count > most else least
        values = {
            "language": language,
            "pages": str(count),
            "limit": str(limit),
            "template": template.name,
        }
        where = Where(file=file, field="budget.pages_max" if count > most else "budget.pages_min")
        yield Problem(code, where, values, Severity.WARNING)
