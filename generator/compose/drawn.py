"""What stands in a ``figure`` of a template: a drawing, a table below it or in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.compose.mistakes import Mistake
from generator.compose.opened import Open, named
from generator.document.tree import Figure, Inline, Table


@dataclass(frozen=True, slots=True)
class Tabled:
    """A figure whose data stand below it as a table.

    caption  gives the caption of the table from that of the figure.
    """

    figure: Figure
    table: Table
    caption: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]

    def below(self, caption: tuple[Inline, ...]) -> Table:
        """The table under a figure with a caption."""
        return replace(self.table, caption=self.caption(caption))


Drawn: TypeAlias = Figure | Table | Tabled


def figure_from(
    done: Open, place: Callable[[Mistake, str], Mistake]
) -> tuple[Figure | Table | None, Table | None]:
    """The figure or the table in its place, and the table below it.

    Raises ``Mistake`` with its place where two drawings stand in one figure.
    """
    drawn = [part for part in done.content if isinstance(part, Figure | Table | Tabled)]
    if len(drawn) > 1:
        raise place(Mistake("template-figure-twice"), done.at)
    if not drawn:
        return None, None
    caption, name = named(done, "figcaption"), done.attributes.get("id", "")
    (one,) = drawn
    if isinstance(one, Table):
        return replace(one, caption=caption or one.caption, id=name), None
    figure = one.figure if isinstance(one, Tabled) else one
    role = done.attributes.get("class", "") or figure.role
    below = one.below(caption) if isinstance(one, Tabled) else None
    return replace(figure, caption=caption, id=name, role=role), below
