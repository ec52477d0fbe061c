"""The words of a workspace's templates on their way to the translator.

Those of templates that come with the program are in its catalogues and are nobody's here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from generator.build.workspace import Workspace, packaged_root
from generator.compose.check import lacks
from generator.compose.model import Template
from generator.compose.render import environment, load
from generator.compose.template import FILE, FIXED, WORDS, read_template
from generator.compose.wordsfile import SOURCE_LANGUAGE, Entry, read_entries
from generator.facts.model import FactBase, LocalText, TextState
from generator.facts.readers.decode import read_text
from generator.limits import DEFAULT_LIMITS
from generator.localisation.locale import resolve
from generator.localisation.ownwords import Key
from generator.problems import Findings
from generator.translation.model import STATES
from generator.translation.units import state_of
from generator.translation.wordfacts import Message, TemplateWords


def template_words(
    workspace: Workspace, findings: Findings, names: Iterable[str] | None = None
) -> tuple[TemplateWords, ...]:
    """The words of the templates of these names, or of all, that the workspace has itself.

    What is wrong with a template goes to ``findings``; its words are left out then.
    """
    own = workspace.root / "templates"
    if own == packaged_root() / "templates":
        return ()
    known = workspace.template_names()
    wanted = known if names is None else [name for name in names if name in known]
    found = []
    for name in wanted:
        folder = workspace.template_folder(name)
        if folder is not None and folder.parent == own:
            found.append(_words(workspace, folder, findings))
    return tuple(words for words in found if words is not None)


def words_standing(workspace: Workspace, name: str) -> Mapping[str, Mapping[str, int]]:
    """How many of a template's words are of each state, by language; nothing for one without."""
    found = {}
    for words in template_words(workspace, Findings(), (name,)):
        for tag in words.languages:
            if tag != SOURCE_LANGUAGE:
                states = Counter(state_of(fact, tag) for fact in words.facts(""))
                found[tag] = {state: states[state] for state in STATES if states[state]}
    return {tag: states for tag, states in found.items() if states}


def with_words(base: FactBase, templates: Iterable[TemplateWords], marking: str) -> FactBase:
    """The facts with the words of templates beside them."""
    facts = {fact.id: fact for words in templates for fact in words.facts(marking)}
    return replace(base, facts=MappingProxyType({**facts, **base.facts}))


def _words(workspace: Workspace, folder: Path, findings: Findings) -> TemplateWords | None:
    behind = [root for root in workspace.template_roots if root != folder.parent]
    template = read_template(folder, findings, behind=behind, untitled=True)
    if template is None:
        return None
    file = workspace.shown(folder / WORDS)
    entries = _entries(folder / WORDS, file)
    place = workspace.shown(folder / FILE)
    messages = (*_fixed(template, entries, place), *_messages(template, entries, findings))
    own = (tag for message in messages for tag in message.texts)
    languages = tuple(dict.fromkeys((*template.languages, *own)))
    return TemplateWords(template.name, file, languages, messages)


def _entries(path: Path, file: str) -> tuple[Entry, ...]:
    if not path.is_file():
        return ()
    text = read_text(path, file, Findings(), DEFAULT_LIMITS.order_file)
    return () if text is None else read_entries(text, file, Findings())


def _fixed(template: Template, entries: Iterable[Entry], place: str) -> Iterator[Message]:
    """Title and description, where a language is without them or words.toml has them."""
    stand = {entry.key: entry for entry in entries}
    given = {"title": template.title, "description": template.description}
    for name, context in FIXED.items():
        english = given[name].get(SOURCE_LANGUAGE, "")
        entry = stand.get((english, context))
        if not english or (entry is None and given[name].keys() >= {*template.languages}):
            continue
        texts = {
            tag: LocalText(MappingProxyType({"other": text}), TextState.REVIEWED)
            for tag, text in given[name].items()
        }
        texts[SOURCE_LANGUAGE] = replace(texts[SOURCE_LANGUAGE], state=TextState.ORIGINAL)
        texts |= entry.texts if entry else {}
        line = entry.line if entry else 0
        yield Message((english, context), MappingProxyType(texts), place, line)


def _messages(
    template: Template, entries: tuple[Entry, ...], findings: Findings
) -> Iterator[Message]:
    """What the template prints that it has words for, or that no catalogue has everywhere."""
    box = environment(template.roots)
    names, problems = load(box, template.entry)
    findings.extend(problems)
    stand = {entry.key: entry for entry in entries}
    locales = [resolve(tag)[0] for tag in template.languages]
    seen: set[Key] = set()
    for name in names:
        for asked in box.messages.get(name, ()):
            key = asked.text, asked.context
            if key in seen:
                continue
            seen.add(key)
            place = f"{box.folders.shown(name)}, line {asked.line}"
            if key in stand:
                yield Message(key, stand[key].texts, place, stand[key].line)
            elif any(lacks(locale, asked, template.own_words) for locale in locales):
                forms = {"one": asked.text, "other": asked.other} if asked.other else None
                english = LocalText(MappingProxyType(forms or {"other": asked.text}))
                texts = {SOURCE_LANGUAGE: replace(english, state=TextState.ORIGINAL)}
                yield Message(key, MappingProxyType(texts), place)
