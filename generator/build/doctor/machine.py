"""What the machine provides, as values: each check says what was found and what to do."""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from generator.build.digests import FONTS, PACKAGE, library_versions
from generator.build.workspace import PARTS, Workspace, packaged_root
from generator.editions.atomic import write_file
from generator.editions.trouble import writing_problem
from generator.limits import MEGABYTE

State = Literal["ok", "warning", "missing"]

PYTHONS: Final = ((3, 11), (3, 14))
SUMS: Final = "SHA256SUMS"
_LITTLE_ROOM: Final = 500 * MEGABYTE
_NO_ROOM: Final = 50 * MEGABYTE
_LOCALES: Final = ("en-CA", "fr-CA", "ar-IQ")

# name in words: file names on Linux, macOS and Windows
_SYSTEM: Final = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "Pango for PDF": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
_SUBSET: Final = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.0.dylib",
    "libharfbuzz-subset-0.dll",
)
_MODULES: Final = {
    "weasyprint": "WeasyPrint (PDF)",
    "docx": "python-docx (Word)",
    "babel": "Babel (locales)",
    "jinja2": "Jinja (templates)",
    "yaml": "PyYAML (facts)",
    "lxml.etree": "lxml",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. remedy is "" when there is nothing to do."""

    name: str
    state: State
    found: str
    remedy: str = ""


def examine(workspace: Workspace | None) -> tuple[Check, ...]:
    """Look at everything a build needs; without a workspace, at the program alone."""
    checks = [
        _python(),
        *_system_libraries(),
        *_python_libraries(),
        _fonts(),
        *_fonts_by_script(workspace),
        *_pictures(),
        *_locales(),
        _packaged(),
        _office(),
        _cores(),
    ]
    if workspace is None:
        remedy = "Make one with “briefing init FOLDER”, or go into one."
        return (*checks, Check("workspace", "warning", "none here", remedy))
    return (*checks, *_workspace(workspace))


def _python() -> Check:
    found = ".".join(str(part) for part in sys.version_info[:3])
    lowest, above = PYTHONS
    if lowest <= sys.version_info[:2] < above:
        return Check("Python", "ok", found)
    wanted = f"{lowest[0]}.{lowest[1]} to {above[0]}.{above[1] - 1}"
    remedy = f"Install Python {wanted}, and the program with it."
    state: State = "warning" if sys.version_info[:2] >= above else "missing"
    return Check("Python", state, found, remedy)


def _system_libraries() -> Iterator[Check]:
    for name, files in _SYSTEM.items():
        if _loads(files):
            yield Check(name, "ok", "found")
        else:
            yield Check(name, "missing", "not found; no PDF can be made", _install("pango"))
    if _loads(_SUBSET):
        yield Check("HarfBuzz subset", "ok", "found")
    else:
        found = "not found; PDFs take twice as long"
        yield Check("HarfBuzz subset", "warning", found, _install("subset"))


def _loads(files: tuple[str, ...]) -> bool:
    for file in files:
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return False


def _install(what: str) -> str:
    """How to install system libraries, in this system's words."""
    if sys.platform == "darwin":
        return "Type: brew install pango"
    if os.name == "nt":
        return "Type: choco install gtk-runtime (or install Pango through MSYS2)."
    packages = {
        "pango": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "subset": "libharfbuzz-subset0",
        "office": "libreoffice-writer",
    }
    if shutil.which("apt-get"):
        return f"Type: sudo apt-get install {packages[what]}"
    if shutil.which("dnf"):
        return "Type: sudo dnf install pango harfbuzz"
    return "Install Pango 1.44 or newer, with HarfBuzz, by the system's package manager."


def _python_libraries() -> Iterator[Check]:
    versions = library_versions()
    names = {"docx": "python-docx", "yaml": "pyyaml", "lxml.etree": "lxml"}
    for module, title in _MODULES.items():
        if error := _import_error(module):
            remedy = "Install the program again; for Pango see above."
            yield Check(title, "missing", error, remedy)
        else:
            yield Check(title, "ok", versions.get(names.get(module, module), "found"))


def _import_error(module: str) -> str:
    """Why a module cannot be imported; asked in another process, which it cannot take along."""
    command = [sys.executable, "-c", f"import {module}"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60)  # noqa: S603 - our interpreter, names from the table above
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    if answer.returncode == 0:
        return ""
    said = answer.stderr.strip().splitlines()
    return said[-1][:200] if said else f"ended with {answer.returncode}"


def _fonts() -> Check:
    count, wrong = _damage(FONTS)
    return _whole("fonts", wrong, f"{count} fonts, all sound")


def _pictures() -> Iterator[Check]:
    """Boundary sets and flags; what they hold is read only where they are whole."""
    module = importlib.import_module("generator.build.doctor.pictures")
    for name, folder, told in module.PARTS:
        _, wrong = _damage(folder)
        yield _whole(name, wrong, "" if wrong else told())


def _whole(name: str, wrong: str, found: str) -> Check:
    if wrong:
        return Check(name, "missing", wrong, "Install the program again.")
    return Check(name, "ok", found)


def _damage(folder: Path) -> tuple[int, str]:
    """How many files the list of sums of a folder states, and which are not as it says."""
    try:
        lines = (folder / SUMS).read_text("ascii").splitlines()
        stated = {name: sha256 for sha256, name in (line.split() for line in lines)}
    except (OSError, ValueError):
        return 0, f"{SUMS} cannot be read"
    wrong = [name for name, sha256 in sorted(stated.items()) if _sha256(folder / name) != sha256]
    return len(stated), f"missing or damaged: {', '.join(wrong)}" if wrong else ""


def _fonts_by_script(workspace: Workspace | None) -> Iterator[Check]:
    try:
        module = importlib.import_module("generator.build.doctor.fonts")
        yield from (Check(*finding) for finding in module.font_findings(workspace))
    except ImportError as error:  # told with the library that is missing
        yield Check("fonts by script", "missing", str(error)[:200], "Install the program again.")


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _locales() -> Iterator[Check]:
    try:
        locale = importlib.import_module("generator.localisation.locale")
        for tag in _LOCALES:
            locale.Locale.parse(tag)
        version = importlib.import_module("babel.core").get_cldr_version()
        yield Check("locale data", "ok", f"CLDR {version}; {', '.join(_LOCALES)}")
    except (ImportError, OSError, ValueError) as error:
        yield Check("locale data", "missing", str(error)[:200], "Install the program again.")
    languages = PACKAGE / "localisation" / "languages"
    there = sorted(folder.name for folder in languages.glob("[a-z]*") if folder.is_dir())
    without = [tag for tag in there or ["en"] if not (languages / tag / "messages.mo").is_file()]
    if without:
        remedy = "In a checkout: make catalogues. Else install the program again."
        found = f"no compiled catalogue for {', '.join(without)}"
        yield Check("catalogues", "missing", found, remedy)
    else:
        yield Check("catalogues", "ok", ", ".join(there))


def _packaged() -> Check:
    root = packaged_root()
    missing = [part for part in PARTS if not (root / part).is_dir()]
    templates = Workspace(root).template_names()
    houses = Workspace(root).house_names()
    if missing or not templates or not houses:
        lacks = [*missing, *(["a template"] if not templates else [])]
        lacks += ["a house style"] if not houses else []
        found = f"missing: {', '.join(lacks)}"
        return Check("packaged files", "missing", found, "Install the program again.")
    found = f"templates {', '.join(templates)}; house styles {', '.join(houses)}"
    return Check("packaged files", "ok", found)


def _office() -> Check:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program:
        return Check("LibreOffice (optional)", "ok", program)
    return Check("LibreOffice (optional)", "ok", "not installed; only needed to look at Word files")


def _cores() -> Check:
    return Check("cores", "ok", f"{os.cpu_count() or 1}; as many briefs are made at once")


def _workspace(workspace: Workspace) -> Iterator[Check]:
    for part in ("briefings", "state"):
        yield _writable(workspace, workspace.root / part)
    free = shutil.disk_usage(workspace.root).free
    found = f"{free // MEGABYTE} MB free"
    if free < _LITTLE_ROOM:
        state: State = "missing" if free < _NO_ROOM else "warning"
        yield Check("room on the disk", state, found, "Free some space on this disk.")
    else:
        yield Check("room on the disk", "ok", found)


def _writable(workspace: Workspace, folder: Path) -> Check:
    """Whether files can be written there, by writing one."""
    name = f"write access to {workspace.shown(folder)}/"
    there = folder if folder.is_dir() else folder.parent
    probe = there / f".tmp-doctor-{os.getpid()}"
    try:
        write_file(probe, b"probe\n")
        probe.unlink()
    except OSError as error:
        problem = writing_problem(error, workspace.shown(there))
        return Check(name, "missing", problem.what, problem.remedy)
    return Check(name, "ok", "yes")
