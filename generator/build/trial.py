"""A trial of a template: what a build would make of it, in a folder that is thrown away.

It is an ordinary build, with its workers, limits and proof, of an order that uses the
template; where no order does, of one that is made up for the trial. No edition of the
workspace is touched.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import near, shown
from generator.build.orders.order import Order, read_order
from generator.build.report import Outcome, Settings
from generator.build.run import build
from generator.build.setup import order_text
from generator.build.workspace import Workspace
from generator.problems import Findings, Problem, ProblemsFound, Severity, Where

if TYPE_CHECKING:
    from generator.compose.model import Template

READERS: Final[Mapping[str, str]] = MappingProxyType({"en": "en-CA", "fr": "fr-CA", "ar": "ar-IQ"})
"""For whom a made-up order writes; other languages are written for no country's readers."""

_TRIAL: Final = "trial"
_FOLLOWED: Final = "followed"
_APART: Final = 180
"""Days between the two states of a change note that is made up."""

_OF_TRIAL: Final = frozenset({"locale-without-country", "order-unknown", "partial-edition"})
"""Problems that come from its being a trial and not from the template."""

_OF_TEMPLATE: Final = ("template-", "budget-", "brief-over-budget", "adjective-", "words-")
"""How codes begin whose remedy is with the author of the template; the others are about facts."""


_UNTRANSLATED: Final = "template-words-untranslated"
"""What keeps no document from being made: the words print in English, and are told."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial.

    files     the documents by language and format; none when it was refused.
    problems  errors first, then what an officer would be told.
    """

    files: Mapping[tuple[str, str], Path]
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refused it."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def of_template(self) -> tuple[Problem, ...]:
        """What the template's author can mend, and all that refused it."""
        return tuple(
            p
            for p in self.problems
            if p.severity is Severity.ERROR or p.code.startswith(_OF_TEMPLATE)
        )


def checked(
    workspace: Workspace,
    template: str,
    *,
    today: dt.date,
    order: str | None = None,
    area: str | None = None,
) -> tuple[Problem, ...]:
    """Everything that is wrong with a template: its files, and a trial in all its languages.

    Raises ``ProblemsFound`` as ``Trial`` does.
    """
    trial = Trial(workspace, template, today=today, order=order, area=area)
    try:
        return trial.make(trial.languages, ("html",)).of_template
    finally:
        trial.close()


def _in_files(workspace: Workspace, template: str) -> tuple[Problem, ...]:
    """What is wrong in the files of a template, without facts."""
    from generator.compose.check import check_template

    findings = Findings()
    read = _read(workspace, template, findings)
    return (*findings, *(check_template(read) if read else ()))


