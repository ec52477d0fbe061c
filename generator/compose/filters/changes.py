"""Filters on changes: which are of some sorts, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from generator.changes.model import What
from generator.compose.changes import ChangeView, TextView, text_change_of
from generator.compose.composer import Composer
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.names import told
from generator.compose.textlines import changed_rows
from generator.compose.values import print_alike
from generator.compose.views import Entry, chosen_of
from generator.document.tree import Span, Text

SORTS: Final = tuple(what.value for what in What)


def of_sort(c: Composer, given: Iterable[ChangeView], *sorts: str) -> tuple[ChangeView, ...]:
    """The changes that are of one of some sorts above all ("value", "added")."""
    _check(sorts, "of_sort")
    return tuple(change for change in given if change.sort in sorts)


def also(c: Composer, given: Iterable[ChangeView], *sorts: str) -> tuple[ChangeView, ...]:
    """The changes that are of one of some sorts, above all or beside another one."""
    _check(sorts, "also")
    return tuple(change for change in given if not set(sorts).isdisjoint(change.sorts))


def measured(c: Composer, given: Iterable[ChangeView]) -> tuple[ChangeView, ...]:
    """The changes of statistics: both what was and what is are values of one."""
    return tuple(change for change in given if _is_measured(change))


def unmeasured(c: Composer, given: Iterable[ChangeView]) -> tuple[ChangeView, ...]:
    """The changes of all that is no statistic."""
    return tuple(change for change in given if not _is_measured(change))


def seen(c: Composer, given: Iterable[ChangeView]) -> tuple[ChangeView, ...]:
    """The changes that show: not those of a number that prints as it did, for the same period.

    Nor an end that no words tell: the past form of the statement is the same. Nor a translation
    that says it in the words that it had, and stands in another state. It is the same in every
    language: the numbers count as they are rounded, not as written.
    """
    return tuple(change for change in given if not _is_unseen(change))


def unseen(c: Composer, given: Iterable[ChangeView]) -> tuple[ChangeView, ...]:
    """Statistics that were revised by less than their digits show, ends that no words tell."""
    return tuple(change for change in given if _is_unseen(change))


def now(c: Composer, given: Iterable[ChangeView]) -> tuple[Entry, ...]:
    """The facts of the changes as they stand; of what is no longer there none."""
    return tuple(change.after for change in given if change.after is not None)


def text_title(c: Composer, given: TextView) -> Markup:
    """What readers call the place of an officer's text; without a name for it, its slot."""
    change = text_change_of(given)
    title = next((side.title for side in reversed(change.sides) if side.title), {})
    own = told(c, title) if title else (Span((Text(change.slot),), "en", None),)
    return c.put(*own)


def text_rows(c: Composer, given: TextView) -> tuple[tuple[Markup, Markup], ...]:
    """The lines of an officer's text that differ: as they were, and as they are."""
    rows = changed_rows(c, text_change_of(given))
    return tuple((c.put(*before), c.put(*after)) for before, after in rows)


def text_languages(c: Composer, given: TextView) -> tuple[str, ...]:
    """The languages in which the words of a text are others, for ``languages``."""
    return text_change_of(given).languages


def _is_measured(change: ChangeView) -> bool:
    return all(one is not None and one.indicator for one in (change.before, change.after))


def _is_unseen(change: ChangeView) -> bool:
    only_state = change.sort == What.TRANSLATION.value and not change.reworded
    return only_state or _is_too_small(change) or _has_ended_in_silence(change)


def _has_ended_in_silence(change: ChangeView) -> bool:
    if change.after is None or change.sort != What.ENDED.value:
        return False
    texts = chosen_of(change.after).fact.text.values()
    return all(text.past in (None, text.forms) for text in texts)


def _is_too_small(change: ChangeView) -> bool:
    if change.before is None or change.after is None or not _is_measured(change):
        return False
    before, after = (chosen_of(one).fact for one in (change.before, change.after))
    if before.quantity is None or after.quantity is None or before.moment != after.moment:
        return False
    return print_alike(before.quantity, after.quantity)


def _check(sorts: Iterable[str], name: str) -> None:
    for sort in sorts:
        if sort not in SORTS:
            hint, known = near_miss(sort, SORTS), ", ".join(SORTS)
            raise Mistake("template-choice", name=name, given=sort, hint=hint, known=known)
