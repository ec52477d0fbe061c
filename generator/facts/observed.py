"""Observations as facts: the same for every shape of data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.corrections import Corrections
from generator.facts.indicators import Indicator
from generator.facts.inuse import NOTHING, Held, InUse, Overlay
from generator.facts.model import (
    Basis,
    Correction,
    EdtfDate,
    Fact,
    Kind,
    LocalText,
    Moment,
    Origin,
    Period,
    Qualifier,
    Quantity,
)
from generator.facts.observations import Locator, Observation
from generator.facts.openly import maker
from generator.facts.received import state_files
from generator.facts.tablefile import TableFile
from generator.facts.versions import digest_of, version_of
from generator.problems import Severity

_NO_TEXT: Final[Mapping[str, LocalText]] = MappingProxyType({})
_REST: Final = slice(Observation._fields.index("minimum"), None)
_fact: Final = maker(Fact)
_quantity_of: Final = maker(Quantity)
_USUAL: Final = Observation("", "", None, Locator())[_REST]
"""What most observations say beside area, period and value: nothing."""


@dataclass(slots=True)
class FactMaker:
    """Makes the facts of one file.

    marking  of facts from a document that states none.
    overlay  what stays in use although the file says otherwise.
    corrections  of what the source has wrong; name: that of the file within the source.
    common   versions of what all values of a series share: hashed once for all files.
    """

    file: TableFile
    indicators: Mapping[str, Indicator]
    origin: Origin
    marking: str
    overlay: Overlay = NOTHING
    corrections: Corrections = field(default_factory=Corrections)
    name: str = ""
    unknown: set[str] = field(default_factory=set)
    common: dict[tuple[object, ...], str] = field(default_factory=dict)
    areas: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    tags: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def fact(self, seen: Observation) -> Fact | None:
        """The fact that an observation states; None, told, when nobody says what it measures.

        None also for what a correction leaves out, and for a new period that is under review.
        """
        indicator = self._indicator(seen)
        if indicator is None:
            return None
        fact_id = self._id(seen, indicator)
        withheld = self.overlay.withheld(fact_id, seen)
        if withheld is not None:
            self._tell_held(withheld, seen)
            return None
        seen, in_use = self._in_use(fact_id, seen)
        kept, correction = self.corrections.observation(seen)
        if kept is None:
            return None
        seen = kept
        correction = correction or self.corrections.at(self.name, seen.locator.cell)
        tags = self._tags(indicator, seen.status)
        number = seen.text is None
        return _fact(
            id=fact_id,
            kind=_kind(seen),
            countries=self._countries(seen),
            text=_NO_TEXT if number else self._text(seen),
            origin=self._origin(),
            marking=self.marking,
            name=indicator.name,
            indicator=indicator.id if number else None,
            subject_key=None if number else indicator.id,
            quantity=_quantity(seen, indicator) if number else None,
            moment=self._moment(seen),
            as_of=seen.period,
            as_of_basis=seen.basis if seen.period else Basis.NOT_STATED,
            staleness=indicator.staleness,
            note=seen.note,
            tags=tags,
            file=in_use.file if in_use and in_use.file else self.file.place.file,
            line=in_use.line if in_use and in_use.file else seen.locator.line,
            cell=in_use.cell if in_use and in_use.file else seen.locator.cell,
            version=digest_of((*self._versions(indicator, tags, correction), _written(seen))),
            correction=correction,
            listed=seen.listed,
        )

    def _tags(self, indicator: Indicator, status: str | None) -> tuple[str, ...]:
        """The tags of its series and its own: one tuple for all facts that have the same."""
        if not status:
            return indicator.tags
        found = (*indicator.tags, status)
        return self.tags.setdefault(found, found)

    def _origin(self) -> Origin:
        """The document; of the day that the file itself states, unless source.toml states one.

        Not so for what a refresh brings: each publication would make every brief anew.
        """
        updated = None if state_files(self.file.setup.files) else self.file.updated
        if updated is not None and self.origin.as_of is None:
            self.origin = replace(self.origin, as_of=updated, as_of_basis=Basis.STATED)
        return self.origin

    def _in_use(self, fact_id: str, seen: Observation) -> tuple[Observation, InUse | None]:
        """The observation that is used; what is held for an editor is told."""
        in_use, held = self.overlay.of(fact_id, seen)
        if in_use is None:
            return seen, None
        if held is not None:
            self._tell_held(held, seen)
        return in_use.instead_of(seen), in_use

    def _tell_held(self, held: Held, seen: Observation) -> None:
        """Say that a value is under review; one that was refused is worth knowing only."""
        values = {"fact": held.fact, "value": held.in_use.value, "found": held.received}
        code, severity = "period-held" if held.before else "value-held", Severity.WARNING
        values |= {"before": held.before} if held.before else {}
        if held.decision:
            code = "period-refused" if held.before else "value-refused"
            severity = Severity.NOTICE
            values |= {"by": held.by, "reason": held.reason}
        where = (seen.locator.line, 1) if seen.locator.line else None
        self.file.place.note(code, where, seen.locator.cell or None, values, severity)

    def _indicator(self, seen: Observation) -> Indicator | None:
        found = self.indicators.get(seen.indicator)
        if found is None:
            self._unknown(seen)
        return found

    def _unknown(self, seen: Observation) -> None:
        code = seen.indicator
        if code in self.unknown:
            self.file.bad += 1
            self.file.named.add(seen.area)
            return
        self.unknown.add(code)
        near = codes.near(code, self.indicators)
        told = "indicator-near" if near else "indicator-unknown"
        values = {"indicator": codes.shortened(code), "suggestion": near}
        self.file.bad_row(told, seen.locator.line or None, None, seen.area, **values)

    def _id(self, seen: Observation, indicator: Indicator) -> str:
        parts = [self._series(indicator), seen.area.lower()]
        if seen.partner:
            parts.append(seen.partner.lower())
        if seen.variant:
            parts.append(re.sub(r"[^a-z0-9]+", "-", seen.variant.lower()).strip("-"))
        if seen.span is not None:
            parts.append(_span_text(seen.span))
        elif seen.period and not _is_undated(seen):
            parts.append(seen.period.text.lower())
        return "-".join(parts)

    def _series(self, indicator: Indicator) -> str:
        """The first part of the ids of a series."""
        found = self.series.get(indicator.id)
        if found is None:
            slug = indicator.id.lower().replace(".", "-").replace("_", "-")
            found = self.series[indicator.id] = f"{self.file.setup.id_prefix}-{slug}"
        return found

    def _countries(self, seen: Observation) -> tuple[str, ...]:
        """The areas: one tuple for all facts of an area."""
        found = (seen.area,) if seen.partner in (None, seen.area) else (seen.area, seen.partner)
        return self.areas.setdefault(found, found)

    def _moment(self, seen: Observation) -> Moment:
        """When it holds: one value for all facts of a period."""
        when = seen.happened or seen.span
        if when is not None:
            return Moment(period=when) if isinstance(when, Period) else Moment(date=when)
        if seen.basis is Basis.INFERRED:
            return Moment()
        text = seen.period.text if seen.period else ""
        found = self.moments.get(text)
        if found is None:
            found = self.moments[text] = Moment(date=seen.period)
        return found

    def _text(self, seen: Observation) -> Mapping[str, LocalText]:
        forms = MappingProxyType({"other": seen.text or ""})
        language = seen.language or self.file.language
        return MappingProxyType({language: LocalText(forms, seen.state)})

    def _versions(
        self, indicator: Indicator, tags: tuple[str, ...], correction: Correction | None
    ) -> tuple[str, ...]:
        """Versions of what a fact says beside its value."""
        common = self._common(indicator, tags)
        return (common,) if correction is None else (common, version_of(correction))

    def _common(self, indicator: Indicator, tags: tuple[str, ...]) -> str:
        """Version of what all values of a series share: hashed once, not for every row."""
        key = (self.file.setup.document, indicator.id, tags)
        if key not in self.common:
            said = replace(indicator, jumps=())  # how it is watched is nothing that it says
            shared = (said, tags, self._origin(), self.marking)
            self.common[key] = version_of(shared)
        return self.common[key]


def _kind(seen: Observation) -> Kind:
    if seen.text is None:
        return Kind.FIGURE
    return Kind.CONTEXT if seen.language is None else Kind.NAME


def _quantity(seen: Observation, indicator: Indicator) -> Quantity | None:
    """The number; currency and prices are those of its indicator where its unit is.

    None for a date, and for the item of a list that is a mere name.
    """
    if seen.happened is not None or (seen.listed is not None and _is_mere_name(seen)):
        return None
    own = seen.unit in (None, indicator.unit) and seen.currency in (None, indicator.currency)
    return _quantity_of(
        value=seen.value,
        unit=seen.unit or indicator.unit,
        minimum=seen.minimum,
        maximum=seen.maximum,
        qualifier=seen.qualifier,
        currency=seen.currency or (indicator.currency if own else None),
        price_base=seen.price_base or (indicator.price_base if own else None),
        decimals=indicator.decimals if seen.decimals is None else seen.decimals,
    )


def _is_undated(seen: Observation) -> bool:
    """Whether the period is no part of the id: the next edition's fact takes its place."""
    return seen.basis is Basis.INFERRED or seen.happened is not None or seen.language is not None


