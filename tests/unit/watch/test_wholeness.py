"""A file that was written in place and looks whole is waited for less than any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.watch.files import Seen
from generator.watch.settling import AT_ONCE, LOOKS_WHOLE, QUIET, Settling
from generator.watch.wholeness import Wholeness

TEXT = "".join(f"- id: fact-{number}\n  text: {{en: Sentence {number}.}}\n" for number in range(99))
"""Some thousand characters, no part of which stands in it twice at any length."""


def seen(path: Path) -> Seen:
    status = path.stat()
    return Seen(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def look(settling: Settling, path: Path, clock: float) -> float:
    """Look at a file, and say how long it is waited for."""
    settling.look({str(path): seen(path)}, clock)
    return settling.wait(clock)


def begun(path: Path, text: str) -> Settling:
    path.write_text(text)
    settling = Settling({}, QUIET)
    settling.begin({str(path): seen(path)})
    return settling


@pytest.mark.parametrize(
    ("name", "before", "after", "seconds"),
    [
        ("a.csv", "a,b\n1,2\n", "a,b\n1,3\n", LOOKS_WHOLE),  # as long as it was
        ("a.csv", "a,b\n1,2\n", "a,b\n1,34\n", QUIET),  # too short to be known by its end
        ("a.json", "[1]", "[1, 2]", LOOKS_WHOLE),
        ("a.json", "[1]", "[1, 2", QUIET),
        ("a.json", "[1]", "12", QUIET),  # of a longer number
        ("a.yaml", TEXT, TEXT.replace("Sentence 7.", "Words."), LOOKS_WHOLE),
        ("a.yaml", TEXT, TEXT[: len(TEXT) // 2], QUIET),
        ("a.yaml", TEXT, TEXT + "- id: another\n", QUIET),
        ("a.yaml", TEXT, "", QUIET),
    ],
)
def test_how_long_a_file_is_waited_for(
    tmp_path: Path, name: str, before: str, after: str, seconds: float
) -> None:
    path = tmp_path / name
    settling = begun(path, before)
    path.write_text(after)
    assert look(settling, path, 10.0) == pytest.approx(seconds)
    assert settling.ready(10.0 + seconds)


def test_a_new_file_is_waited_for_unless_it_can_only_be_whole(tmp_path: Path) -> None:
    for name, text, seconds in (("a.yaml", TEXT, QUIET), ("a.json", "{}", LOOKS_WHOLE)):
        settling = Settling({}, QUIET)
        path = tmp_path / name
        path.write_text(text)
        settling.look({str(path): seen(path)}, 1.0)
        assert settling.wait(1.0) == pytest.approx(seconds)


def test_how_it_ends_is_noted_again_when_it_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    settling = begun(path, TEXT)
    path.write_text(TEXT + "- id: another\n")
    assert look(settling, path, 1.0) == pytest.approx(QUIET)
    settling.take()
    path.write_text(TEXT.replace("Sentence 7.", "Words.") + "- id: another\n")
    assert look(settling, path, 5.0) == pytest.approx(LOOKS_WHOLE)


def test_a_shorter_patience_is_kept_to(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    settling = Settling({}, 0.1)
    settling.begin({str(path): seen(path)})
    path.write_text("a,b\n1,3\n")
    assert look(settling, path, 1.0) == pytest.approx(0.1)
    assert AT_ONCE < LOOKS_WHOLE < QUIET


@given(st.integers(1, len(TEXT) - 1))
def test_no_beginning_of_a_file_looks_whole(
    tmp_path_factory: pytest.TempPathFactory, length: int
) -> None:
    folder = tmp_path_factory.mktemp("halves")
    for name, text in (("a.yaml", TEXT), ("a.json", json.dumps(TEXT.splitlines()))):
        path = folder / name
        path.write_text(text)
        before, whole = seen(path), Wholeness()
        whole.note([str(path)])
        path.write_text(text[:length])
        assert not whole.looks_whole(str(path), before, seen(path))
