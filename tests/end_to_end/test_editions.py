"""``briefing edition``: editions for good, over damage, kills and other programs."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.build import remaking
from generator.build.keeping import Keeping
from generator.build.workspace import Workspace as Home
from generator.editions.deliveries import Delivery, State, account_line
from tests.end_to_end.command import COMMAND, Said, briefing, content, environment
from tests.end_to_end.workspaces import Workspace

FILES = [f"KENYA_UNCLASSIFIED_en.{form}" for form in ("pdf", "docx", "html")]
TEXT = "Kenya’s figure is {value}."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three editions on Kenya; the second printed another value and was for another day."""
    work = Workspace(tmp_path_factory.mktemp("editions") / "home")
    work.order("kenya")
    for value, more in ((4, ()), (5, ("--as-of", "2024-11-01")), (6, ())):
        work.facts({"rate": TEXT}, value=value, unit="persons")
        briefing(work.root, "build", "kenya", "--quiet", *more)
    return work.root


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Workspace:
    return Workspace.at(Path(shutil.copytree(built, tmp_path / "home")))


def listed(home: Workspace) -> dict[str, dict[str, Any]]:
    told = briefing(home.root, "edition", "list", "--json").json
    return {one["edition"]: one for one in told["editions"]}


def verified(home: Workspace, *args: str, status: int = 0) -> dict[str, dict[str, Any]]:
    said = briefing(home.root, "edition", "verify", *args, "--json", status=status, fresh=True)
    told = said.json
    return {one["edition"]: one for one in told["editions"]}


def edition(home: Workspace, *args: str, status: int = 0) -> Said:
    return briefing(home.root, "edition", *args, status=status)


# ---------------------------------------------------------------- list, show, verify


def test_every_edition_is_made_again_byte_for_byte(home: Workspace) -> None:
    home.facts({"rate": "Something else altogether."})
    home.template("plain", "<section id='x'><h2>{{ t('Sources') }}</h2></section>")
    found = verified(home)
    assert set(found) == {"kenya/1", "kenya/2", "kenya/3"}
    for one in found.values():
        assert one["sound"] is True
        assert one["made_again"] == dict.fromkeys(FILES, "same")
    said = edition(home, "verify", "kenya/1").words
    assert "3 files: made again, byte for byte the same." in said


def test_editions_are_listed_and_shown(home: Workspace) -> None:
    found = listed(home)
    assert [one["standing"] for one in found.values()] == ["whole"] * 3
    assert found["kenya/2"]["overrides"] == {"as_of": "2024-11-01"}
    assert "in part or for another day" in edition(home, "list", "kenya").words
    said = edition(home, "show", "kenya/2").words
    assert "kenya/2: KENYA, edition 2" in said
    assert "not as ordered: as_of 2024-11-01" in said
    assert edition(home, "show", "kenya").words.startswith("kenya/3:")
    assert edition(home, "show", "briefings/kenya/0001").words.startswith("kenya/1:")


def test_an_edition_that_is_not_there_is_refused_in_words(home: Workspace) -> None:
    said = edition(home, "show", "kenya/9", status=1).words
    assert "There is no edition 9 of kenya; there are 1, 2, 3." in said
    said = edition(home, "verify", "kenia", status=1).words
    assert "The order “kenia” has no editions here. Did you mean “kenya”?" in said
    assert (
        "“Kenya 3” is not the name of an edition."
        in edition(home, "restore", "Kenya 3", status=1).words
    )


def objects(home: Workspace) -> list[Path]:
    folder = home.root / "briefings/.editions/objects"
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")


def test_what_editions_share_is_kept_once(home: Workspace) -> None:
    before = len(objects(home))
    home.facts({"rate": TEXT}, value=7, unit="persons")
    briefing(home.root, "build", "kenya", "--quiet")
    added = len(objects(home)) - before
    assert 0 < added < 8  # not the template, not the house style
    assert before < 3 * 8


def test_damage_of_what_was_kept_is_found(home: Workspace) -> None:
    largest = max(objects(home), key=lambda path: path.stat().st_size)
    data = largest.read_bytes()
    largest.write_bytes(data[:-5] + bytes(5))
    found = verified(home, status=1)
    assert any("is damaged" in lost for one in found.values() for lost in one["lost"])
    largest.unlink()
    (home.edition("kenya") / FILES[0]).unlink()
    said = edition(home, "restore", "kenya/1", status=1).words
    assert "kenya/1 cannot be made again: the part" in said
    assert "is missing" in said
    assert "No edition was changed." in said


