"""Documents of a preview are made once for each change; the last sound one stays to be seen."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.trial import Tried
from generator.preview.bench import Bench
from generator.problems import Problem, Severity, Where
from tests.bounds import PATIENCE


@dataclass
class Trying:
    """Makes a document of its count, or mistakes."""

    folder: Path
    languages: tuple[str, ...] = ("en-CA", "ar-IQ")
    mistakes: tuple[Problem, ...] = ()
    asked: list[tuple[str, str]] = field(default_factory=list)

    def make(self, languages: Sequence[str], formats: Sequence[str]) -> Tried:
        ((language,), (form,)) = languages, formats
        self.asked.append((language, form))
        if self.mistakes:
            return Tried({}, self.mistakes, 0.1)
        path = self.folder / f"{language}.{form}"
        path.write_text(f"{language} {form} {len(self.asked)}", "utf-8")
        remark = Problem("fact-stale", severity=Severity.WARNING)
        return Tried({(language, form): path}, (remark,), 0.1)


MISTAKE = Problem("template-syntax", Where("templates/a/brief.j2", 3), {"message": "no end"})


def test_a_document_is_made_once_until_something_changes(tmp_path: Path) -> None:
    trial = Trying(tmp_path)
    bench = Bench(trial)
    first = bench.document("en-CA", "html")
    assert first.content == b"en-CA html 1"
    assert bench.document("en-CA", "html") is first
    assert bench.document("ar-IQ", "html").content == b"ar-IQ html 2"
    bench.change()
    again = bench.document("en-CA", "html")
    assert (again.content, again.fresh, again.version) == (b"en-CA html 3", True, 2)
    assert trial.asked == [("en-CA", "html"), ("ar-IQ", "html"), ("en-CA", "html")]


def test_the_last_sound_document_stays_beside_the_mistakes(tmp_path: Path) -> None:
    trial = Trying(tmp_path)
    bench = Bench(trial)
    bench.document("en-CA", "html")
    trial.mistakes = (MISTAKE,)
    bench.change()
    broken = bench.document("en-CA", "html")
    assert (broken.content, broken.fresh) == (b"en-CA html 1", False)
    assert broken.problems == (MISTAKE,)
    assert bench.document("ar-IQ", "pdf").content is None
    trial.mistakes = ()
    bench.change()
    assert bench.document("en-CA", "html").fresh


def test_remarks_on_facts_are_counted_and_not_told(tmp_path: Path) -> None:
    shown = Bench(Trying(tmp_path)).document("en-CA", "html")
    assert (shown.problems, shown.others) == ((), 1)


def test_who_waits_hears_of_a_change_at_once(tmp_path: Path) -> None:
    bench = Bench(Trying(tmp_path))
    heard: list[int] = []
    waiting = threading.Thread(target=lambda: heard.append(bench.wait(1, PATIENCE)))
    waiting.start()
    bench.change()
    waiting.join(PATIENCE)
    assert heard == [2]
    assert bench.wait(2, 0.01) == 2
