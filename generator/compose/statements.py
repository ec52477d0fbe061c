"""A fact's sentence in the document's language, with everything that must travel with it.

Numbers and dates are written into their slots for the reader's locale, each tied to the
fact. Claims carry who makes them, old statements the date they speak for. A text that
is missing in the language is never left out in silence nor replaced by a translation
nobody made: the order says whether it is shown in its own language, left out or refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from generator.compose.coarser import coarser
from generator.compose.composer import Composer
from generator.compose.listitems import item_words
from generator.compose.names import (
    area_name,
    body_phrase,
    english_name,
    figure_name,
    foreign,
    house_words,
    language_remark,
    name_of,
)
from generator.compose.personnames import one_spelling
from generator.compose.values import DRAFT_MARK, as_of_parts, figure_value, slot
from generator.document.tree import Inline, Span, Text
from generator.facts.model import Fact, LocalText, Stance, TextState
from generator.facts.officer import is_officers
from generator.facts.slots import split
from generator.localisation.locale import Locale, resolve
from generator.localisation.localiser import Localiser
from generator.localisation.marks import N_, NP_
from generator.localisation.plurals import category
from generator.problems import Severity
from generator.selection.attribution import claimant, is_claim
from generator.selection.model import Chosen, Tense
from generator.selection.texts import Answer, Wording, text_for

_STOPS: Final = (".", "۔", "。", "।")
_FIRST_SIGN: Final = 0xFDD0
_SIGNS: Final = re.compile("([\ufdd0-\ufdef])")
_ADDED_DATE: Final = re.compile(r"\s*\(\{date\}\)")
_OPENING_WORDS: Final = 3
_FIGURE_OF: Final = NP_(
    "what a figure measures in one of several countries", "{area} – {indicator}: {value}"
)
_FIGURE: Final = NP_("what a figure measures, and its value", "{indicator}: {value}")
_MARKS: Final = MappingProxyType(
    {
        TextState.STALE: N_("[translation out of date]"),
        TextState.MACHINE: N_("[machine translation]"),
        TextState.DRAFT: N_("[text not reviewed]"),
    }
)


@dataclass(frozen=True, slots=True)
class _Codes:
    """Codes of the remarks on one sort of wanting text. refused also tells that it prints."""

    refused: str
    omitted: str
    shown: str


_CODES: Final[Mapping[TextState | None, _Codes]] = MappingProxyType(
    {
        None: _Codes(
            "text-not-translated-refused", "text-not-translated-omitted", "text-not-translated"
        ),
        TextState.STALE: _Codes(
            "text-translation-stale", "text-stale-omitted", "text-stale-original"
        ),
        TextState.MACHINE: _Codes(
            "text-translation-machine", "text-machine-omitted", "text-machine-original"
        ),
        TextState.DRAFT: _Codes(
            "text-translation-draft", "text-draft-omitted", "text-draft-original"
        ),
    }
)


def statement(
    composer: Composer, chosen: Chosen, *, tags: bool = True, dated: bool = True
) -> tuple[Inline, ...]:
    """The fact's sentence as one span tied to it; nothing when it is left out by policy.

    tags  who says it and as of when, where the fact asks for it. Off only where a column
          of the same table says it.
    dated  with a date that the sentence only adds in brackets; off beside a column of dates.
    A figure has no sentence: it is told as what it measures and its value.
    """
    if chosen.fact.indicator is not None and not chosen.fact.text:
        return _figure(composer, chosen, tags=tags)
    found = wording_for(composer, chosen)
    if found is None or found.text is None or found.language is None:
        return ()
    text, language = found.text, _primary(found.language)
    own = found.answer is Answer.OWN
    speaker = composer if own else composer.speaking(_localiser(composer, language))
    sentence = _sentence(speaker, chosen, text, dated=dated)
    composer.stated[chosen.fact.id] = None
    if chosen.withheld:
        composer.withheld[chosen.fact.id] = chosen
    remarks = _tags(composer, chosen) if tags else []
    if not own:
        remarks.insert(0, language_remark(composer, language))
        sentence = (_original(composer, sentence, language),)
    marks = translation_marks(composer, chosen.fact, found)
    children = _with_tags(composer, sentence, remarks)
    return (Span((*children, *marks), fact=chosen.fact.id, role="statement"),)


def _figure(composer: Composer, chosen: Chosen, *, tags: bool) -> tuple[Inline, ...]:
    """What a statistic measures and its value, as one span tied to it."""
    fact = chosen.fact
    composer.stated[fact.id] = None
    if chosen.withheld:
        composer.withheld[fact.id] = chosen
    name = figure_name(composer, fact)
    if fact.listed is not None:
        value = item_words(composer, chosen, fact.listed)
    else:
        value = figure_value(composer, chosen)
    sentence = composer.pgettext(*_FIGURE, indicator=name, value=value)
    if len(composer.selection.request.countries) > 1:
        area = composer.text(area_name(composer, fact.countries[0]))
        sentence = composer.pgettext(*_FIGURE_OF, area=area, indicator=name, value=value)
    remarks = _tags(composer, chosen) if tags else []
    return (Span(_with_tags(composer, sentence, remarks), fact=fact.id, role="statement"),)


def _original(composer: Composer, sentence: tuple[Inline, ...], language: str) -> Span:
    bare = foreign(composer, "", language)
    return Span(sentence, language, bare.direction, role="original")


def _localiser(composer: Composer, language: str) -> Localiser:
    """How values are written inside a sentence that stays in another language."""
    tag = composer.house.spelling.get(language, language)
    return Localiser.for_house(Locale.parse(tag), composer.house)


# ---------------------------------------------------------------- which text


def wording_for(composer: Composer, chosen: Chosen) -> Wording | None:
    """The wording that prints; None when the policy leaves it out or refuses it.

    A fact that is left out is kept for the box that says so; an officer's own text is told
    to the officer alone.
    """
    fact = chosen.fact
    found = text_for(fact, composer.tag, composer.policy, chosen.tense)
    if found.answer is Answer.OWN and _script(found.language) != _script(composer.tag):
        # A text in another script is no text for these readers: undetermined matches nothing.
        found = text_for(fact, "und", composer.policy, chosen.tense)
    if found.answer is Answer.OWN:
        return found
    name, codes = english_name(composer.language), _CODES[found.because]
    if found.answer is Answer.REFUSE:
        composer.remark(codes.refused, fact, severity=Severity.ERROR, language=name)
        return None
    if found.because is None:
        composer.untranslated[fact.id] = None
    if found.answer is Answer.OMIT or found.language is None:
        if not is_officers(fact):
            composer.left_out[fact.id] = chosen
        composer.remark(codes.omitted, fact, language=name)
        return None
    shown = english_name(_primary(found.language))
    composer.remark(codes.shown, fact, language=name, shown=shown)
    return found


def _primary(tag: str) -> str:
    return tag.split("-", 1)[0]


@cache
def _script(tag: str | None) -> str:
    """The language with its script: a text in "zh" is not one for readers of "zh-Hant"."""
    return resolve(tag or "")[0].writing


# ---------------------------------------------------------------- the sentence


def _sentence(
    composer: Composer, chosen: Chosen, text: LocalText, *, dated: bool = True
) -> tuple[Inline, ...]:
    names: list[str] = []
    joined = ""
    form = _form(composer.localiser, chosen, text)
    for kind, piece in split(form if dated else _ADDED_DATE.sub("", form)):
        if kind == "slot":
            joined += _sign(len(names))
            names.append(piece)
        else:
            joined += piece
    if chosen.precision_text is not None:
        for number, name in enumerate(names):
            if name == "date":
                joined = coarser(joined, _sign(number), composer.language)
    known = composer.base.people
    people = (known[person] for person in chosen.fact.people if person in known)
    joined = one_spelling(house_words(composer, joined), people, composer.language)
    composer.said.append(joined)
    return _filled(composer, chosen, joined, names)


def _sign(number: int) -> str:
    """A non-character that stands for a slot while its sentence is worded; no text holds it."""
    return chr(_FIRST_SIGN + number)


def _filled(
    composer: Composer, chosen: Chosen, joined: str, names: list[str]
) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for piece in _SIGNS.split(joined):
        if len(piece) == 1 and _SIGNS.fullmatch(piece):
            parts.extend(slot(composer, chosen, names[ord(piece) - _FIRST_SIGN]))
        elif piece:
            parts.append(Text(piece))
    return tuple(parts)


def _form(localiser: Localiser, chosen: Chosen, text: LocalText) -> str:
    """The wording for the tense and for the number as it will be shown."""
    forms: Mapping[str, str] = text.forms
    if chosen.tense is Tense.PAST and text.past:
        forms = text.past
    if len(forms) == 1:
        return forms["other"]
    quantity = chosen.fact.quantity
    number = quantity.value if quantity is not None else None
    if number is None or "value" in chosen.withheld:
        return forms["other"]
    return forms.get(category(localiser.locale, Decimal(number)), forms["other"])


# ---------------------------------------------------------------- what travels with it


def _tags(composer: Composer, chosen: Chosen) -> list[tuple[Inline, ...]]:
    found: list[tuple[Inline, ...]] = []
    if chosen.attribute and not _names_petition(composer, chosen.fact):
        phrase = attribution(composer, chosen.fact)
        if phrase:
            found.append((Span(phrase, role="attribution"),))
    date = chosen.fact.as_of or chosen.fact.origin.as_of
    if chosen.show_as_of and date is not None:
        found.append((Span(as_of_parts(composer, date), role="as-of"),))
    if chosen.conflict is not None and composer.brief.draft:
        words = composer.message("sources disagree")
        found.append((Span(words, role=DRAFT_MARK),))
    return found


def _names_petition(composer: Composer, fact: Fact) -> bool:
    """True when a petition's claim opens with whose it is: "The petition alleges …".

    It must do so in every language it is worded in: documents of all languages name the same
    claimants.
    """
    if fact.origin.kind != "parliamentary_petition" or not is_claim(fact):
        return False
    return all(_opens_so(composer, tag, text) for tag, text in fact.text.items())


def _opens_so(composer: Composer, tag: str, text: LocalText) -> bool:
    localiser = _localiser(composer, _primary(tag))
    word = localiser.pgettext("as it stands in a sentence", "petition").casefold()
    opening = text.forms["other"].casefold().split()[:_OPENING_WORDS]
    return any(word in part for part in opening)


def attribution(composer: Composer, fact: Fact) -> tuple[Inline, ...]:
    """Who stands behind the statement, in words: "according to …", "request of …"."""
    by = _claimant_words(composer, fact)
    if fact.stance is Stance.REQUESTED:
        return composer.message("request, according to {source}", source=by)
    if fact.stance is Stance.ALLEGED:
        return composer.message("allegation, according to {source}", source=by)
    return composer.message("according to {source}", source=by)


def _claimant_words(composer: Composer, fact: Fact) -> tuple[Inline, ...]:
    found = claimant(fact)
    if found is not None and found.kind != "document":
        body = composer.base.organisations.get(found.id)
        if body is not None:
            return body_phrase(composer, body)
        if found.id in composer.base.people:
            return name_of(composer, found.id)
    return _document_words(composer, fact)


def _document_words(composer: Composer, fact: Fact) -> tuple[Inline, ...]:
    if fact.origin.kind == "press_article":
        return composer.message("a press article")
    if fact.origin.kind == "parliamentary_petition":
        return composer.message("the petition")
    return composer.message("the source")


def _with_tags(
    composer: Composer, sentence: tuple[Inline, ...], tags: list[tuple[Inline, ...]]
) -> tuple[Inline, ...]:
    """The sentence with its remarks in one pair of brackets before the full stop."""
    if not tags:
        return sentence
    body, stop = _split_stop(sentence)
    between = composer.localiser.pgettext("between two remarks in brackets", "; ")
    inside: list[Inline] = []
    for number, tag in enumerate(tags):
        if number:
            inside.append(Text(between))
        inside.extend(tag)
    before, after = composer.localiser.brackets
    last = body[-1] if body else None
    if isinstance(last, Text) and last.text.endswith(after):
        opened = (*body[:-1], Text(last.text.removesuffix(after) + between))
    else:
        opened = (*body, Text(before))
    return (*opened, *inside, Text(after + stop))


def _split_stop(sentence: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    last = sentence[-1] if sentence else None
    if isinstance(last, Text) and last.text.endswith(_STOPS) and not last.text.endswith(".."):
        kept = last.text[:-1]
        return (*sentence[:-1], *((Text(kept),) if kept else ())), last.text[-1]
    return sentence, ""


def translation_marks(composer: Composer, fact: Fact, found: Wording) -> tuple[Inline, ...]:
    """A visible mark for each reason why nobody answers for the wording as it stands."""
    language = composer.language if found.answer is Answer.OWN else _primary(found.language or "")
    marks: list[Inline] = []
    for doubt in found.doubts:
        composer.remark(_CODES[doubt].refused, fact, language=english_name(language))
        marks += [Text(" "), Span(composer.message(_MARKS[doubt]), role=DRAFT_MARK)]
    return tuple(marks)
