"""One order on its way to an edition: from what was chosen to what is published.

The maker holds the order's folder from the first task to the last rename, so that the
number it composes with is the number it publishes under. It gives tasks to whoever has
workers and takes their results; it starts nothing itself.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from generator.build import failures, record
from generator.build.apart import Taking
from generator.build.beside import MadeTable, beside
from generator.build.fitting import Fittings, fitted
from generator.build.gating import marked, stopped
from generator.build.marking_changes import ChangeMarks
from generator.build.materials import in_language, materials_of
from generator.build.paging import Paging
from generator.build.parcels import Packed
from generator.build.proving import prove_languages
from generator.build.publishing import Finished, Ready
from generator.build.report import (
    OrderReport,
    Outcome,
    Reason,
    Settings,
    Stage,
    gravest_first,
    with_edition,
)
from generator.build.sameness import same_as_before
from generator.build.stages import COMPOSE, TAKE_APART, WRITE, Stages
from generator.build.surroundings import Surroundings
from generator.build.tasks import Tasks
from generator.build.wished import Wished, documents_of, in_both, lengths_of
from generator.build.workers.message import read_problem
from generator.editions.store import Edition, EditionStore
from generator.editions.trouble import writing_problem
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.build.chosen import Chosen
    from generator.build.workers.pool import Result, Task


class EditionMaker:
    """Makes one edition. ``report`` is None until it is done.

    ready  the edition when all of it is made and proven: whoever gave the last result publishes it
           and tells ``published``. None before and after.
    """

    def __init__(
        self,
        chosen: Chosen,
        store: EditionStore,
        settings: Settings,
        stages: Stages,
        around: Surroundings,
    ) -> None:
        self.chosen = chosen
        self.order = chosen.order
        self.report: OrderReport | None = None
        self.ready: Ready | None = None
        self._store = store
        self._settings = settings
        self._around = around
        self._held = contextlib.ExitStack()
        self._began = time.monotonic()
        self._edition = 0
        self._last: Edition | None = None
        self._parcels: dict[str, Packed] = {}
        self._composed: dict[str, Any] = {}
        self._written: dict[Wished, bytes] = {}
        self._tables: dict[str, list[MadeTable]] = {}
        self._taking = Taking()
        self._forms: dict[str, Mapping[str, int]] = {}
        self._proven: dict[Wished, Any] = {}
        self._tasks = Tasks(chosen.order.name, stages)
        self._told: set[Wished] = set()  # as written
        self._problems: list[Problem] = list(chosen.notices)
        self._damaged: tuple[Problem, ...] = ()
        self._failed = False
        parts = [(part.order.name, part.template) for part in chosen.parts]
        self._fitting = Fittings.begun(chosen.template, parts, chosen.wanted.languages)
        self._bare = chosen
        self._marks = ChangeMarks(chosen, store)
        self._steps = len(chosen.wanted.languages) + len(chosen.wanted.documents)

    # ------------------------------------------------------------ begin

    def begin(self) -> list[Task]:
        """Hold the order's folder; gives the tasks that compose it.

        Raises ``HeldError`` when another build has it, ``OSError`` when it cannot be made.
        """
        self._held.enter_context(self._store.writing(self.order.name, wait=0.0))
        self._edition = self._store.next_number(self.order.name)
        if self._fitting.counts and (last := self._before()) is not None:
            self._fitting.recall(last.manifest.shortened)
        begun = self._fitting.trying or self.chosen.wanted.languages
        self._expect(len(begun) - len(self.chosen.wanted.languages))
        return self._compose(begun)

    def _compose(self, languages: tuple[str, ...], marked: Chosen | None = None) -> list[Task]:
        """The tasks that compose some languages, in the form that is to be tried."""
        chosen = marked or self._bare
        self._marks.begin(languages, marked is None)
        first = materials_of(
            chosen, languages[0], self._edition, self._settings.today, self._around.sources
        )
        for language in languages:
            made = in_language(first, chosen, language, self._edition)
            steps = self._forms[language] = self._fitting.steps(language)
            self._parcels[language] = self._around.pack(fitted(made, steps))
        return [self._tasks.compose(one, self._parcels[one]) for one in languages]

    def _compose_again(self, languages: tuple[str, ...]) -> list[Task]:
        for wished in [one for one in self._written if one[0] in languages]:
            del self._written[wished], self._proven[wished]
            self._told.discard(wished)
        self._expect(len(languages))
        return self._compose(languages)

    def _expect(self, more: int) -> None:  # more steps than were told
        self._steps += more
        self._around.drop(-more)

    def _tell(self, stage: Stage, language: str = "", format_name: str = "") -> None:
        self._steps -= 1
        self._around.step(stage, self.order.name, language, format_name)

    def take(self, result: Result) -> list[Task]:
        """Take a result; gives the tasks that follow from it."""
        _, stage, language, format_name, piece = result.task.key
        self._tasks.open.discard(result.task.key)
        if stage == TAKE_APART:
            return self._take_apart(result)
        tries = Stage.FIT if self._fitting.searches(language) else Stage.WRITE
        self._tell(Stage.COMPOSE if stage == COMPOSE else tries, language, format_name)
        if tries is Stage.WRITE:
            self._told.add((language, format_name, piece))
        if result.failure is not None and self._fitting.excuses(format_name, self.chosen.wanted):
            self._problems.append(self._fitting.uncounted(language))
        elif result.failure is not None:
            self._note_failure(result)
        elif stage == COMPOSE:
            self._composed[language] = result.header
        else:
            self._written[language, format_name, piece] = result.blocks[0]
            if "tables" in result.header:
                self._tables[language] = beside(
                    language, result.header["tables"], result.blocks[1:]
                )
            self._proven[language, format_name, piece] = result.header
        if self._tasks.open:
            return []
        return self._next(stage)

    def _take_apart(self, result: Result) -> list[Task]:
        if result.failure is not None:
            self._note_failure(result)
        else:
            self._taking.take(result.header, result.blocks)
        return [] if self._tasks.open else self._next(WRITE)

    def _note_failure(self, result: Result) -> None:
        self._failed = True
        self._problems.extend(
            failures.problems_of(result, self._settings.limits, self._around.save_fault)
        )

    def _next(self, stage: str) -> list[Task]:
        if self._failed:
            self._finish_refused()
            return []
        trying = self._fitting.trying
        if stage == WRITE:
            return self._measure() if trying else self._prove()
        if (kept_back := self._gate()) is not None:
            return kept_back
        if trying in ((), self.chosen.wanted.languages):
            but = self._fitting.before
            if (standing := self._standing(but)) is not None and not but:
                self._finish(Outcome.UNCHANGED, standing, ())
                return []
            if standing is not None:
                self._fitting.only_before()
                trying = self._fitting.trying
        if due := self._marks.due(trying or self.chosen.wanted.languages):
            self.chosen = self._marks.marked(self._bare, self._composed, due)
            self._expect(len(due))
            return self._compose(due, self.chosen)
        return self._try() if trying else self._write()

    def _measure(self) -> list[Task]:
        """After PDFs of some languages: what is tried next, or all in the form found."""
        self._fitting.tried(self._paging.by_piece, lengths_of(self._composed))
        steps, trying = self._fitting.steps(), self._fitting.trying
        # What marks of changes tell counts on all languages being composed together.
        whole = bool(steps) and not trying and self._marks.asked
        due = trying or self.chosen.wanted.languages
        if other := tuple(one for one in due if whole or self._forms.get(one) != steps):
            return self._compose_again(other)
        return self._try() if trying else self._stand_or_write()

    def _stand_or_write(self) -> list[Task]:
        """Nothing more where an edition is already what would be made; else what writes it."""
        if (standing := self._standing()) is not None:
            self._finish(Outcome.UNCHANGED, standing, ())
            return []
        counted = [one for one in self._written if one not in self._told]
        self._expect(len(counted))
        for language, format_name, _ in counted:  # no more only to be counted
            self._tell(Stage.WRITE, language, format_name)
        return self._write()

    def _try(self) -> list[Task]:
        """The tasks that write PDFs, only to count their pages."""
        trials = self._fitting.trials
        self._expect(len(trials))
        return [self._to_write(one) for one in trials]

    def _write(self) -> list[Task]:
        """The tasks that write what is not written yet; without any the proof comes next."""
        every = (*self._documents(), *self._fitting.measured(self.chosen.wanted))
        wished = [one for one in every if one not in self._written]
        self._expect(len(wished) - len(self.chosen.wanted.documents))
        tasks = [self._to_write(one) for one in wished] + self._to_take_apart()
        return tasks or self._prove()

    def _documents(self) -> tuple[Wished, ...]:
        """Every document of the edition, in the languages that are composed."""
        return documents_of(self.order, self.chosen.wanted, self._composed)

    def _to_write(self, wished: Wished) -> Task:
        materials, both = self._parcels[wished[0]], in_both(self.order, wished[2])
        second = self._parcels[both[1]] if both is not None else None
        return self._tasks.write(wished, materials, second, first=self._is_first(wished))

    def _to_take_apart(self) -> list[Task]:
        """The task that takes apart what was chosen, unless that is done."""
        wanted, argument = self.chosen.wanted, self._taking.begin(self._parcels.values())
        first = self._parcels[wanted.languages[0]]
        return [] if argument is None else [self._tasks.take_apart(argument, first, wanted)]

    def _gate(self) -> list[Task] | None:
        """None when the gate lets what was composed through; else what is done instead."""
        found = stopped(self.chosen, self._composed)
        if not found:
            return None
        refused = [one.problem(self.order) for one in found if one.verdict == "refuse"]
        choose = self.chosen.as_draft
        draft = marked(choose() if choose else self.chosen, found)
        if refused or draft is None:
            self._problems.extend(refused)
            self._finish_refused()
            return []
        self.chosen = self._bare = draft
        self._problems = list(draft.notices)
        if choose is None:  # it is a draft already, and there is one more reason why
            return None
        self.order = draft.order
        self._marks = ChangeMarks(draft, self._store)
        self._composed.clear()
        return self._compose_again(self._fitting.trying or draft.wanted.languages)

    # ------------------------------------------------------------ the same as before?

    @property
    def plain(self) -> Mapping[str, Any]:
        """What composing told of the documents as they are without marks of changes."""
        return {**self._composed, **self._marks.plain}

    def _standing(self, but: frozenset[str] = frozenset()) -> Edition | None:
        """The sound edition that is already what would be made now, or None."""
        found = same_as_before(self._store, self.chosen, self.plain, self._documents(), but)
        self._damaged = found.damaged
        return found.edition

    # ------------------------------------------------------------ the proof

    def _is_first(self, wished: Wished) -> bool:
        """Whether it is the first document of its language, which brings its outline."""
        language, format_name, piece = wished
        firsts = dict(reversed(self.chosen.wanted.documents))
        return firsts[language] == format_name and not piece

    def _prove(self) -> list[Task]:
        """Lay the languages side by side; publish when they say the same and keep to their pages.

        Gives the tasks that make all of it again, in a shorter form.
        """
        if self._fitting.again(self._paging.by_piece):
            self._expect(len(self.chosen.wanted.documents))
            return self._compose_again(self.chosen.wanted.languages)
        found = (self._proven[one] for one in self._documents())
        outlines = [header["outline"] for header in found if "outline" in header]
        chosen = self.chosen
        problems = (
            *prove_languages(outlines, chosen.base, chosen.selection.marking, chosen.house),
            *self._fitting.told(self._paging.by_piece),
        )
        if not _stops(problems):
            problems = (*problems, *self._paging.over(clean=self.order.status == "clean"))
        self._problems.extend(problems)
        if _stops(problems):
            self._finish_refused()
        else:
            self._publish()
        return []

    @property
    def _paging(self) -> Paging:
        return Paging(self.chosen, self._proven)

    # ------------------------------------------------------------ the end

    def _publish(self) -> None:
        """Have it published: see ``ready``."""
        wished = self._documents()
        finished = Finished(
            chosen=self.chosen,
            composed=self._composed,
            plain=self.plain,
            written=self._written,
            proven=self._proven,
            tables=self._tables,
            wished=wished,
            firsts=frozenset(one for one in wished if self._is_first(one)),
            shortened=self._fitting.made,
        )
        manifest = finished.manifest(self._edition, self._settings.today, self._all_problems())
        self._last = self._before()
        self.ready = Ready(
            finished,
            manifest,
            self._parcels,
            self._taking.done,
            self._store,
            self._around.names,
        )

    def published(self, outcome: Callable[[], Edition]) -> None:
        """End, when what was ``ready`` has been published or could not be.

        outcome  gives the edition, or raises what ``Ready.publish`` raised.
        """
        self.ready = None
        try:
            edition = outcome()
        except OSError as error:
            self._problems.append(
                writing_problem(error, self._around.shown(self._store.folder(self.order.name)))
            )
            self._finish_refused()
            return
        why = record.reasons(self._last.manifest if self._last else None, edition.manifest)
        if self._damaged:
            numbers = tuple(problem.values["edition"] for problem in self._damaged)
            why = (*why, Reason("damaged", numbers))
        self._finish(Outcome.PUBLISHED, edition, why)

    def _before(self) -> Edition | None:
        return self._store.latest(self.order.name) or self._store.newest(self.order.name)

    def _finish_refused(self) -> None:
        self._finish(Outcome.REFUSED, None, ())

    def _finish(self, outcome: Outcome, edition: Edition | None, why: tuple[Reason, ...]) -> None:
        published = outcome is Outcome.PUBLISHED
        newest = edition if published else self._store.newest(self.order.name)
        self._held.close()
        self._around.drop(self._steps)
        self._tell(Stage.DONE)
        report = OrderReport(
            self.order.name,
            outcome,
            last_good=newest.number if newest else None,
            as_ordered=not self.chosen.wanted.overrides,
            reasons=why,
            problems=(*self._all_problems(), *self._damaged),
            seconds=time.monotonic() - self._began,
        )
        self.report = report if edition is None else with_edition(report, edition)
        self._parcels.clear()
        self._written.clear()
        self._tables.clear()
        self._taking = Taking()
        self._proven.clear()

    def _all_problems(self) -> tuple[Problem, ...]:
        """Gravest first, and among equals in the order of languages, whoever was done first."""
        composed = [
            read_problem(plain)
            for language in self.chosen.wanted.languages
            for plain in self._composed.get(language, {}).get("problems", ())
        ]
        return gravest_first([*self._problems, *composed])

    def close(self) -> None:
        """Let go of the order's folder, whatever happened."""
        self._held.close()


def _stops(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
