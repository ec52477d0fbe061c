"""What is to be made again, and why.

``plan_of`` says for every document of every order whether it is what would be made now. When no
file and no library has changed since the last plan and no day has come on which something may
stand otherwise, that plan is given again, and nothing else is read or imported: not even which
files there were, for one digest over their signs tells that they are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.build.place import state_of
from generator.build.planning import kept
from generator.build.planning.model import Plan, packed, plan_from
from generator.build.planning.watched import (
    RECORDS,
    Contents,
    Places,
    Sight,
    contents_of,
    signature,
    surroundings,
)
from generator.facts.sweeps import few_sweeps

if TYPE_CHECKING:
    from generator.build.workspace import Workspace

__all__ = ["Plan", "plan_of"]

FILE: Final = "plan.json"
FILES: Final = "files.json"


class Look(NamedTuple):
    """The files that a plan was made for.

    contents  gives their contents, as they were then, or as they are now.
    signed    gives one digest over their names and signs, in which only editions may be missing.
    keep      keeps the plan with them for the next time, where that is not done.
    """

    contents: Callable[[], Contents]
    signed: Callable[[], str]
    keep: Callable[[], None] = lambda: None

    @property
    def signature(self) -> str:
        """One digest over the names and signs of the files."""
        return self.signed()


def plan_of(workspace: Workspace, today: dt.date, *, anew: bool = False) -> Plan:
    """Every document of every order: up to date, or due and why.

    today  the day that orders "as of today" speak for; anew: look at everything again.
    """
    plan, look = planned(workspace, today, anew=anew)
    look.keep()
    return plan


def standing_plan(root: Path, today: dt.date) -> Plan | None:
    """The plan of a workspace that holds as it is; None when it has to be thought about."""
    last = _recalled(state_of(root), Sight(Places(root, root / "briefings"), 0))
    return last.plan if last is not None and last.plan.holds(today) and last.stands else None


def planned(workspace: Workspace, today: dt.date, *, anew: bool = False) -> tuple[Plan, Look]:
    """As ``plan_of``, with the files that were looked at; whoever asked keeps it, when it suits."""
    with few_sweeps():
        return _planned(workspace, today, anew=anew)


def _planned(workspace: Workspace, today: dt.date, *, anew: bool) -> tuple[Plan, Look]:
    places = Places(workspace.root, workspace.briefings)
    sight = Sight(places, kept.clock(workspace.state))
    last = None if anew else _recalled(workspace.state, sight)
    if last is not None and last.plan.holds(today):
        if last.stands:
            return last.plan, Look(last.look, lambda: last.signature)
        if (contents := last.only_touched()) is not None:
            return last.plan, Look(
                lambda: contents,
                lambda: signature(contents.signs),
                lambda: keep_plan(workspace, last.plan, contents, last.editions),
            )
    from generator.build.planning.thinking import think

    return think(workspace, today, sight, last.contents() if last else None)


class _Kept(NamedTuple):
    """A plan as it is kept: with the signature of the files, and what else it was made with."""

    plan: Plan
    editions: dict[str, int]
    files: str
    settled: bool
    surroundings: str


class _Last:
    """The last plan, and whether everything is still as it was then."""

    def __init__(self, state: Path, known: _Kept, sight: Sight) -> None:
        self._state = state
        self._sight = sight
        self.plan, self.editions, self.signature, settled, around = known
        self._same_program = around == surroundings()
        self._seen = sight.seen(self.editions)
        same = settled is True and self._same_program
        self.stands = same and self.signature == signature(self._seen)
        self._known: Contents | None = None

    def contents(self) -> Contents | None:
        """The files that the plan was made for; None when that was lost."""
        if self._known is None:
            found = _files.take(self._state / kept.FOLDER / FILES)
            if found and signature(found.signs) == self.signature:
                self._known = found
        return self._known

    def look(self) -> Contents:
        """The files that the plan was made for, or those that there are now."""
        known = self.contents()
        if known is not None:
            return known
        return contents_of(self._seen, self._sight.places, None, self._sight.looked)

    def only_touched(self) -> Contents | None:
        """The files as they are now, when what they hold is all as it was; else None."""
        known, seen = self.contents(), self._seen
        if known is None or not self._same_program:
            return None
        if seen.keys() != known.signs.keys() or seen[RECORDS] != known.signs[RECORDS]:
            return None
        found = contents_of(seen, self._sight.places, known, self._sight.looked)
        return found if found.sha256 == known.sha256 else None


def _recalled(state: Path, sight: Sight) -> _Last | None:
    known = _plans.take(state / kept.FOLDER / FILE)
    return None if known is None else _Last(state, known, sight)


def _kept(plain: Any) -> _Kept:
    names = ("editions", "files", "settled", "surroundings")
    return _Kept(plan_from(plain["plan"]), *(plain[name] for name in names))


def _contents(plain: Any) -> Contents:
    files = plain["files"]
    return Contents(
        {name: tuple(sign) for name, (*sign, _) in files.items()},
        {name: sha256 for name, (*_, sha256) in files.items()},
        plain["looked"],
    )


_plans: Final = kept.Opened(_kept, most=2)
_files: Final = kept.Opened(_contents, most=2)


def keep_plan(
    workspace: Workspace, plan: Plan, contents: Contents, editions: dict[str, int]
) -> None:
    """Keep a plan, and the files that it was made for: these first, the plan vouches for them."""
    files = {name: [*sign, contents.sha256.get(name, "")] for name, sign in contents.signs.items()}
    folder = workspace.state / kept.FOLDER
    _files.put(folder / FILES, {"looked": contents.looked, "files": files}, contents)
    made = _Kept(plan, editions, signature(contents.signs), contents.settled, surroundings())
    _plans.put(folder / FILE, {**made._asdict(), "plan": packed(plan)}, made)
