"""Finds the text of a template by its name, inside the template folders and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, Environment, TemplateNotFound

from generator.compose.mistakes import Mistake, near_miss
from generator.limits import DEFAULT_LIMITS, Limits

REFUSED: Final = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufdd0-\\ufdef\\ufeff\\ufffe\\uffff"
    "\\ue000-\\uf8ff\\U000e0000-\\U000e007f\\U000f0000-\\U0010ffff"
    "\\ufb50-\\ufd3d\\ufd40-\\ufdfb\\ufe70-\\ufefc"  # shapes of old printing systems
    + "".join(chr((plane << 16) + low) for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(?:/[a-z0-9][a-z0-9_-]{0,63}){0,4}\.j2")


class FolderLoader(BaseLoader):
    """Templates of some folders; the first folder that has a name gives it.

    A name is ``<folder>/<file>.j2`` below a root, in lower case. Links are refused: a
    template folder that was unpacked from somewhere must not reach outside itself.
    """

    def __init__(self, roots: Sequence[Path], limits: Limits = DEFAULT_LIMITS) -> None:
        self.roots = tuple(roots)
        self.limits = limits

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text, the path as shown to authors, and whether the text is still the same."""
        path, shown = self._find(template)
        data = self._read(path, shown)
        return _text(data, shown), shown, lambda: _same(path, data)

    def shown(self, name: str) -> str:
        """The path an author would recognise: the root's own name and the template's."""
        for root in self.roots:
            if (root / name).is_file():
                return f"{root.name}/{name}"
        return name

    def source(self, name: str) -> str:
        """The text of a template, for messages."""
        path, shown = self._find(name)
        return _text(self._read(path, shown), shown)

    def check_name(self, name: str) -> None:
        """Refuse a name that is not ``<folder>/<file>.j2``."""
        if not NAME.fullmatch(name):
            raise Mistake("template-name-refused", name=name[:80])

    def _find(self, name: str) -> tuple[Path, str]:
        self.check_name(name)
        for root in self.roots:
            path = root / name
            if not path.is_file():
                continue
            if path.is_symlink() or path.resolve() != root.resolve() / name:
                raise Mistake("template-is-link", name=name)
            return path, f"{root.name}/{name}"
        raise TemplateNotFound(name)

    def _read(self, path: Path, shown: str) -> bytes:
        size = path.stat().st_size
        if size > self.limits.template_file:
            limit = self.limits.template_file
            raise Mistake("template-file-too-big", size=size, limit=limit).placed(shown, None)
        return path.read_bytes()

    def list_templates(self) -> list[str]:
        """The names of all templates there are."""
        names = set()
        for root in self.roots:
            for path in root.glob("*/*.j2"):
                names.add(path.relative_to(root).as_posix())
        return sorted(names)

    def missing(self, name: str) -> Mistake:
        """The mistake of asking for a name that no folder has."""
        return Mistake("template-not-found", name=name, hint=near_miss(name, self.list_templates()))


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _text(data: bytes, shown: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Mistake("template-not-utf8").placed(shown, line) from None
    refused = REFUSED.search(text)
    if refused is not None:
        line = text.count("\n", 0, refused.start()) + 1
        code = f"U+{ord(refused[0]):04X}"
        shape = "\ufb50" <= refused[0] <= "\ufefc" and not "\ufdd0" <= refused[0] <= "\ufdef"
        problem = "template-arabic-shape" if shape else "template-invisible-character"
        raise Mistake(problem, code=code).placed(shown, line)
    return text.replace("\r\n", "\n")
