"""Reads a template's folder: template.toml and the names and fingerprint of its files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.compose.model import Template
from generator.compose.slots import read_sections, read_slots
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Scalar, Table
from generator.facts.schema import Fields, Place
from generator.house.rows import table_rows
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.ownwords import NONE, OwnWords
from generator.problems import Findings, Where
from generator.selection.needs import needs_from_table

FILE: Final = "template.toml"
WORDS: Final = "words.toml"
ENTRY: Final = "brief.j2"
SHARED: Final = "shared"
LANGUAGES: Final = ("en", "fr", "ar")
"""Those of a template that does not say for which languages it is made."""
COUNTRIES: Final = ("one", "several", "any")
MOST_SHORTER: Final = 9
CODE: Final = re.compile(r"[A-Z]{2,6}")
AUDIENCES: Final = ("to-say", "background")
FIXED: Final = MappingProxyType(
    {"title": "the title of a document", "description": "what a document says of itself"}
)
"""Texts of template.toml, and the context under which words.toml has them in more languages."""


def read_template(
    folder: Path,
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
    *,
    behind: Sequence[Path] = (),
    untitled: bool = False,
) -> Template | None:
    """Read ``folder/template.toml``; None, with every mistake noted, when it is unsound.

    behind    template folders (of the packaged workspace) that stand behind the folder's own
              parent: a name that is not found there is looked up in them.
    untitled  one without a title in each of its languages is sound, too: they are wanted from
              a translator.
    """
    root = folder.parent
    shown = f"{root.name}/{folder.name}/{FILE}"
    path = folder / FILE
    if not path.is_file():
        findings.add("template-toml-missing", Where(file=shown))
        return None
    table = read_toml(path, findings, limits, name=shown)
    if table is None:
        return None
    before = len(findings.errors)
    fields = Fields(table, Place(shown, findings, limits, folder.name))
    entry = fields.text("entry") or ENTRY
    languages = _languages(fields)
    own_words = _own_words(folder, findings, limits)
    wanted = languages or LANGUAGES
    title = _by_language(fields, "title", own_words, () if untitled else wanted)
    description = _by_language(fields, "description", own_words)
    audience = fields.word("audience", AUDIENCES) or "background"
    countries = fields.word("countries", COUNTRIES) or "one"
    code = fields.text("code") or "CTY"
    if not CODE.fullmatch(code):
        fields.refuse("template-toml-type", "code", expected="two to six capital letters")
    pages, words, shorter, first_page = _budget(fields)
    rows = table_rows(fields, limits)
    needs_node = fields.node("needs", required=True)
    needs = needs_from_table(needs_node, findings, shown) if isinstance(needs_node, Table) else ()
    slots = read_slots(fields)
    sections = read_sections(fields, [need.name for need in needs])
    meeting, changes = fields.boolean("meeting"), fields.boolean("changes")
    fields.finish()
    roots = (root, *(other for other in behind if other != root))
    if not (folder / entry).is_file():
        findings.add("template-entry-missing-file", Where(file=shown, field="entry"), name=entry)
    if len(findings.errors) > before:
        return None
    return Template(
        name=folder.name,
        title=title,
        needs=needs,
        entry=f"{folder.name}/{entry}",
        roots=roots,
        description=description,
        audience=audience,  # type: ignore[arg-type]
        pages=pages,
        words=words,
        languages=languages or tuple(dict.fromkeys((*(wanted if untitled else ()), *title))),
        own_words=own_words,
        table_rows=rows,
        digest=_digest(folder, roots),
        countries=countries,  # type: ignore[arg-type]
        code=code,
        shorter=shorter,
        slots=slots,
        sections=sections,
        meeting=meeting,
        changes=changes,
        first_page=first_page,
    )


def _own_words(folder: Path, findings: Findings, limits: Limits) -> OwnWords:
    if not (folder / WORDS).is_file():
        return NONE
    from generator.compose.wordsfile import read_words  # loads locale data

    return read_words(
        folder / WORDS, f"{folder.parent.name}/{folder.name}/{WORDS}", findings, limits
    )


def _languages(fields: Fields) -> tuple[str, ...]:
    """The languages a template says it is made for; () when it says nothing."""
    items = fields.items("languages")
    if not items:
        return ()
    from generator.localisation.tags import judged  # loads locale data

    found: dict[str, None] = {}
    for item in items:
        tag = item.text if isinstance(item, Scalar) else ""
        verdict = judged(tag)
        if verdict.verdict in ("good", "bare", "fallback"):
            found[tag] = None
        else:
            hint = f" Did you mean “{verdict.meant}”?" if verdict.meant else ""
            fields.refuse("template-language", "languages", item, value=tag, hint=hint)
    return tuple(found)


def _by_language(
    fields: Fields, name: str, own_words: OwnWords, required: Sequence[str] = ()
) -> Mapping[str, str]:
    """A text by language: as it stands in template.toml, and as words.toml has it besides."""
    node = fields.node(name, required=bool(required))
    if node is None:
        return MappingProxyType({})
    if not isinstance(node, Table):
        fields.refuse("template-toml-type", name, node, expected="a table with a text per language")
        return MappingProxyType({})
    inner = Fields(node, fields.place, name)
    found = {language: inner.text(language) for language in node.entries}
    inner.finish()
    texts = {language: text for language, text in found.items() if text}
    more = own_words.forms.get((texts.get("en", ""), FIXED[name]), {})
    texts.update((language, forms["other"]) for language, forms in more.items())
    for language in required:
        if language not in texts:
            fields.refuse("template-title-language", name, node, language=language)
    return MappingProxyType(texts)


def _budget(fields: Fields) -> tuple[tuple[int, int] | None, int | None, int, bool]:
    """Pages at least and at most, words, how many shorter forms, whether page one is fixed."""
    node = fields.node("budget")
    if node is None:
        return None, None, 0, False
    if not isinstance(node, Table):
        fields.refuse("template-toml-type", "budget", node, expected="a table")
        return None, None, 0, False
    inner = Fields(node, fields.place, "budget")
    words = inner.integer("words")
    least, most = inner.integer("pages_min"), inner.integer("pages_max")
    shorter = inner.integer("shorter") or 0
    first_page = inner.boolean("first_page")
    if shorter and not most:
        inner.refuse("template-shorter", "shorter")
    elif shorter > MOST_SHORTER:
        expected = f"a number up to {MOST_SHORTER}"
        inner.refuse("template-toml-type", "shorter", expected=expected)
    inner.finish()
    return ((least or 1, most) if most else None), words, shorter, first_page


def _digest(folder: Path, roots: Sequence[Path]) -> str:
    """Fingerprint of everything a rendering can read: this folder and the shared files."""
    digest = hashlib.sha256()
    for place in (folder, *(root / SHARED for root in roots)):
        paths = sorted(p for p in place.glob("*") if p.suffix in (".j2", ".toml"))
        for path in paths:
            digest.update(f"{place.name}/{path.name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
