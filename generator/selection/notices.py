"""What an officer should look at before the brief goes out.

Everything here names facts by id and never quotes them: notices end up in logs and mail.
Only a clean edition turns a notice into an error: an open conflict among printed facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from generator.facts.model import Fact, Kind, Relation, RelationType
from generator.problems import Problem, Severity, Where
from generator.selection.markings import is_known_level
from generator.selection.model import Chosen, Conflict, Freshness, Selection
from generator.selection.reasons import explained, place
from generator.selection.staleness import limit_days

_AFTER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def notices(selection: Selection) -> tuple[Problem, ...]:
    """Everything worth a look, gravest first."""
    found = [
        *_conflicts(selection),
        *_missing(selection),
        *_aged(selection),
        *_held(selection),
        *_overdue(selection),
        *_withheld(selection),
        *_relations(selection),
        *_names(selection),
        *_markings(selection),
        *_corrected(selection),
    ]
    return tuple(sorted(found, key=lambda problem: _AFTER[problem.severity]))


def _printed(selection: Selection) -> dict[str, Chosen]:
    return {one.fact.id: one for group in selection.chosen.values() for one in group}


def _problem(code: str, severity: Severity, where: Where | None = None, **values: str) -> Problem:
    return Problem(code, where or Where(), MappingProxyType(values), severity)


def _conflicts(selection: Selection) -> Iterator[Problem]:
    printed = _printed(selection)
    for conflict in selection.conflicts.values():
        ids = [one.fact.id for one in conflict.chosen]
        where = place(conflict.chosen[0].fact)
        facts = ", ".join(ids)
        if conflict.ruling is not None:
            ruling = conflict.ruling
            yield _problem(
                "conflict-ruled",
                Severity.NOTICE,
                where,
                facts=facts,
                prefers=ruling.prefers,
                by=ruling.by,
                on=ruling.on.isoformat(),
            )
        elif conflict.what == "value":
            blocks = not selection.request.draft and not printed.keys().isdisjoint(ids)
            code = "conflict-blocks" if blocks else "conflict-open"
            severity = Severity.ERROR if blocks else Severity.WARNING
            yield _problem(code, severity, where, facts=facts, conflict=conflict.id)
        elif conflict.what == "date":
            yield _date_conflict(conflict, facts)


def _date_conflict(conflict: Conflict, facts: str) -> Problem:
    agreed = conflict.chosen[0].precision_text
    code = "dates-disagree" if agreed else "dates-disagree-wholly"
    where = place(conflict.chosen[0].fact)
    return _problem(code, Severity.WARNING, where, facts=facts, agreed=agreed or "")


def _missing(selection: Selection) -> Iterator[Problem]:
    for need in selection.needs:
        silent = selection.silent(need)
        must = need.missing == "must"
        if silent:
            yield _problem(
                "need-unanswered" if must else "need-empty",
                Severity.ERROR if must else Severity.NOTICE,
                need=need.name,
                area=", ".join(silent),
                as_of=selection.request.as_of.isoformat(),
            )


def _aged(selection: Selection) -> Iterator[Problem]:
    lists: set[tuple[object, ...]] = set()
    for one in selection.aged:
        if one.fact.listed is not None:
            key = (one.fact.indicator, one.fact.countries, one.fact.as_of)
            if key in lists:
                continue  # the items of a list grow old together: one stands for all
            lists.add(key)
        stale = one.freshness is Freshness.STALE
        limit = limit_days(one.fact)
        if stale and one.fact.review_by is not None and not _over(one.age_days, limit):
            values = {"review_by": one.fact.review_by.isoformat()}
            yield _problem(
                "fact-review-due", Severity.WARNING, place(one.fact), fact=one.fact.id, **values
            )
            continue
        code = "fact-stale" if stale else "fact-due" if limit is not None else "plan-due"
        yield _problem(
            code,
            Severity.WARNING if stale else Severity.NOTICE,
            place(one.fact),
            fact=one.fact.id,
            age=str(one.age_days if one.age_days is not None else "?"),
            limit=str(limit if limit is not None else "?"),
        )


def _over(age: int | None, limit: int | None) -> bool:
    return age is not None and limit is not None and age > limit


def _held(selection: Selection) -> Iterator[Problem]:
    for held in selection.held:
        yield explained(held)


def _overdue(selection: Selection) -> Iterator[Problem]:
    """Plans told as history although nobody has said what became of them."""
    for one in _printed(selection).values():
        if one.fact.kind is Kind.PLAN and one.freshness is Freshness.EXPIRED:
            yield _problem(
                "plan-without-outcome", Severity.WARNING, place(one.fact), fact=one.fact.id
            )


def _withheld(selection: Selection) -> Iterator[Problem]:
    for one in _printed(selection).values():
        for part in sorted(one.withheld - {"date"}):
            yield _problem(f"withheld-{part}", Severity.WARNING, place(one.fact), fact=one.fact.id)


def _relations(selection: Selection) -> Iterator[Problem]:
    printed = _printed(selection)
    for relation in selection.relations:
        concerned = [fact_id for fact_id in relation.facts if fact_id in printed]
        code = _relation_code(relation, concerned)
        agreed = {printed[fact_id].precision_text for fact_id in concerned} - {None}
        if code == "contradicted-elsewhere" and agreed:
            facts, dates = ", ".join(concerned), ", ".join(sorted(filter(None, agreed)))
            where = place(printed[concerned[0]].fact)
            yield _problem("dates-settled", Severity.NOTICE, where, facts=facts, agreed=dates)
            continue
        if code is not None:
            where = place(printed[concerned[0]].fact)
            facts = ", ".join(concerned)
            severity = Severity.NOTICE if code == "keep-apart" else Severity.WARNING
            yield _problem(code, severity, where, facts=facts, relation=relation.id)


def _relation_code(relation: Relation, concerned: list[str]) -> str | None:
    if not concerned:
        return None
    if relation.type is RelationType.NOT_TO_BE_MERGED:
        return "keep-apart" if len(concerned) > 1 else None
    return {
        RelationType.NEEDS_REVIEW: "silent-evidence",
        RelationType.CONTRADICTS_EXTERNAL: "contradicted-elsewhere",
        RelationType.CLARIFY: "needs-clarity",
        RelationType.TRANSLATION_DIVERGENCE: "translation-differs",
    }.get(relation.type)


def _names(selection: Selection) -> Iterator[Problem]:
    for person in selection.unverified:
        yield _problem("name-unverified", Severity.WARNING, Where(record=person), person=person)


def _markings(selection: Selection) -> Iterator[Problem]:
    levels = selection.request.levels
    for fact in _facts(selection):
        if not is_known_level(fact.marking, levels):
            yield _problem(
                "fact-marking-unknown",
                Severity.WARNING,
                place(fact),
                fact=fact.id,
                highest=levels[-1],
            )


def _corrected(selection: Selection) -> Iterator[Problem]:
    for fact in _facts(selection):
        one = fact.correction
        if one is not None:
            values = {"by": one.by, "on": one.on.isoformat(), "file": one.file}
            where = Where(one.file, one.line, record=fact.id)
            yield _problem("fact-corrected", Severity.NOTICE, where, fact=fact.id, **values)


def _facts(selection: Selection) -> list[Fact]:
    return [*(one.fact for one in _printed(selection).values()), *selection.others.values()]