def _is_mere_name(seen: Observation) -> bool:
    return seen.value is None and seen.minimum is None and seen.maximum is None


def _span_text(span: Period) -> str:
    """The years of a span as part of an id: "2019-2021", "fy2023-2024"."""
    ends = [end.text.lower() for end in (span.start, span.end) if end is not None]
    return ("fy" if span.fiscal else "") + "-".join(ends)


def _when_text(when: EdtfDate | Period) -> str:
    return _span_text(when) if isinstance(when, Period) else when.text


def _written(seen: Observation) -> str:
    """All that one observation says beside what its series says, as one text."""
    period = seen.period.text if seen.period else ""
    plain = f"{seen.area}|{period}|{seen.value}"
    if seen[_REST] == _USUAL:
        return plain
    rest: tuple[object, ...] = (
        seen.minimum,
        seen.maximum,
        seen.text,
        seen.partner,
        seen.unit,
        seen.currency,
        seen.price_base,
        None if seen.qualifier is Qualifier.EXACT else seen.qualifier.value,
        seen.variant or None,
        seen.note,
        None if seen.basis is Basis.STATED else seen.basis.value,
        _span_text(seen.span) if seen.span else None,
        _when_text(seen.happened) if seen.happened else None,
        seen.decimals,
    )
    if seen.listed is not None:
        rest = (*rest, version_of(seen.listed))
    if seen.language is not None:
        rest = (*rest, seen.language, seen.state.value)
    if not any(part is not None for part in rest):
        return plain
    return "|".join((plain, *("" if part is None else str(part) for part in rest)))
