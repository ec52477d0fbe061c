"""Documents that must keep to their pages: made again in a shorter form until they do.

A template that can print itself shorter says in how many steps (``shorter`` under
``[budget]``). All languages are made in the same form, so that they say the same. The form
taken is the first that fits; as each form is shorter than the one before, it is found by the
languages that need most room alone. An edition after another begins in the form of that one,
with one language in the form before, which must be too long still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.editions.manifest import Shortened
from generator.problems import Problem, Severity, Where

if TYPE_CHECKING:
    from generator.build.inputs import Wanted
    from generator.build.materials import Materials
    from generator.compose.model import Template

MEASURED = "pdf"
"""The format whose pages are counted, whether or not it is ordered."""

_AT_ONCE = 2
"""How many languages are tried together once the whole form is too long: those with most text."""


@dataclass(slots=True)
class Fitting:
    """How far the documents of an order are shortened; step 0 is the whole form.

    languages  all that the order has.
    trying  the languages of which only a PDF is made, to count its pages; () once a form is
            found, and for templates without shorter forms.
    long    the languages whose pages were too many, in the order in which it showed.
    part    the name of the brief, of one that is part of a pack.
    last    the language that was too long in the form before this one.
    known   the languages whose pages are counted in this form.
    before  the language that is tried in the form before this one, the last edition's, where it
            was too long; "" where that is known, or nothing of the kind is.
    expected  whether this is the last edition's form, and nothing has spoken against it.
    """

    template: Template
    languages: tuple[str, ...] = ()
    trying: tuple[str, ...] = ()
    step: int = 0
    long: dict[str, None] = field(default_factory=dict)
    part: str = ""
    last: str = ""
    known: set[str] = field(default_factory=set)
    before: str = ""
    expected: bool = False

    @classmethod
    def begun(cls, template: Template, languages: tuple[str, ...], part: str = "") -> Fitting:
        """Where a build begins: with a PDF of every language where pages count."""
        made = cls(template, languages, part=part)
        made.trying = languages if made.counts else ()
        return made

    @property
    def counts(self) -> bool:
        """Whether the pages of a PDF must be known, even where none is ordered."""
        return self.template.shorter > 0 and self.template.pages is not None

    def recall(self, made: Shortened) -> None:
        """Begin where the last edition ended: its form is right if the one before is too long."""
        if self.counts and 0 < made.step <= self.template.shorter and made.language in self.trying:
            self.step, self.before, self.expected = made.step, made.language, True

    def step_of(self, language: str) -> int:
        """The form in which a language is made now."""
        return self.step - 1 if language and language == self.before else self.step

    def only_before(self) -> None:
        """Try but the form before this one: what is made in this one stands already."""
        if self.before:
            self.trying = (self.before,)

    def tried(self, pages: Mapping[str, int], lengths: Mapping[str, int]) -> None:
        """Go on: to the next form if some were too long, else to languages not tried in this one.

        lengths  of the texts, by language: those with most text are tried before the others.
        """
        before, self.before = self.before, ""
        self.known.update(self.trying)
        self.known.discard(before)
        counted = {language: count for language, count in pages.items() if language != before}
        if before and before not in self._over(pages):
            self.step, self.known, self.expected = 0, set(), False
        elif self.again(counted):
            over = self._over(counted)
            longest = sorted(over, key=lambda one: lengths.get(one, 0), reverse=True)
            self.trying = tuple(one for one in over if one in longest[:_AT_ONCE])
            self.expected = False
            return
        elif before:
            self.long[before], self.last = None, before
        self.trying = tuple(one for one in self.languages if one not in self.known)

    def again(self, pages: Mapping[str, int]) -> bool:
        """Whether all is to be made anew, one step shorter; ``pages`` by language."""
        over = self._over(pages)
        self.long.update(dict.fromkeys(over))
        if not over or self.step >= self.template.shorter:
            return False
        self.step, self.known = self.step + 1, set()
        self.last = next(iter(over))
        return True

    def told(self, pages: Mapping[str, int]) -> Iterator[Problem]:
        """That a shorter form was taken, and a refusal when the shortest is too long.

        What is too long in a pack is told with the pages of all its parts, and refuses nothing.
        """
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
        for language, count in over.items() if not self.part else ():
            given = {**values, "language": language, "pages": str(count)}
            yield Problem("budget-never-over", Where(file=file, field="budget.pages_max"), given)
        if self.step and not over:
            where = Where(file=file, field="budget.shorter")
            given = {**values, "languages": ", ".join(self.long), "brief": self.part}
            code = "budget-part-shortened" if self.part else "budget-shortened"
            yield Problem(code, where, given, Severity.WARNING)

    @property
    def _most(self) -> int:
        return self.template.pages[1] if self.template.pages else 0

    def _over(self, pages: Mapping[str, int]) -> dict[str, int]:
        if not self.counts:
            return {}
        return {language: count for language, count in pages.items() if count > self._most}


@dataclass(slots=True)
class Fittings:
    """The fitting of a document and, of a pack, of each of its briefs, by piece.

    "" is the whole, "1" the first brief. A brief is tried alone, which is quick; in the finished
    pack its pages are counted again.
    """

    languages: tuple[str, ...]
    by_piece: Mapping[str, Fitting]

    @classmethod
    def begun(
        cls,
        template: Template,
        parts: Sequence[tuple[str, Template]],
        languages: tuple[str, ...],
    ) -> Fittings:
        """Where a build begins. parts: name and template of each brief of a pack."""
        found = {"": Fitting.begun(template, languages)}
        for place, (name, of_part) in enumerate(parts, 1):
            found[str(place)] = Fitting.begun(of_part, languages, name)
        return cls(languages, found)

    @property
    def trying(self) -> tuple[str, ...]:
        """The languages of which only PDFs are made, to count their pages."""
        open_ = {language for one in self.by_piece.values() for language in one.trying}
        return tuple(language for language in self.languages if language in open_)

    def searches(self, language: str) -> bool:
        """Whether what is written now of a language may well be of a form that is not taken."""
        return any(
            one.trying and (not one.expected or one.before == language)
            for one in self.by_piece.values()
        )

    @property
    def before(self) -> frozenset[str]:
        """The languages with something in them that is tried in the form before this one."""
        return frozenset(one.before for one in self.by_piece.values() if one.before)

    def only_before(self) -> None:
        """Try nothing but forms before: what is made in this one stands already."""
        for one in self.by_piece.values():
            one.only_before()

    @property
    def trials(self) -> tuple[tuple[str, str, str], ...]:
        """The PDFs that are made now, only to count their pages."""
        return tuple(
            (language, MEASURED, piece)
            for piece, one in self.by_piece.items()
            for language in one.trying
        )

    @property
    def counts(self) -> bool:
        """Whether the pages of a PDF must be known, even where none is ordered."""
        return any(one.counts for one in self.by_piece.values())

    def steps(self, language: str = "") -> Mapping[str, int]:
        """How far each piece is shortened, in a language where one is tried apart from others.

        Only those that are shortened.
        """
        steps = {piece: one.step_of(language) for piece, one in self.by_piece.items()}
        return {piece: step for piece, step in steps.items() if step}

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
        names = dict.fromkeys(one.template.name for one in self.by_piece.values() if one.counts)
        values = {"template": ", ".join(names), "language": language}
        return Problem("budget-uncounted", values=values, severity=Severity.WARNING)

    @property
    def made(self) -> tuple[Shortened, ...]:
        """What the manifest tells of the forms that were taken."""
        return tuple(
            Shortened(piece, one.step, one.last) for piece, one in self.by_piece.items() if one.step
        )

    def recall(self, last: Iterable[Shortened]) -> None:
        """Begin where the last edition ended, in the whole form of what it tells nothing of."""
        shortened = {one.piece: one for one in last}
        for piece, one in self.by_piece.items():
            if piece in shortened:
                one.recall(shortened[piece])
            else:
                one.expected = True

    def tried(
        self, pages: Mapping[str, Mapping[str, int]], lengths: Mapping[str, Mapping[str, int]]
    ) -> None:
        """Go on to the next form of what was too long; both by piece and language."""
        for piece, one in self.by_piece.items():
            given, trying = pages.get(piece, {}), one.trying
            if trying:
                counted = {language: given[language] for language in trying if language in given}
                one.tried(counted, lengths.get(piece, {}))

    def again(self, pages: Mapping[str, Mapping[str, int]]) -> bool:
        """Whether all is to be made anew with something in it one step shorter."""
        steps = self.steps()
        for piece, one in self.by_piece.items():
            one.again(pages.get(piece, {}))
        return self.steps() != steps

    def told(self, pages: Mapping[str, Mapping[str, int]]) -> Iterator[Problem]:
        """Which shorter forms were taken, and refusals where the shortest is too long."""
        for piece, one in self.by_piece.items():
            yield from one.told(pages.get(piece, {}))


def fitted(materials: Materials, steps: Mapping[str, int]) -> Materials:
    """The materials in the shorter forms of the whole and of each brief of a pack, by piece."""
    made = _shorter(materials, steps.get("", 0))
    places = [(str(place), part) for place, part in enumerate(made.parts, 1)]
    if not any(steps.get(place) for place, _ in places):
        return made
    parts = tuple(_shorter(part, steps.get(place, 0)) for place, part in places)
    forms = "-".join(str(steps.get(place, 0)) for place, _ in places)
    return replace(made, key=f"{made.key}/{forms}", parts=parts)


def _shorter(materials: Materials, step: int) -> Materials:
    """The materials of a brief in one of its shorter forms."""
    if not step:
        return materials
    brief = replace(materials.brief, shorter=step)
    return replace(materials, key=f"{materials.key}/{step}", brief=brief)
