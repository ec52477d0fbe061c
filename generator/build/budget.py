"""Whether finished documents keep to the number of pages that their template allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from generator.compose.model import Template


def over_budget(
    template: Template, pages: Mapping[str, int], fronts: Mapping[str, int], *, clean: bool
) -> Iterator[Problem]:
    """A warning for each PDF with more or fewer pages than ``[budget]`` says, by language.

    fronts  how many pages stand before the first section that begins a new one.

    Nothing is cut: the officer decides whether to shorten. But where the first page is to
    hold what it must, a clean document whose first page runs over is refused.
    """
    yield from _first_page(template, fronts, clean=clean)
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


def over_in_pack(
    template: Template, brief: str, within: Mapping[str, int], alone: Mapping[str, int]
) -> Iterator[Problem]:
    """A warning for each language in which a brief takes more pages in its pack than it may.

    within, alone  its pages in the pack, and as a file of its own, by language. What is too long
                   alone as well is told there.
    """
    most = template.pages[1] if template.pages else 0
    for language, count in within.items() if most else ():
        if count > most >= alone.get(language, 0):
            values = {
                "brief": brief,
                "language": language,
                "pages": str(count),
                "limit": str(most),
                "template": template.name,
            }
            where = Where(f"templates/{template.name}/template.toml", field="budget.pages_max")
            yield Problem("budget-part-over", where, values, Severity.WARNING)


def _first_page(template: Template, fronts: Mapping[str, int], *, clean: bool) -> Iterator[Problem]:
    """What is meant for the first page and runs over it."""
    for language, count in fronts.items() if template.first_page else ():
        if count > 1:
            where = Where(
                file=f"templates/{template.name}/template.toml", field="budget.first_page"
            )
            values = {"language": language, "pages": str(count), "template": template.name}
            severity = Severity.ERROR if clean else Severity.WARNING
            yield Problem("budget-first-page", where, values, severity)
