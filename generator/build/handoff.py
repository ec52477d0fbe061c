"""The translator's loop over a workspace: how texts stand, out to the translator, back in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.build.handoff_scope import Known, Scope, all_known, texts_known
from generator.build.workspace import Workspace
from generator.editions.atomic import create_file, make_folder
from generator.facts.codes import LANGUAGE
from generator.facts.model import TextState
from generator.problems import Findings, Problem, ProblemsFound, Severity, Where
from generator.translation import commit, exporting
from generator.translation.formats import FORMATS, read_file
from generator.translation.judging import Judge, refuse
from generator.translation.model import Outcome, ReturnedFile, Verdict
from generator.translation.preparing import prepare
from generator.translation.units import tag_in

FOLDER = "translations"
"""Where files for translators are put unless a name is given."""


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


# ---------------------------------------------------------------- how texts stand


def standing(workspace: Workspace, language: str | None, scope: Scope, today: dt.date) -> Standing:
    """How the texts of a scope stand in one language, or in all that there are."""
    known = texts_known(workspace, scope, today)
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
    known = texts_known(workspace, scope, today)
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
    for template in chosen.templates:
        where = Where(f"templates/{template}/template.toml", field="languages")
        yield Problem("translate-words-unlisted", where, {"language": language}, warning)


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
    known = all_known(workspace, Scope(house=asked.house))
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


def _language(known: Known, asked: str) -> str:
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
