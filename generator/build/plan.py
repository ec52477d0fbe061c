"""What is to be made again, and why.

``plan_of`` says for every document of every order whether it is what would be made now. When no
file and no library has changed since the last plan and no day has come on which something may
stand otherwise, that plan is given again, and nothing else is read or imported.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from generator.build.planning import kept
from generator.build.planning.model import Plan, plan_from
from generator.build.planning.watched import RECORDS, Contents, Places, contents_of, surroundings

if TYPE_CHECKING:
    from generator.build.workspace import Workspace

__all__ = ["Plan", "plan_of"]

FILE: Final = "plan.json"


def plan_of(workspace: Workspace, today: dt.date, *, anew: bool = False) -> Plan:
    """Every document of every order: up to date, or due and why.

    today  the day that orders "as of today" speak for; anew: look at everything again.
    """
    return planned(workspace, today, anew=anew)[0]


def planned(workspace: Workspace, today: dt.date, *, anew: bool = False) -> tuple[Plan, Contents]:
    """As ``plan_of``, with the contents of all files that were looked at."""
    places = Places(workspace.root, workspace.briefings)
    last = None if anew else _recalled(workspace, places)
    if last is not None and last.plan.holds(today):
        if last.stands:
            return last.plan, last.contents
        if (contents := last.only_touched(workspace, places)) is not None:
            keep_plan(workspace, last.plan, contents, last.editions)
            return last.plan, contents
    from generator.build.planning.thinking import think

    return think(workspace, today, places, last.contents if last else None)


class _Last:
    """The last plan, and whether everything is still as it was then."""

    def __init__(self, plain: Any, places: Places) -> None:
        files = plain["files"]
        self.contents = Contents(
            {name: tuple(sign) for name, (*sign, _) in files.items()},
            {name: sha256 for name, (*_, sha256) in files.items()},
            plain["looked"],
        )
        self.plan = plan_from(plain["plan"])
        self.surroundings: str = plain["surroundings"]
        self.editions: dict[str, int] = plain["editions"]
        seen = {**places.inputs(), **places.made(self.editions)}
        self.stands = self.contents.stands(seen) and self.surroundings == surroundings()

    def only_touched(self, workspace: Workspace, places: Places) -> Contents | None:
        """The files as they are now, when what they hold is all as it was; else None."""
        looked = kept.clock(workspace.state)
        seen = {**places.inputs(), **places.made(self.editions)}
        if self.surroundings != surroundings() or seen.keys() != self.contents.signs.keys():
            return None
        if seen[RECORDS] != self.contents.signs[RECORDS]:
            return None
        found = contents_of(seen, places, self.contents, looked)
        return found if found.sha256 == self.contents.sha256 else None


def _recalled(workspace: Workspace, places: Places) -> _Last | None:
    plain = kept.take(workspace.state / kept.FOLDER / FILE)
    try:
        return None if plain is None else _Last(plain, places)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def keep_plan(
    workspace: Workspace, plan: Plan, contents: Contents, editions: dict[str, int]
) -> None:
    """Keep a plan with the files that it was made for."""
    files = {name: [*sign, contents.sha256.get(name, "")] for name, sign in contents.signs.items()}
    plain = {
        "looked": contents.looked,
        "surroundings": surroundings(),
        "editions": editions,
        "files": files,
        "plan": plan.as_json(),
    }
    kept.put(workspace.state / kept.FOLDER / FILE, plain)