# ---------------------------------------------------------------- restore


def test_files_that_are_gone_or_altered_come_back_as_they_were(home: Workspace) -> None:
    before = content(home.edition("kenya"))
    (home.edition("kenya") / FILES[0]).unlink()
    (home.edition("kenya") / FILES[2]).write_text("altered by hand", "utf-8")
    (home.edition("kenya") / "manifest.json").write_text("{}", "utf-8")
    assert listed(home)["kenya/1"]["standing"] == "damaged"
    said = edition(home, "verify", "kenya/1", "--quick", status=1).words
    assert "Its manifest is missing or damaged; the copy that was kept is used." in said
    assert f"{FILES[2]} was changed after it was published." in said
    said = edition(home, "restore", "kenya/1").words
    assert f"{FILES[0]} is back." in said
    assert content(home.edition("kenya")) == before
    aside = home.root / "briefings/.editions/altered/kenya/0001"
    assert (aside / f"1-{FILES[2]}").read_text("utf-8") == "altered by hand"
    assert (aside / "1-manifest.json").read_text("utf-8") == "{}"
    assert "kenya/1 is whole; nothing was done." in edition(home, "restore", "kenya/1").words
    (home.edition("kenya") / FILES[2]).write_text("altered again", "utf-8")
    edition(home, "restore", "kenya/1")
    assert (aside / f"1-{FILES[2]}").read_text("utf-8") == "altered by hand"
    assert (aside / f"2-{FILES[2]}").read_text("utf-8") == "altered again"


def test_an_edition_whose_folder_is_gone_comes_back_and_its_number_stays_its_own(
    home: Workspace,
) -> None:
    before = content(home.root / "briefings/kenya")
    shutil.rmtree(home.root / "briefings/kenya")
    assert [one["standing"] for one in listed(home).values()] == ["missing"] * 3
    assert "Its folder is gone." in edition(home, "verify", "kenya/3", "--quick", status=1).words
    briefing(home.root, "build", "kenya", "--quiet")
    assert home.editions("kenya") == ["0004"]
    shutil.rmtree(home.edition("kenya", 4))
    for number in (1, 2, 3):
        edition(home, "restore", f"kenya/{number}")
    assert content(home.root / "briefings/kenya") == before
    assert home.leavings() == []


def test_another_program_compares_texts_and_restores_no_other_bytes(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remaking, "program_digest", lambda: "0" * 64)
    real = remaking.Remade
    monkeypatch.setattr(
        remaking, "Remade", lambda files, failed: real(_other_bytes(dict(files)), failed)
    )
    keeping = Keeping(Home(home.root))
    (one,) = keeping.named(["kenya/1"])
    found = keeping.verify(one)
    assert found.others == ("program 0.1.0 of another build, now 0.1.0",)
    assert dict(found.again) == {FILES[0]: "same", FILES[1]: "same", FILES[2]: "same-text"}
    assert found.sound
    (home.edition("kenya") / FILES[2]).unlink()
    (one,) = keeping.named(["kenya/1"])
    with pytest.raises(Exception, match="edition-other-program"):
        keeping.restore(one)
    assert not (home.edition("kenya") / FILES[2]).exists()


def _other_bytes(files: dict[str, bytes]) -> dict[str, bytes]:
    """The page written in another way that says the same."""
    return {**files, FILES[2]: files[FILES[2]].replace(b"</body>", b"\n</body>")}


# ---------------------------------------------------------------- recall


def test_a_fact_is_recalled_from_every_edition_that_printed_it(home: Workspace) -> None:
    told = briefing(home.root, "edition", "recall", "rate", "--json").json
    values = {one["edition"]: one["value"]["value"] for one in told["editions"]}
    assert values == {"kenya/1": "4", "kenya/2": "5", "kenya/3": "6"}
    (page,) = (one for one in told["editions"][0]["documents"] if one["format"] == "pdf")
    assert page["pages"] == [1]
    assert "Kenya’s figure is 4." in page["texts"]
    said = edition(home, "recall", "rate").words
    assert "kenya/2, issued 2026-11-22: 5 persons" in said
    assert "KENYA_UNCLASSIFIED_en.pdf, page 1" in said
    said = edition(home, "recall", "rats", status=1).words
    assert "No edition here has printed rats. Did you mean rate?" in said


