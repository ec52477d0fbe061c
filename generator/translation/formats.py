"""The formats of files for translators, by name, and how one that came back is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from generator.problems import Findings, Where
from generator.translation import po, xliff1, xliff2
from generator.translation.guarded import Looked, look
from generator.translation.model import ReturnedFile, Unit


@dataclass(frozen=True, slots=True)
class Format:
    """One format. write takes units and both languages; read takes bytes and a name."""

    suffix: str
    write: Callable[[Sequence[Unit], str, str], bytes]
    read: Callable[[bytes, str], ReturnedFile]


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "xliff2": Format(xliff2.SUFFIX, xliff2.write, xliff2.read),
        "xliff1": Format(xliff1.SUFFIX, xliff1.write, xliff1.read),
        "po": Format(po.SUFFIX, po.write, po.read),
    }
)


def read_file(path: Path, name: str, findings: Findings) -> ReturnedFile | None:
    """The units of a file that came back; None, with the reason, when it cannot be used."""
    looked = look(path, name, findings)
    if looked is None:
        return None
    form = _form(looked, name, findings)
    if form is None:
        return None
    try:
        return form.read(looked.data, name)
    except po.PoTroubleError as error:
        findings.add(error.code, Where(name, error.line))
    except (etree.XMLSyntaxError, ValueError, StopIteration) as error:
        line = getattr(error, "lineno", None)
        findings.add("translate-malformed", Where(name, line), reason=_reason(error))
    return None


def _form(looked: Looked, name: str, findings: Findings) -> Format | None:
    if not looked.root:
        return FORMATS["po"]
    if looked.root == "xliff" and looked.version.startswith("2."):
        return FORMATS["xliff2"]
    if looked.root == "xliff" and looked.version in ("1.0", "1.1", "1.2"):
        return FORMATS["xliff1"]
    found = f"<{looked.root[:40]}>, version {looked.version[:10] or 'unknown'}"
    findings.add("translate-not-xliff", Where(name), found=found)
    return None


def _reason(error: Exception) -> str:
    """Why the library refused, in words, nothing of the content."""
    return "it is not sound XML" if isinstance(error, etree.XMLSyntaxError) else "it holds no texts"