class Trial:
    """Trials of one template, in a folder of their own that ``close`` removes.

    order      name of the order to build; languages: tags in which it can be had.
    """

    def __init__(
        self,
        workspace: Workspace,
        template: str,
        *,
        today: dt.date,
        order: str | None = None,
        area: str | None = None,
    ) -> None:
        """Raises ``ProblemsFound``: no such template, order or country, or an unsound order."""
        _know_template(workspace, template)
        self.template = template
        self.today = today
        self._folder = Path(tempfile.mkdtemp(prefix="briefing-trial-"))
        self._editions = self._folder / "editions"
        try:
            found = None if area else _order_of(workspace, template, order)
            if found is None:
                found = self._made_up(workspace, area)
            else:
                self._workspace = workspace
        except BaseException:
            self.close()
            raise
        self.order = found.name
        self.languages = found.languages

    def make(self, languages: Sequence[str], formats: Sequence[str]) -> Tried:
        """Build some of the documents as they would be published today.

        A template whose files hold a mistake is not built: all would be told twice. One that
        only lacks translations is, for its author translates what stands, at the end.
        """
        in_files = _in_files(self._workspace, self.template)
        if any(p.severity is Severity.ERROR and p.code != _UNTRANSLATED for p in in_files):
            return Tried(MappingProxyType({}), _gravest_first(in_files), 0.0)
        shutil.rmtree(self._editions, ignore_errors=True)
        settings = Settings(
            today=self.today,
            clock=self.today,
            languages=tuple(languages),
            formats=tuple(formats),
            output=self._editions,
        )
        report = build(self._workspace, (self.order,), settings)
        files = {
            (file.language, file.format): file.path
            for order in report.orders
            if order.outcome is not Outcome.REFUSED
            for file in order.files
        }
        told = Findings()
        told.extend(in_files)
        told.extend(p for p in report.all_problems if p.code not in {*_OF_TRIAL, _UNTRANSLATED})
        return Tried(MappingProxyType(files), _gravest_first(told), report.seconds)

    def _followed(self, workspace: Workspace, areas: Sequence[str]) -> str:
        """The name of an order made up beside the trial, whose changes are told."""
        template = _plain_template(workspace)
        if template is None:
            raise ProblemsFound(
                [Problem("changes-no-template", values={"template": self.template})]
            )
        text = order_text(areas[:1], "FOLLOWED", template, "canada", ("en-CA",), self.today)
        (self._folder / "orders" / f"{_FOLLOWED}.toml").write_text(text, "utf-8")
        return _FOLLOWED

    def close(self) -> None:
        """Throw away what was made."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _made_up(self, workspace: Workspace, area: str | None) -> Order:
        """An order for the trial alone, beside the workspace."""
        findings = Findings()
        template = _read(workspace, self.template, findings)
        findings.stop_on_errors()
        if template is None:
            raise AssertionError("a template without mistakes is read")
        areas = _areas(workspace, template, area)
        orders = self._folder / "orders"
        orders.mkdir()
        self._workspace = Workspace(workspace.root, orders)
        tags = [READERS.get(tag, tag) for tag in template.languages]
        follows = self._followed(workspace, areas) if template.changes else ""
        text = order_text(areas, "TRIAL", template, "canada", tags, self.today, follows)
        if follows:
            days = (self.today - dt.timedelta(days=_APART), self.today)
            between = ", ".join(f'"{day}"' for day in days)
            text = text.replace('since = "previous"', f"between = [{between}]")
        path = orders / f"{_TRIAL}.toml"
        path.write_text(text + "".join(map(_sample, template.slots)), "utf-8")
        order = read_order(path, findings)
        findings.stop_on_errors()
        if order is None:
            raise AssertionError("the made-up order is sound")
        return order


def _plain_template(workspace: Workspace) -> Template | None:
    """The first template, country briefs before all, that asks nothing more of an order."""
    names = sorted(workspace.template_names(), key=lambda name: (name != "country-brief", name))
    for name in names:
        found = _read(workspace, name, Findings())
        if found is None or found.changes or found.meeting or found.countries == "several":
            continue
        asks = any(need.item or need.people for need in found.needs)
        if not asks and not any(slot.needed for slot in found.slots.values()):
            return found
    return None


def _sample(slot: str) -> str:
    """A text for a slot, so that its place can be seen."""
    return f'\n[text.{slot}]\nen = "Text of the officer ({slot})."\n'


def _know_template(workspace: Workspace, name: str) -> None:
    known = workspace.template_names()
    if name not in known:
        values = {"value": shown(name), "hint": near(name, known), "choices": ", ".join(known)}
        raise ProblemsFound([Problem("order-template-unknown", Where(), values)])


def _order_of(workspace: Workspace, template: str, name: str | None) -> Order | None:
    """The order of that name, or the first that uses the template; None when none does."""
    findings = Findings()
    for each in workspace.order_names() if name is None else (name,):
        path = workspace.briefings / f"{each}.toml"
        if name is not None and not path.is_file():
            hint = near(name, workspace.order_names())
            values = {"name": shown(name), "hint": hint}
            raise ProblemsFound([Problem("order-unknown", Where(), values)])
        order = read_order(path, findings, shown_as=workspace.shown(path))
        if name is not None:
            findings.stop_on_errors()
        if order is not None and (name is not None or order.template == template):
            return order
    return None


def _read(workspace: Workspace, template: str, findings: Findings) -> Template | None:
    from generator.compose.template import read_template

    folder = workspace.template_folder(template)
    behind = workspace.template_roots[1:]
    return read_template(folder, findings, behind=behind) if folder else None


def _areas(workspace: Workspace, template: Template, area: str | None) -> tuple[str, ...]:
    """The countries of a made-up order: the one asked for, then those best known."""
    from generator.build.areas_typed import typed_codes
    from generator.facts.sources import read_sources

    asked = typed_codes(workspace, (area,)) if area else ()
    base = read_sources(workspace.root, Findings(), areas=asked)
    counted = Counter(code for fact in base.facts.values() for code in fact.countries[:1])
    best = sorted(counted, key=lambda code: (-counted[code], code))
    found = dict.fromkeys((*asked, *best, *sorted(base.areas)))
    return tuple(found)[: 2 if template.countries == "several" else 1]


def _gravest_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    order = list(Severity)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.severity)))