def test_a_recalled_edition_says_who_has_it(home: Workspace) -> None:
    manifest = json.loads((home.edition("kenya", 2) / "manifest.json").read_text("utf-8"))
    pdf = next(one for one in manifest["documents"] if one["format"] == "pdf")
    sent = Delivery(
        "a" * 36, "kenya", 2, "Minister", "post", "e-mail", "minister@example.org",
        documents=(pdf["sha256"],), state=State.SENT, at="2026-11-22T12:00:00Z",
    )  # fmt: skip
    failed = replace(sent, id="b" * 36, recipient="Nobody", state=State.FAILED)
    other = replace(sent, id="c" * 36, recipient="Other", documents=("0" * 64,))
    account = home.root / "deliveries/kenya/account.jsonl"
    account.parent.mkdir(parents=True)
    account.write_bytes(b"".join(map(account_line, (sent, failed, other))))
    told = briefing(home.root, "edition", "recall", "rate", "--json").json
    went = {one["edition"]: one["deliveries"] for one in told["editions"]}
    assert [one["recipient"] for one in went["kenya/2"]] == ["Minister"]
    assert went["kenya/1"] == []
    said = edition(home, "recall", "rate").words
    assert "went to Minister (minister@example.org) by post on 2026-11-22" in said
    assert "Nobody" not in said


def test_what_was_printed_above_the_ceiling_is_counted_and_not_told(home: Workspace) -> None:
    home.facts({"rate": TEXT}, value=8, unit="persons", marking="SECRET")
    home.order("kenya", ceiling='"SECRET"')
    briefing(home.root, "build", "kenya", "--quiet")
    said = edition(home, "recall", "rate").words
    assert "kenya/4" not in said
    assert "1 editions printed it above the ceiling" in said
    assert "kenya/4, issued" in edition(home, "recall", "rate", "--ceiling", "SECRET").words


# ---------------------------------------------------------------- hold, remove


def test_nothing_is_removed_unasked_and_never_what_is_held_or_the_latest(home: Workspace) -> None:
    before = content(home.root / "briefings")
    said = edition(home, "remove", "--why", "age").words
    assert "There is nothing to remove." in said
    home.write("retention.toml", "older_than_days = 1\nkeep = 1\n")
    edition(home, "hold", "kenya/1", "--why", "an inquiry", "--by", "A. Officer")
    assert listed(home)["kenya/1"]["hold"]["why"] == "an inquiry"
    late = {"SOURCE_DATE_EPOCH": "1798000000"}
    said = briefing(home.root, "edition", "remove", "--why", "age", "--dry-run", env=late).words
    assert "kenya/1, issued 2026-11-22, stays: it is held" in said
    assert "kenya/2, issued 2026-11-22, is removed" in said
    assert "kenya/3, issued 2026-11-22, stays: it is the latest as ordered" in said
    (home.root / "briefings/.editions/holds/kenya/0001.json").unlink()
    assert content(home.root / "briefings") == before
    asked = briefing(home.root, "edition", "remove", "--why", "age", env=late, status=1)
    assert "Nothing was removed." in asked.words
    assert home.editions("kenya") == ["0001", "0002", "0003"]  # nobody has said yes


def test_what_is_removed_stays_on_record_and_its_number_is_not_used_again(
    home: Workspace,
) -> None:
    size = sum(path.stat().st_size for path in objects(home))
    for path in objects(home):
        os.utime(path, (1, 1))
    said = edition(home, "remove", "kenya/1", "kenya/2", "--why", "asked for", "--yes").words
    assert "2 removed" in said
    assert home.editions("kenya") == ["0003"]
    assert sum(path.stat().st_size for path in objects(home)) < size
    assert verified(home)["kenya/3"]["sound"] is True
    assert "kenya/2 was removed on 2026-11-22: asked for" in edition(home, "list").words
    said = edition(home, "remove", "kenya/3", "--why", "no", "--yes", status=1).words
    assert "kenya/3, issued 2026-11-22, stays: it is the latest as ordered" in said
    shutil.rmtree(home.edition("kenya", 3))
    (home.root / "briefings/kenya/latest").unlink()
    briefing(home.root, "build", "kenya", "--quiet")
    assert home.editions("kenya") == ["0004"]


