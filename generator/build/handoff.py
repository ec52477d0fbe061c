"""The translator's loop over a workspace: how texts stand, out to the translator, back in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from generator.build.inputs import Inputs, wanted_of
from generator.build.materials import considered
from generator.build.order import DEFAULT_HOUSE, Order, read_order, read_orders, unknown_names
from generator.build.order_audiences import asked, may_be_meant
from generator.build.order_handoff import order_facts, order_texts, with_order_texts
from generator.build.preparing import Preparation
from generator.build.report import Settings
from generator.build.stages import Stages
from generator.build.workspace import Workspace
from generator.editions.atomic import create_file, make_folder
from generator.facts.codes import LANGUAGE
from generator.facts.model import Fact, FactBase, TextState
from generator.facts.sources import read_sources
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings, Problem, ProblemsFound, Severity, Where
from generator.translation import commit, exporting
from generator.translation.desk import Desk
from generator.translation.formats import FORMATS, read_file
from generator.translation.judging import Judge, refuse
from generator.translation.model import Outcome, ReturnedFile, Verdict
from generator.translation.preparing import prepare
from generator.translation.units import tag_in

FOLDER = "translations"
"""Where files for translators are put unless a name is given."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose texts are meant: all of the workspace, or those that one order prints.

    house    the house style with markings and terms; an order has its own. None: the one
             that all orders of the workspace name.
    ceiling  highest marking that may go out; None: the order's, else the lowest level.
    """

    order: str | None = None
    house: str | None = None
    ceiling: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many texts there are of each state, by language and source."""

    languages: Mapping[str, Mapping[str, Mapping[str, int]]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """One file that was written."""

    path: Path
    original: str
    language: str
    texts: int
    units: int


@dataclass(frozen=True, slots=True)
class Export:
    """What went out, and what stayed behind. kept: some source keeps texts in the language."""

    files: tuple[Sent, ...]
    ceiling: str
    above: int
    problems: tuple[Problem, ...]
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Import:
    """What came back. files: those that were changed, or would be; written: whether they were."""

    verdicts: tuple[Verdict, ...] = ()
    files: tuple[str, ...] = ()
    written: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether anything was refused, a unit or the whole file."""
        units = any(verdict.outcome is Outcome.REFUSED for verdict in self.verdicts)
        return units or any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts of a scope, with all that is needed to speak of them."""

    base: FactBase
    house: HouseStyle
    facts: tuple[Fact, ...]
    desk: Desk
    ceiling: str
    order: Order | None = None
    problems: tuple[Problem, ...] = field(default=())

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(level.name for level in self.house.marking.levels)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language in which a source keeps texts."""
        return self._kept_by((*self.base.sources, *self.desk.orders))

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages of the sources that hold statements; names alone do not count."""
        return self._kept_by(fact.origin.source for fact in self.facts if fact.text)

    def _kept_by(self, sources: Iterable[str]) -> tuple[str, ...]:
        found = (tag for name in dict.fromkeys(sources) for tag in self.desk.languages(name))
        return tuple(dict.fromkeys(found))


# ---------------------------------------------------------------- how texts stand


def standing(workspace: Workspace, language: str | None, scope: Scope, today: dt.date) -> Standing:
    """How the texts of a scope stand in one language, or in all that there are."""
    known = _known(workspace, scope, today)
    if language is not None:
        languages: tuple[str, ...] = (_language(known, language),)
    else:
        languages = known.order.languages if known.order else known.spoken
    everywhere = known.order is not None or language is not None
    found = {
        tag: exporting.counts(known.facts, known.desk, tag, everywhere=everywhere)
        for tag in languages
    }
    return Standing(MappingProxyType(found), known.problems)


# ---------------------------------------------------------------- out


def export(
    workspace: Workspace,
    language: str,
    scope: Scope,
    today: dt.date,
    *,
    form: str = "xliff2",
    only_changed: bool = False,
    output: Path | None = None,
) -> Export:
    """Write the texts to be translated into a language to files for the translator.

    Raises ``ProblemsFound``; nothing is written then.
    """
    known = _known(workspace, scope, today)
    tag = _language(known, language)
    chosen = exporting.choose(
        known.facts,
        known.desk,
        tag,
        levels=known.levels,
        ceiling=known.ceiling,
        only_changed=only_changed,
    )
    made = exporting.files(chosen, known.base, known.house, form)
    names = _names(workspace, made, scope.order or "all", output)
    there = [path for path in names if path.exists() or path.is_symlink()]
    if there:
        raise ProblemsFound(
            [Problem("translate-output-there", Where(workspace.shown(path))) for path in there]
        )
    sent = []
    for path, file in zip(names, made, strict=True):
        make_folder(path.parent)
        create_file(path, file.content, mode=0o666 if file.open else 0o600)
        sent.append(Sent(path, file.original, file.language, file.texts, file.units))
    told = (*known.problems, *_stayed(chosen, tag, known.ceiling))
    kept = any(
        tag_in(known.desk.languages(fact.origin.source), tag) for fact in known.facts if fact.text
    )
    return Export(tuple(sent), known.ceiling, chosen.above, told, kept)


def _names(
    workspace: Workspace, made: tuple[exporting.OutFile, ...], of: str, output: Path | None
) -> tuple[Path, ...]:
    """A name for each file; several originals share a stated name with their language in it."""
    if output is None:
        folder = workspace.root / FOLDER
        return tuple(folder / f"{of}-{f.original}-{f.language}{f.suffix}" for f in made)
    if len(made) < 2:
        return (output,) * len(made)
    return tuple(output.with_name(f"{output.stem}-{f.original}{output.suffix}") for f in made)


def _stayed(chosen: exporting.Chosen, language: str, ceiling: str) -> Iterable[Problem]:
    """What did not go out, and why."""
    warning = Severity.WARNING
    if chosen.above:
        values = {"count": str(chosen.above), "ceiling": ceiling}
        yield Problem("translate-above-ceiling", values=values, severity=warning)
    for fact in chosen.spoken:
        values = {"language": language}
        yield Problem("translate-spoken", Where(record=fact), values, warning)
    for source in chosen.unlisted:
        where = Where(f"sources/{source}/source.toml", field="languages")
        yield Problem("translate-unlisted", where, {"language": language}, warning)


# ---------------------------------------------------------------- back


def bring_in(
    workspace: Workspace,
    path: Path,
    *,
    state: TextState,
    language: str | None = None,
    house: str | None = None,
    dry_run: bool = False,
) -> Import:
    """Take the translations of a file into the sources: all that are sound, as one step.

    state     what they are from then on: DRAFT or REVIEWED.
    language  of the translations, for a file that does not say it.

    Raises ``ProblemsFound`` when another import is at work or a source changed meanwhile;
    nothing is written then.
    """
    findings = Findings()
    file = read_file(path, workspace.shown(path), findings)
    if file is None:
        return Import(problems=tuple(findings))
    asked = _Asked(file, state, language, house)
    if dry_run:
        return _judged(workspace, asked, findings, write=False)
    commit.recover(workspace.root, workspace.state)
    with commit.alone(workspace.state):
        return _judged(workspace, asked, findings, write=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request to import."""

    file: ReturnedFile
    state: TextState
    language: str | None
    house: str | None


def _judged(workspace: Workspace, asked: _Asked, findings: Findings, *, write: bool) -> Import:
    known = _all_known(workspace, Scope(house=asked.house))
    judge = Judge(
        asked.file,
        known.base,
        known.house,
        known.desk,
        asked.state,
        language=asked.language,
    )
    judged = judge.judge(findings)
    prepared = prepare(known.desk, known.base, judged.changes)
    verdicts = refuse(judged.verdicts, prepared.dropped, judge.file.name)
    if write and prepared.after:
        for name in prepared.after:
            make_folder((workspace.root / name).parent)
        commit.commit(workspace.root, workspace.state, prepared.before, prepared.after)
    return Import(
        verdicts,
        tuple(sorted(prepared.after)),
        written=write and bool(prepared.after),
        problems=(*known.problems, *findings),
    )


def finish_interrupted(workspace: Workspace) -> tuple[str, ...]:
    """Finish an import that was killed while it replaced files; gives their names."""
    return commit.recover(workspace.root, workspace.state)


# ---------------------------------------------------------------- what is there


def _known(workspace: Workspace, scope: Scope, today: dt.date) -> _Known:
    if scope.order is None:
        return _all_known(workspace, scope)
    return _order_known(workspace, scope, scope.order, today)


def _all_known(workspace: Workspace, scope: Scope) -> _Known:
    """Every statement of the workspace; statistics have no texts to translate."""
    findings = Findings()
    house = _house(workspace, scope.house)
    levels = tuple(level.name for level in house.marking.levels)
    reading = Findings()
    base = read_sources(workspace.root, reading, levels=levels, areas=())
    findings.extend(_unread(reading))
    ceiling = scope.ceiling or levels[0]
    orders = read_orders(workspace, (), Findings())
    desk = Desk(workspace.root, levels, orders={o.name: order_texts(o, workspace) for o in orders})
    base = with_order_texts(base, orders, levels)
    return _Known(base, house, tuple(base.facts.values()), desk, ceiling, problems=tuple(findings))


def _order_known(workspace: Workspace, scope: Scope, name: str, today: dt.date) -> _Known:
    """The statements that an order prints on its day."""
    order = _order(workspace, name)
    settings = Settings(today=today, clock=today)
    findings = Findings()
    wanted = wanted_of(order, settings, findings)
    preparation = Preparation(workspace, settings, Stages(), Inputs(workspace))
    preparation.read([order])
    chosen = None
    if wanted is not None:
        chosen = preparation.choose(order, wanted, "", None, findings)
    if chosen is None:
        raise ProblemsFound([*preparation.findings.errors, *findings.errors])
    levels = tuple(level.name for level in chosen.house.marking.levels)
    facts = {fact.id: fact for fact in considered(chosen.selection)}
    facts |= {fact.id: fact for fact in order_facts(order, levels)}
    return _Known(
        with_order_texts(chosen.base, (order,), levels),
        chosen.house,
        tuple(facts.values()),
        Desk(workspace.root, levels, orders={order.name: order_texts(order, workspace)}),
        scope.ceiling or order.ceiling or levels[0],
        order,
        tuple(_unread(preparation.findings)),
    )


def _order(workspace: Workspace, name: str) -> Order:
    """The order of that name; ``ProblemsFound`` when there is none or it is unsound."""
    unknown = unknown_names(workspace, (name,))
    if unknown:
        raise ProblemsFound(unknown)
    findings = Findings()
    for stem in workspace.order_names():
        path = workspace.briefings / f"{stem}.toml"
        if not may_be_meant(stem, (name,)):
            continue
        order = read_order(path, findings, shown_as=workspace.shown(path))
        if order is not None and order.name == name:
            return order
        for one in asked((order,) if order else (), (name,)):
            return one
    raise ProblemsFound(findings)


def _unread(findings: Findings) -> Iterable[Problem]:
    """Mistakes of the sources, as warnings: what cannot be read cannot be translated."""
    for problem in findings.errors:
        yield Problem(problem.code, problem.where, problem.values, Severity.WARNING)


def _house(workspace: Workspace, asked: str | None) -> HouseStyle:
    name = asked or _usual_house(workspace)
    findings = Findings()
    folder = workspace.house_folder(name)
    house = read_house(folder, findings) if folder else None
    if house is None:
        findings.stop_on_errors()
        values = {"house": name, "houses": ", ".join(workspace.house_names())}
        raise ProblemsFound([Problem("survey-unknown-house", Where(), values)])
    return house


def _usual_house(workspace: Workspace) -> str:
    """The house style of all orders; that of new orders where they differ or there are none."""
    orders = read_orders(workspace, (), Findings())
    names = {order.house for order in orders}
    return names.pop() if len(names) == 1 else DEFAULT_HOUSE


def _language(known: _Known, asked: str) -> str:
    """The language asked for, when sources keep it; ``ProblemsFound`` when none does."""
    if not LANGUAGE.fullmatch(asked) or tag_in(known.languages, asked) is None:
        values = {"language": asked[:40], "known": ", ".join(sorted(known.languages))}
        raise ProblemsFound([Problem("translate-language-unknown", values=values)])
    return asked


__all__ = (
    "FORMATS",
    "Export",
    "Import",
    "Scope",
    "Standing",
    "bring_in",
    "export",
    "finish_interrupted",
    "standing",
)
