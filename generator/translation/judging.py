"""What becomes of each unit that came back: accepted, refused with its reason, or untouched.

The forms of one text stand or fall together: a text of which one form is refused, or
missing, is left as it is. Nothing is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from generator.facts.discreet import WITHHELD, is_open
from generator.facts.model import Fact, FactBase, TextState
from generator.facts.officer import is_officers
from generator.facts.translations import hash_of
from generator.house.model import HouseStyle
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Problem, Severity, Where
from generator.selection.texts import original_language
from generator.translation.checks import Found, checked
from generator.translation.desk import Desk
from generator.translation.model import (
    Key,
    NewText,
    Outcome,
    Returned,
    ReturnedFile,
    Unit,
    Verdict,
    form_hash,
)
from generator.translation.notes import Glossary, glossary
from generator.translation.ordertexts import markdown_found
from generator.translation.units import Wanted, primary, tag_in, wanted

_QUOTING: Final = ("lost", "new", "codes", "term", "wanted", "found", "sample")
"""Values that repeat content: withheld for texts that are not open."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of every unit of a file, and the texts that follow from it."""

    verdicts: tuple[Verdict, ...]
    changes: tuple[NewText, ...]


@dataclass
class _Text:
    """One text of the workspace with the units of it that came back."""

    wanted: Wanted
    accepted: dict[Key, str] = field(default_factory=dict)
    verdicts: dict[Key, Verdict] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether one of its units was refused."""
        return any(v.outcome is Outcome.REFUSED for v in self.verdicts.values())

    @property
    def units(self) -> Mapping[Key, Unit]:
        """All units that the text needs."""
        return {unit.key: unit for unit in self.wanted.units}


class Judge:
    """Judges one file against the workspace.

    state     what accepted texts are to be: DRAFT or REVIEWED.
    language  into which the file is said to be translated, for files that do not say it.
    """

    def __init__(
        self,
        file: ReturnedFile,
        base: FactBase,
        house: HouseStyle,
        desk: Desk,
        state: TextState,
        limits: Limits = DEFAULT_LIMITS,
        language: str | None = None,
    ) -> None:
        self.file = file
        self.base = base
        self.house = house
        self.desk = desk
        self.state = state
        self.limits = limits
        self.language = language
        self._glossaries: dict[tuple[str, str], Glossary] = {}
        self._texts: dict[str, _Text] = {}

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The marking levels of the house."""
        return tuple(level.name for level in self.house.marking.levels)

    def judge(self, findings: Findings) -> Judged:
        """Judge every unit; what concerns the file as a whole goes to ``findings``."""
        language = self._language(findings)
        if language is None:
            return Judged((), ())
        places = self._places()
        loose: list[Verdict] = []
        for returned in self.file.units:
            verdict = self._one(returned, language, places)
            if verdict is not None:
                loose.append(verdict)
        changes = [change for text in self._texts.values() if (change := self._settle(text))]
        found = [v for text in self._texts.values() for v in text.verdicts.values()]
        verdicts = sorted((*loose, *found), key=lambda v: v.line or 0)
        return Judged(tuple(verdicts), tuple(changes))

    # ------------------------------------------------------------ the file

    def _language(self, findings: Findings) -> str | None:
        """The language of the file, when it is one of the workspace."""
        where = Where(self.file.name)
        said = (self.file.language or self.language or "").strip().replace("_", "-")
        if not said or "," in said:
            findings.add("translate-no-language", where)
            return None
        if self.language and primary(said).lower() != primary(self.language).lower():
            findings.add(
                "translate-other-language", where, file=said[:40], asked=self.language[:40]
            )
            return None
        head, _, rest = said.partition("-")
        tag = f"{head.lower()}-{rest}" if rest else head.lower()
        keepers = (*self.base.sources, *self.desk.orders, *self.desk.templates)
        known = sorted({tag for name in keepers for tag in self.desk.languages(name)})
        if tag_in(known, tag) is None:
            findings.add(
                "translate-language-unknown", where, language=tag[:40], known=", ".join(known)
            )
            return None
        return tag

    def _places(self) -> Mapping[str, list[int | None]]:
        places: dict[str, list[int | None]] = {}
        for unit in self.file.units:
            places.setdefault(unit.id, []).append(unit.line)
        return places

    # ------------------------------------------------------------ one unit

    def _one(
        self, returned: Returned, language: str, places: Mapping[str, list[int | None]]
    ) -> Verdict | None:
        """The verdict on a unit that belongs to no text here; else it is kept with its text."""
        key = Key.parse(returned.id)
        fact = self.base.facts.get(key.fact) if key else None
        if key is None or fact is None or fact.origin.source != key.source:
            gone = key is not None and key.source in self.desk.templates
            code = "translate-words-gone" if gone else "translate-unit-unknown"
            return self._refusal(returned, code)
        if len(places[returned.id]) > 1:
            lines = ", ".join(str(line or "?") for line in places[returned.id])
            verdict = self._refusal(returned, "translate-unit-twice", lines=lines)
        else:
            verdict = None
        text = self._text(fact, language)
        if text is None:
            known = ", ".join(self.desk.languages(key.source))
            return self._refusal(
                returned, "translate-unit-language", language=language, known=known
            )
        unit = text.units.get(key)
        if unit is None:
            return verdict or self._needless(returned, text)
        text.verdicts[key] = verdict or self._verdict(returned, unit, text, fact)
        return None

    def _needless(self, returned: Returned, text: _Text) -> Verdict:
        """A unit of a text that needs no such form, or no translation."""
        if text.wanted.spoken:
            return self._refusal(returned, "translate-unit-spoken")
        if not text.wanted.units:
            return self._refusal(returned, "translate-unit-original")
        forms = ", ".join(dict.fromkeys(f"{k.part}.{k.form}" for k in text.units))
        return self._refusal(returned, "translate-unit-form", forms=forms)

    def _text(self, fact: Fact, language: str) -> _Text | None:
        if fact.id not in self._texts:
            key = tag_in(self.desk.languages(fact.origin.source), language)
            found = None
            if key is not None:
                found = wanted(fact, key, same_past=self.desk.same_past(fact))
            if found is None:
                return None
            self._texts[fact.id] = _Text(found)
        return self._texts[fact.id]

    def _verdict(self, returned: Returned, unit: Unit, text: _Text, fact: Fact) -> Verdict:
        if (returned.target or "").strip() == "":
            return Verdict(returned.id, returned.line, Outcome.UNTOUCHED)
        if code := self._outdated(returned, unit):
            return self._refusal(returned, code)
        pair = (unit.original, unit.language)
        if pair not in self._glossaries:
            self._glossaries[pair] = glossary(self.base, self.house, *pair)
        result = checked(unit, returned.target or "", self._glossaries[pair], self.limits)
        same = result.text == unit.target
        if same and self._stays(returned, unit):
            return Verdict(returned.id, returned.line, Outcome.UNTOUCHED)
        if not returned.finished and self.state is TextState.REVIEWED:
            return self._refusal(returned, "translate-unfinished")
        if code := self._overtaken(returned, unit, same):
            return self._refusal(returned, code)
        found = list(result.found)
        if is_officers(fact):
            found += markdown_found(fact, unit.original, result.text)
        if returned.strange:
            codes = ", ".join(dict.fromkeys(returned.strange))[:80]
            found.append(Found("translate-markup", {"codes": codes}))
        problems = tuple(self._problem(one, returned, fact) for one in found)
        refused = any(p.severity is Severity.ERROR for p in problems)
        if not refused:
            text.accepted[unit.key] = result.text
        outcome = Outcome.REFUSED if refused else Outcome.ACCEPTED
        return Verdict(returned.id, returned.line, outcome, problems)

    def _outdated(self, returned: Returned, unit: Unit) -> str:
        """Why a unit was made from another text than today's original; "" when it was not."""
        if returned.record is not None and returned.record.original != unit.record.original:
            return "translate-original-changed"
        if returned.source is None or _blanks(returned.source) == _blanks(unit.source):
            return ""
        # Converters write any language there: it only tells why the original is another.
        told = self.file.original
        other = told and primary(told.replace("_", "-")).lower() != primary(unit.original)
        return "translate-unit-from" if other else "translate-original-differs"

    def _stays(self, returned: Returned, unit: Unit) -> bool:
        """Whether a text that came back unchanged says nothing new about itself."""
        if unit.state in (TextState.ORIGINAL.value, TextState.REVIEWED.value):
            return True
        return not returned.finished or unit.state == self.state.value

    def _overtaken(self, returned: Returned, unit: Unit, same: bool) -> str:
        """Why the text here is newer than the one that came back; "" when it is not."""
        if same or unit.target is None:
            return ""
        if returned.record is None:
            # Without a record only an outdated text is surely older than what came back.
            return "" if unit.state == TextState.STALE.value else "translate-age-unknown"
        if returned.record.replaced != form_hash(unit.target):
            return "translate-target-changed"
        return ""

    # ------------------------------------------------------------ one text

    def _settle(self, text: _Text) -> NewText | None:
        """The new text; None, with verdicts that say so, when its forms do not all stand."""
        if not text.accepted:
            return None
        if text.refused:
            self._drop(text, "translate-beside-refused")
            return None
        fact, key = text.wanted.fact, text.wanted.key
        lacking = [unit for unit in text.wanted.units if unit.key not in text.accepted]
        kept = [unit for unit in lacking if self._may_stay(unit)]
        if len(kept) < len(lacking):
            names = ", ".join(f"{u.key.part}.{u.key.form}" for u in lacking if u not in kept)
            self._drop(text, "translate-forms-missing", forms=names)
            return None
        words = {**{u.key: u.target or "" for u in kept}, **text.accepted}
        parts: dict[str, dict[str, str]] = {}
        for unit in text.wanted.units:
            parts.setdefault(unit.key.part, {})[unit.key.form] = words[unit.key]
        original = fact.text[original_language(fact) or ""]
        return NewText(
            source=fact.origin.source,
            fact=fact.id,
            language=key,
            forms=parts["text"],
            past=parts.get("past"),
            state=self.state,
            made_from=hash_of(original),
        )

    def _may_stay(self, unit: Unit) -> bool:
        """Whether a form that did not come back may stand beside new ones."""
        sound = (TextState.ORIGINAL.value, TextState.REVIEWED.value, self.state.value)
        return unit.target is not None and unit.state in sound

    def _drop(self, text: _Text, code: str, **values: str) -> None:
        for key in text.accepted:
            old = text.verdicts[key]
            problem = Problem(code, Where(self.file.name, old.line, record=old.id), values)
            text.verdicts[key] = Verdict(
                old.id, old.line, Outcome.REFUSED, (*old.problems, problem)
            )
        text.accepted.clear()

    # ------------------------------------------------------------ problems

    def _refusal(self, returned: Returned, code: str, **values: str) -> Verdict:
        where = Where(self.file.name, returned.line, record=_shown(returned.id))
        return Verdict(
            _shown(returned.id),
            returned.line,
            Outcome.REFUSED,
            (Problem(code, where, values),),
        )

    def _problem(self, found: Found, returned: Returned, fact: Fact) -> Problem:
        values = {name: str(value) for name, value in found.values.items()}
        if not is_open(fact.marking, self.levels) and found.code != "translate-slots":
            values = {n: WITHHELD if n in _QUOTING else v for n, v in values.items()}
        where = Where(self.file.name, returned.line, record=returned.id)
        return Problem(found.code, where, values, found.severity)


