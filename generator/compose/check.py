"""Checks a template without facts: its files, its needs, and that all its words are messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from generator.compose.environment import BriefEnvironment
from generator.compose.literals import Asked, Kind
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.model import Template
from generator.compose.render import environment, load
from generator.compose.slotsused import SECTION, SLOT, unknown
from generator.compose.template import FIXED, WORDS
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.locale import Locale, resolve
from generator.localisation.messages import catalogue, catalogue_tags
from generator.localisation.ownwords import Doubt, Key, OwnWords
from generator.problems import Problem, Severity, Where

_WARNING: Final = Severity.WARNING
_CODES: Final[Mapping[Kind, tuple[str, Severity]]] = {
    "words": ("template-words-literal", Severity.ERROR),
    "punctuation": ("template-punctuation-literal", Severity.WARNING),
    "computed": ("template-message-computed", Severity.ERROR),
}


def check_template(template: Template, limits: Limits = DEFAULT_LIMITS) -> tuple[Problem, ...]:
    """Everything that is wrong in the template's files, with file and line."""
    box = environment(template.roots, limits)
    names, problems = load(box, template.entry)
    stated = {need.name for need in template.needs}
    found = list(problems)
    declared = {SLOT: template.slots, SECTION: template.sections}
    for name in names:
        shown = box.folders.shown(name)
        for line, mistake in unknown(box.asked.get(name, ()), declared):
            found.append(mistake.at(Where(file=shown, line=line)))
        for line, asked in box.needs.get(name, ()):
            if asked not in stated:
                mistake = Mistake(
                    "template-entry-missing",
                    name=asked,
                    hint=near_miss(asked, stated),
                    known=", ".join(sorted(stated)) or "nothing",
                )
                found.append(mistake.at(Where(file=box.folders.shown(name), line=line)))
        found.extend(unworded(box, name))
    found.extend(untranslated(box, names, template, template.languages))
    found.extend(doubtful(template, template.languages))
    if not problems:  # of a file that cannot be read nobody knows what it prints
        found.extend(_unused(box, names, template))
    return tuple(found)


def untranslated(
    box: BriefEnvironment, names: Iterable[str], template: Template, languages: Iterable[str]
) -> Iterator[Problem]:
    """Messages that neither the template's own words nor the catalogues have in a language."""
    locales = {tag: resolve(tag)[0] for tag in languages}
    for name in names:
        for asked in box.messages.get(name, ()):
            lacking = [
                tag for tag, locale in locales.items() if lacks(locale, asked, template.own_words)
            ]
            if lacking:
                where = Where(file=box.folders.shown(name), line=asked.line)
                values = {"text": asked.text, "languages": ", ".join(lacking)}
                yield Problem("template-words-untranslated", where, values)


def lacks(locale: Locale, asked: Asked, own: OwnWords) -> bool:
    """True when neither the template nor the catalogues have a message for a locale."""
    tags = catalogue_tags(locale)
    if locale.pseudo or locale.language == "en" or own.form(tags, (asked.text, asked.context)):
        return False
    known = map(catalogue, tags)
    if asked.counted:
        return not any(one.get_plural(asked.text, 0, asked.context) for one in known)
    return not any(one.get(asked.text, asked.context) for one in known)


def doubtful(template: Template, languages: Iterable[str]) -> Iterator[Problem]:
    """Own words whose translation is out of date, or not reviewed: they print all the same."""
    read = {tag for language in languages for tag in catalogue_tags(resolve(language)[0])}
    shown = f"{template.roots[0].name}/{template.name}/{WORDS}"
    for (text, line, stale), doubts in groupby(
        sorted(template.own_words.doubts, key=_doubt), key=_doubt
    ):
        where = Where(file=shown, line=line)
        tags = [one.language for one in doubts if one.language in read]
        if tags:
            code = "template-words-stale" if stale else "template-words-draft"
            yield Problem(code, where, {"text": text, "languages": ", ".join(tags)}, _WARNING)


def _doubt(doubt: Doubt) -> tuple[str, int, bool]:
    return doubt.text, doubt.line, doubt.state == "stale"


def _unused(box: BriefEnvironment, names: Iterable[str], template: Template) -> Iterator[Problem]:
    """Own words that nothing prints: mostly a message that was changed in one place only."""
    used: set[Key] = {
        (one.text, one.context) for name in names for one in box.messages.get(name, ())
    }
    used |= {(text, FIXED["title"]) for text in template.title.values()}
    used |= {(text, FIXED["description"]) for text in template.description.values()}
    known = {text for text, _ in used}
    for text, context in template.own_words.forms:
        if (text, context) not in used:
            where = Where(file=f"{template.roots[0].name}/{template.name}/{WORDS}")
            values = {"text": text, "hint": near_miss(text, known)}
            yield Problem("template-words-unused", where, values, Severity.WARNING)


def unworded(box: BriefEnvironment, name: str) -> Iterator[Problem]:
    """What a template prints that no catalogue holds, so that it stays in one language."""
    for one in box.unworded.get(name, ()):
        code, severity = _CODES[one.kind]
        where = Where(file=box.folders.shown(name), line=one.line)
        yield Problem(code, where, {"text": one.text}, severity)
