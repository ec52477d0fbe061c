"""The new contents of all files that an import touches, before any of them is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.facts.model import FactBase
from generator.facts.officer import is_officers
from generator.problems import Problem, Where
from generator.translation.desk import Desk
from generator.translation.edits import CannotEditError
from generator.translation.model import NewText
from generator.translation.ordertexts import RECORDS, row_of, with_value
from generator.translation.ordertexts import recorded as order_recorded
from generator.translation.wordedits import with_words
from generator.translation.wordfacts import is_words


@dataclass
class Prepared:
    """Contents by file, relative to the workspace, and texts that could not be put in.

    before  what each file holds; None: it is not there yet.
    dropped  by source and fact, why.
    """

    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    dropped: dict[tuple[str, str], Problem] = field(default_factory=dict)


def prepare(desk: Desk, base: FactBase, changes: Iterable[NewText]) -> Prepared:
    """Put the changes into the files they belong to; those that do not fit are dropped."""
    done = Prepared()
    of_orders: list[NewText] = []
    of_sources: list[NewText] = []
    of_templates: list[NewText] = []
    for change in changes:
        fact = base.facts[change.fact]
        kept = of_orders if is_officers(fact) else of_templates if is_words(fact) else of_sources
        kept.append(change)
    for source, of_source in _by_source(of_sources).items():
        _source(desk, base, source, of_source, done)
    for order, of_order in _by_source(of_orders).items():
        _order(desk, base, order, of_order, done)
    for template, of_template in _by_source(of_templates).items():
        _template(desk, template, of_template, done)
    return done


def _by_source(changes: Iterable[NewText]) -> Mapping[str, list[NewText]]:
    found: dict[str, list[NewText]] = {}
    for change in changes:
        found.setdefault(change.source, []).append(change)
    return found


def _source(
    desk: Desk, base: FactBase, source: str, changes: list[NewText], done: Prepared
) -> None:
    """One source whole: its facts files and its record of translations, or nothing."""
    contents: dict[str, bytes] = {}
    kept: list[NewText] = []
    for name, of_file in _by_file(base, changes).items():
        fitting, content = _fitting(desk, name, of_file, done)
        if fitting:
            contents[name] = content or desk.with_texts(name, tuple(fitting))
            kept += fitting
    unrecorded = [c for c in kept if not desk.keeps_hash(base.facts[c.fact], c.language)]
    try:
        records = desk.with_records(source, unrecorded) if unrecorded else None
    except CannotEditError as error:
        for change in kept:
            _drop(done, change, error, f"sources/{source}")
        return
    if records is not None:
        contents[records[0]] = records[1]
    for name, data in contents.items():
        there = desk.text(name)
        before = there.content if there else None
        if data != before:
            done.before[name], done.after[name] = before, data


def _order(
    desk: Desk, base: FactBase, order: str, changes: Sequence[NewText], done: Prepared
) -> None:
    """The texts of one order: where they stand, new ones beside it, and the record of both."""
    texts = desk.orders[order]
    contents: dict[str, str] = {}
    rows: list[tuple[str, str, str, str]] = []
    # From the end of the order on, so that the lines of what stands above stay as they are.
    for change in sorted(changes, key=lambda one: -texts.place(base.facts[one.fact], one).line):
        fact = base.facts[change.fact]
        place = texts.place(fact, change)
        try:
            texts.check_state(fact, change)
            there = contents.get(place.file)
            if there is None:
                file = desk.text(place.file)
                there = file.text if file else ""
            words = change.forms["other"].rstrip("\n")
            contents[place.file] = (
                with_value(there, place.line, words) if place.line else f"{words}\n"
            )
        except CannotEditError as error:
            _drop(done, change, error, place.file)
            continue
        rows.append(row_of(fact, change))
    if rows:
        name = f"{texts.folder}/{RECORDS}"
        records = desk.text(name)
        contents[name] = order_recorded(records.text if records else "", rows)
    for name, text in contents.items():
        known = desk.text(name)
        before = known.content if known else None
        data = known.encoded(text) if known else text.encode()
        if data != before:
            done.before[name], done.after[name] = before, data


def _template(desk: Desk, template: str, changes: Sequence[NewText], done: Prepared) -> None:
    """The words of one template; one that cannot be put in does not stop the others."""
    words = desk.templates[template]
    messages = words.by_id
    known = desk.text(words.file)
    text = known.text if known else ""
    for change in changes:
        try:
            if known is None:
                raise CannotEditError("translate-edit-unsure")
            text = with_words(text, words.file, ((messages[change.fact], change),))
        except CannotEditError as error:
            _drop(done, change, error, words.file)
    if known is None:
        return
    data = known.encoded(text)
    if data != known.content and text:
        done.before[words.file], done.after[words.file] = known.content, data


def _by_file(base: FactBase, changes: Iterable[NewText]) -> Mapping[str, list[NewText]]:
    found: dict[str, list[NewText]] = {}
    for change in changes:
        found.setdefault(base.facts[change.fact].file, []).append(change)
    return found


def _fitting(
    desk: Desk, name: str, changes: list[NewText], done: Prepared
) -> tuple[list[NewText], bytes | None]:
    """The changes that can be made together; one that cannot does not stop the others.

    Gives the new content too where all could be made at once.
    """
    try:
        return changes, desk.with_texts(name, tuple(changes))
    except CannotEditError as error:
        if len(changes) == 1:
            _drop(done, changes[0], error, name)
            return [], None
    half = len(changes) // 2
    first, _ = _fitting(desk, name, changes[:half], done)
    second, _ = _fitting(desk, name, changes[half:], done)
    return [*first, *second], None


def _drop(done: Prepared, change: NewText, error: CannotEditError, file: str) -> None:
    where = Where(file, error.line, record=change.fact)
    done.dropped[change.source, change.fact] = Problem(error.code, where)
