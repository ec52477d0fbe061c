"""The guide to a first template: every step of it is done here as it is written there."""

from __future__ import annotations

import contextlib
import re
import shlex
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bounds import PATIENCE, until
from tests.end_to_end.command import COMMAND, briefing, environment

BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One block of the guide: its language, what the fence says more, its text."""

    kind: str
    says: dict[str, str]
    text: str


def blocks(guide: str) -> Iterator[Block]:
    for kind, more, text in BLOCK.findall(guide):
        says = dict(part.partition("=")[::2] for part in more.split())
        yield Block(kind, says, text)


def edited(before: str, block: Block, following: Block | None) -> str:
    """A file after a step of the guide."""
    says = block.says
    if "append" in says:
        return f"{before}\n{block.text}"
    if "first" in says:
        return block.text + before
    if "table" in says:
        name = re.escape(says["table"])
        found = re.compile(rf"^\[{name}\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
        assert len(found.findall(before)) == 1
        return found.sub(lambda _: block.text + "\n", before)
    if "after" in says:
        section = re.compile(rf'<section id="{says["after"]}">.*?</section>\n', re.DOTALL)
        (found_at,) = section.finditer(before)
        return f"{before[: found_at.end()]}\n{block.text}{before[found_at.end() :]}"
    assert "replace" in says
    assert following is not None
    assert before.count(block.text) == 1
    return before.replace(block.text, following.text)


def test_every_step_of_the_guide_does_what_it_says(tmp_path: Path, root: Path) -> None:
    guide = (root / "docs" / "first-template.md").read_text("utf-8")
    steps = list(blocks(guide))
    briefing(tmp_path, "init", "my-briefs")
    folder = tmp_path / "my-briefs"
    said = ""
    done = {"sh": 0, "text": 0, "file": 0}
    for block, following in zip(steps, [*steps[1:], None], strict=True):
        if block.kind == "sh":
            done["sh"] += 1
            said = run(folder, block)
        elif block.kind == "text":
            done["text"] += 1
            for line in block.text.splitlines():
                assert line in said, f"the guide promises: {line}"
        elif "file" in block.says:
            done["file"] += 1
            path = folder / block.says["file"]
            path.write_text(edited(path.read_text("utf-8"), block, following), "utf-8")
        else:
            assert "with" in block.says
    assert done == {"sh": 7, "text": 5, "file": 7}
    made = folder / "briefings" / "irq-visit-note" / "0001"
    assert len(list(made.glob("*.pdf"))) == len(list(made.glob("*.docx"))) == 3
    (arabic,) = made.glob("*_ar-IQ.html")
    page = arabic.read_text("utf-8")
    assert "روابطنا" in page
    assert "مذكرة زيارة" in page
    assert "Our ties" not in page


def run(folder: Path, block: Block) -> str:
    """What a command of the guide says, on one line."""
    (line,) = block.text.splitlines()
    program, *words = shlex.split(line)
    assert program == "briefing"
    if words[:2] == ["template", "preview"]:
        return previewed(folder, words)
    done = briefing(folder, *words, status=int(block.says.get("status", "0")))
    return done.words


def previewed(folder: Path, words: list[str]) -> str:
    """The preview, seen once with a client and ended."""
    line = [*COMMAND, *words, "--no-open", "--port", "0"]
    with subprocess.Popen(
        line, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            port = int(re.search(r"127\.0\.0\.1:(\d+)/", said)[1])  # type: ignore[index]
            page = seen(port, "/document/en-CA.html")
            assert "visit note" in page
            (folder / "templates/visit-note/brief.j2").touch()
        finally:
            process.terminate()
            process.wait(PATIENCE)
    return said


def seen(port: int, path: str) -> str:
    """What the preview answers, once it has begun to listen."""
    address = f"http://127.0.0.1:{port}{path}"
    answers: list[str] = []

    def answered() -> list[str]:
        with (
            contextlib.suppress(urllib.error.URLError),
            urllib.request.urlopen(address, timeout=PATIENCE) as answer,
        ):
            assert answer.status == 200
            answers.append(answer.read().decode())
        return answers

    assert until(answered, every=0.1), "the preview never answered"
    return answers[0]