def refuse(
    verdicts: Iterable[Verdict], dropped: Mapping[tuple[str, str], Problem], file: str
) -> tuple[Verdict, ...]:
    """The verdicts, with texts refused that could not be put into their files.

    dropped  by source and fact, why.
    """
    done = []
    for verdict in verdicts:
        key = Key.parse(verdict.id)
        problem = dropped.get((key.source, key.fact)) if key else None
        if problem is not None and verdict.outcome is Outcome.ACCEPTED:
            place = Where(file, verdict.line, record=verdict.id)
            why = Problem(problem.code, place, {**problem.values, "place": str(problem.where)})
            verdict = Verdict(verdict.id, verdict.line, Outcome.REFUSED, (*verdict.problems, why))
        done.append(verdict)
    return tuple(done)


def counted(verdicts: Iterable[Verdict]) -> Mapping[Outcome, int]:
    """How many units there are of each outcome."""
    found = Counter(verdict.outcome for verdict in verdicts)
    return {outcome: found[outcome] for outcome in Outcome}


def _blanks(text: str) -> str:
    return " ".join(text.split())


def _shown(identifier: str) -> str:
    """An id of a file from outside, fit for a message."""
    clean = "".join(char if char.isprintable() else "\ufffd" for char in identifier)
    return clean if len(clean) <= 100 else clean[:99] + "…"
