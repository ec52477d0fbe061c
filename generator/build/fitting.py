"""Documents that must keep to their pages: made again in a shorter form until they do.

A template that can print itself shorter says in how many steps (``shorter`` under
``[budget]``). All languages are made in the same form, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from generator.build.inputs import Wanted
    from generator.build.materials import Materials
    from generator.compose.model import Template

MEASURED = "pdf"
"""The format whose pages are counted, whether or not it is ordered."""


@dataclass(slots=True)
class Fitting:
    """How far the documents of an order are shortened; step 0 is the whole form.

    trying  the languages of which only a PDF is made, to count its pages; () once a form is
            found, and for templates without shorter forms.
    long    the languages whose pages were too many, in the order in which it showed.
    """

    template: Template
    trying: tuple[str, ...] = ()
    step: int = 0
    long: dict[str, None] = field(default_factory=dict)

    @classmethod
    def begun(cls, template: Template, languages: tuple[str, ...]) -> Fitting:
        """Where a build begins: with a PDF of every language where pages count."""
        made = cls(template)
        made.trying = languages if made.counts else ()
        return made

    @property
    def counts(self) -> bool:
        """Whether the pages of a PDF must be known, even where none is ordered."""
        return self.template.shorter > 0 and self.template.pages is not None

    def measured(self, wanted: Wanted) -> tuple[tuple[str, str, str], ...]:
        """What is written besides the documents wanted, only to count its pages."""
        if not self.counts or MEASURED in wanted.formats:
            return ()
        return tuple((language, MEASURED, "") for language in wanted.languages)

    def excuses(self, format_name: str, wanted: Wanted) -> bool:
        """Whether a file that could not be written is one that nobody ordered."""
        return self.counts and format_name == MEASURED and MEASURED not in wanted.formats

    def uncounted(self, language: str) -> Problem:
        """That the pages of a language are not known, because it has no PDF here."""
        values = {"template": self.template.name, "language": language}
        return Problem("budget-uncounted", values=values, severity=Severity.WARNING)

    def tried(self, pages: Mapping[str, int]) -> None:
        """Go on to the next form with the languages that were too long, or be done."""
        over = self._over(pages)
        self.trying = tuple(over) if self.again(pages) else ()

    def again(self, pages: Mapping[str, int]) -> bool:
        """Whether all is to be made anew, one step shorter; ``pages`` by language."""
        over = self._over(pages)
        self.long.update(dict.fromkeys(over))
        if not over or self.step >= self.template.shorter:
            return False
        self.step += 1
        return True

    def told(self, pages: Mapping[str, int]) -> Iterator[Problem]:
        """That a shorter form was taken, and a refusal when the shortest is too long."""
        if not self.counts:
            return
        file = f"templates/{self.template.name}/template.toml"
        values = {
            "template": self.template.name,
            "limit": str(self._most),
            "step": str(self.step),
            "steps": str(self.template.shorter),
        }
        over = self._over(pages)
        for language, count in over.items():
            given = {**values, "language": language, "pages": str(count)}
            yield Problem("budget-never-over", Where(file=file, field="budget.pages_max"), given)
        if self.step and not over:
            where = Where(file=file, field="budget.shorter")
            given = {**values, "languages": ", ".join(self.long)}
            yield Problem("budget-shortened", where, given, Severity.WARNING)

    @property
    def _most(self) -> int:
        return self.template.pages[1] if self.template.pages else 0

    def _over(self, pages: Mapping[str, int]) -> dict[str, int]:
        if not self.counts:
            return {}
        return {language: count for language, count in pages.items() if count > self._most}


def fitted(materials: Materials, step: int) -> Materials:
    """The materials of a brief in one of its shorter forms."""
    if not step:
        return materials
    brief = replace(materials.brief, shorter=step)
    return replace(materials, key=f"{materials.key}/{step}", brief=brief)