def test_settings_of_retention_that_are_wrong_are_all_told(home: Workspace) -> None:
    home.write("retention.toml", 'older_than_days = 0\nkeep = "many"\nolder = 3\n')
    said = edition(home, "remove", "--why", "x", status=1).words
    assert "older_than_days is 0; it must be 1 or more." in said
    assert "retention.toml, line 2" in said
    assert "older" in said
    assert home.editions("kenya") == ["0001", "0002", "0003"]


# ---------------------------------------------------------------- faults


@pytest.fixture(scope="session")
def faults(shared: Path) -> Any:
    place = shared / "hostile" / "tools" / "faults.py"
    spec = importlib.util.spec_from_file_location("faults", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def killed(home: Workspace, after: float, *args: str) -> None:
    """A command that is killed after a while."""
    with subprocess.Popen(
        [*COMMAND, "edition", *args],
        cwd=home.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


def test_a_restore_killed_at_any_moment_loses_nothing(home: Workspace) -> None:
    before = content(home.edition("kenya"))
    moments = random.Random(7)
    for _ in range(4):
        (home.edition("kenya") / FILES[2]).write_text("altered", "utf-8")
        (home.edition("kenya") / FILES[1]).unlink(missing_ok=True)
        killed(home, moments.uniform(0.1, 2.5), "restore", "kenya/1")
        for name, data in content(home.edition("kenya")).items():
            assert data in (before.get(name), b"altered") or name.startswith(".tmp-")
    edition(home, "restore", "kenya/1")
    assert content(home.edition("kenya")) == before
    assert verified(home, "--quick")["kenya/1"]["sound"] is True


def test_a_removal_killed_at_any_moment_leaves_editions_whole_or_gone(home: Workspace) -> None:
    moments = random.Random(8)
    for _ in range(3):
        killed(home, moments.uniform(0.1, 0.8), "remove", "kenya/1", "--why", "x", "--yes")
        for one in home.editions("kenya"):
            assert json.loads((home.edition("kenya", int(one)) / "manifest.json").read_text())
            assert verified(home, f"kenya/{int(one)}", "--quick")[f"kenya/{int(one)}"]["sound"]
    if "kenya/1" in listed(home):
        edition(home, "remove", "kenya/1", "--why", "x", "--yes")
    assert home.editions("kenya") == ["0002", "0003"]
    home.facts({"rate": TEXT}, value=9, unit="persons")
    briefing(home.root, "build", "kenya", "--quiet")
    assert home.leavings() == []


def test_a_folder_that_may_not_be_written_is_said(home: Workspace, faults: Any) -> None:
    (home.edition("kenya") / FILES[2]).unlink()
    before = content(home.root / "briefings")
    try:
        with faults.read_only(str(home.root)):
            said = edition(home, "restore", "kenya/1", status=1)
            kept = edition(home, "hold", "kenya/1", "--why", "x", status=1)
            gone = edition(home, "remove", "kenya/1", "--why", "x", "--yes", status=1)
            assert edition(home, "list").status == 0
    except faults.Unavailable as reason:
        pytest.skip(f"no folder can be made read-only here: {reason}")
    for one in (said, kept, gone):
        assert "[output-not-writable]" in one.err
        assert "Every edition is whole or as it was." in one.err
    assert content(home.root / "briefings") == before


def test_a_full_disk_restores_nothing_and_says_so(home: Workspace, faults: Any) -> None:
    try:
        with faults.small_disk(2) as disk:
            away = Workspace.at(Path(shutil.copytree(home.root, Path(disk) / "home")))
            (away.edition("kenya") / FILES[0]).unlink()
            filler = Path(disk) / "filler"
            with filler.open("wb", 0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
            said = edition(away, "restore", "kenya/1", status=1)
            assert "[disk-full]" in said.err
            filler.unlink()
            edition(away, "restore", "kenya/1")
            assert verified(away, "kenya/1", "--quick")["kenya/1"]["sound"] is True
    except faults.Unavailable as reason:
        pytest.skip(f"no small disk can be made here: {reason}")
