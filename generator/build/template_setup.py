"""A new template that builds at once: its folder, with comments that say what to change."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.build.orders.fields import foreign_letters, shown
from generator.build.workspace import Workspace
from generator.editions.atomic import publish_folder
from generator.editions.trouble import writing_problem
from generator.problems import Problem, ProblemsFound, Where

NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TAKEN: Final = frozenset({"house", "marking", "shared"})
LONGEST: Final = 40
MARKER: Final = "template.toml"
COPIED: Final = (".j2", ".toml")

_TOML: Final = """\
# {name}: say here in a line what kind of brief this is and who reads it.
# docs/templates.md explains every field.

languages = ["en", "fr", "ar"]

[title]                                   # {{area}} is the country's name
en = "{{area}}: {words}"
fr = "{{area}} : {words}"
ar = "{{area}}: {words}"

[budget]                                  # of the PDF; what is over is told, never cut
pages_min = 1
pages_max = 2

# What the template asks for. The name after "needs." is yours: the facts come as facts.<name>.

[needs.messages]
tags = ["key_message"]
organisations = ["own"]                   # your own bodies, which the house style names
limit = 3

[needs.figures]
indicators = ["SP.POP.TOTL", "NY.GDP.MKTP.CD"]
subject = "main"
series = 2                                # the newest two periods, for the change

[needs.events]
kinds = ["event", "agreement"]
dated = true
past = "yes"
limit = 5
"""

_BRIEF: Final = """\
{# One section after the other. A section without content is left out with its heading. #}
{% from "shared/boxes.j2" import key_messages %}
{% from "shared/tables.j2" import figures, chronology, sources_used %}

<section id="start">
  <h2>{{ t("In short") }}</h2>
  {{ key_messages(facts.messages) }}
</section>

<section id="figures">
  <h2>{{ t("Economy") }}</h2>
  {{ figures(facts.figures) }}
</section>

<section id="events">
  <h2>{{ t("Chronology") }}</h2>
  {{ chronology(facts.events) }}
</section>

<section id="sources">
  <h2>{{ t("Sources and what to check") }}</h2>
  {{ sources_used(sources()) }}
</section>
"""

_WORDS: Final = """\
# Words of this template that the program does not have, as they stand in t("…"), with
# their translations. docs/templates.md says how plural forms are written.

[[words]]
en = "In short"
fr = "En bref"
ar = "باختصار"
"""


def new_template(workspace: Workspace, name: str, like: str | None = None) -> tuple[Path, ...]:
    """Write the folder of a new template; gives its files. A folder that is there stays as it is.

    like  the template whose files are copied, instead of a short one to begin with.

    Raises ``ProblemsFound``.
    """
    folder = workspace.root / "templates" / name
    place = workspace.shown(folder)
    _refuse_name(workspace, name, place)
    files = dict(_copied(workspace, like, name) if like else _begun(name))
    try:
        folder.parent.mkdir(exist_ok=True)
        # The file by which a folder is known as a template comes last.
        made = publish_folder(folder.parent, name, files, MARKER)
    except OSError as error:
        raise ProblemsFound([writing_problem(error, place)]) from error
    return tuple(made / file for file in sorted(files))


def _refuse_name(workspace: Workspace, name: str, place: str) -> None:
    if not NAME.fullmatch(name) or len(name) > LONGEST or name in TAKEN:
        values = {"name": shown(name), "letters": foreign_letters(name), "longest": str(LONGEST)}
        raise ProblemsFound([Problem("template-new-name", Where(), values)])
    if (workspace.root / "templates" / name).exists():
        raise ProblemsFound([Problem("template-new-exists", Where(file=place), {"folder": place})])


def _begun(name: str) -> Iterator[tuple[str, bytes]]:
    words = name.replace("-", " ")
    yield MARKER, _TOML.format(name=name, words=words).encode()
    yield "brief.j2", _BRIEF.encode()
    yield "words.toml", _WORDS.encode()


def _copied(workspace: Workspace, like: str, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a template, with the names of its own files brought to the new folder."""
    folder = workspace.template_folder(like)
    if folder is None:
        known = workspace.template_names()
        near = difflib.get_close_matches(like, known, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        values = {"value": shown(like), "hint": hint, "choices": ", ".join(known)}
        raise ProblemsFound([Problem("order-template-unknown", Where(), values)])
    for path in sorted(folder.iterdir()):
        if path.suffix in COPIED and path.is_file() and not path.is_symlink():
            text = path.read_text("utf-8")
            yield path.name, text.replace(f'"{like}/', f'"{name}/').encode()
