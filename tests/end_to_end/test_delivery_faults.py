"""Deliveries that are cut off: by a kill, by a server that stops half way, by lost records."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.bounds import PATIENCE, until
from tests.end_to_end.command import COMMAND, briefing, environment
from tests.end_to_end.delivering import kenya, mail_channel, recipient, rule, settings
from tests.end_to_end.workspaces import Workspace
from tests.mailserver import Answering, SmtpServer, mail_server
from tests.once import once

PLAIN = ("none", "")
"""No encryption and no log-in: these tests are about what comes after."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one edition, made once."""

    def make(folder: Path) -> str:
        kenya(folder)
        return str(folder)

    return Path(once(tmp_path_factory, "cut-off-kenya", make))


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it for one test."""
    shutil.copytree(made, tmp_path / "work")
    work = Workspace.at(tmp_path / "work")
    (work.root / "ca.pem").write_text("not asked for")
    return work


def to(work: Workspace, server: SmtpServer, *names: str, more: str = "") -> None:
    """Let these recipients have the edition by that server."""
    channel = mail_channel(server.port, *PLAIN, more=more).replace('authority = "ca.pem"\n', "")
    settings(work, channel, *map(recipient, names), rule(*names))


def states(work: Workspace) -> dict[str, str]:
    """The state of each recipient's delivery."""
    said: dict[str, Any] = briefing(work.root, "deliver", "status", "--json").json
    return {one["recipient"]: one["state"] for one in said["deliveries"]}


def begin(work: Workspace) -> subprocess.Popen[bytes]:
    """Begin to deliver, in a process that can be killed."""
    return subprocess.Popen(
        [*COMMAND, "deliver"],
        cwd=work.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_when(process: subprocess.Popen[bytes], reached: Any) -> None:
    """Kill a process as soon as something is the case."""
    until(lambda: reached() or process.poll() is not None)
    assert reached(), "it never came so far"
    process.send_signal(signal.SIGKILL)
    process.wait()


def kill_after(process: subprocess.Popen[bytes], server: SmtpServer, commands: int) -> None:
    """Kill a process when the server has heard so many commands, if it has not ended before."""
    until(lambda: process.poll() is not None or len(server.said) >= commands, every=0.001)
    process.kill()
    process.wait()


def first_time(stage: str, answer: str) -> Answering:
    """A server that does something once, and then as usual."""
    return lambda at, times: answer if at == stage and times == 1 else ""


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_killed_before_the_end_mark_it_goes_once_with_the_next_run(
    work: Workspace, stage: str
) -> None:
    with mail_server(first_time(stage, "hang")) as server:
        to(work, server, "desk")
        process = begin(work)
        kill_when(process, lambda: server.times.get(stage))
        assert server.taken == []
        briefing(work.root, "deliver")
        briefing(work.root, "deliver")
    assert [one.recipient for one in server.taken] == ["desk@example.org"]
    assert states(work) == {"desk": "sent"}


def test_killed_while_the_answer_is_awaited_it_is_told_and_not_sent_again(work: Workspace) -> None:
    with mail_server(first_time("end", "keep-hang")) as server:
        to(work, server, "desk")
        process = begin(work)
        kill_when(process, lambda: server.taken)
        said = briefing(work.root, "deliver", status=1)
        assert len(server.taken) == 1
        assert "Nobody knows whether edition 1 of kenya reached “desk” by “mail”" in said.words
        assert states(work) == {"desk": "unsure"}
        name = str(server.taken[0].message["Message-ID"])[1:].partition("@")[0]
        assert name in said.words
        briefing(work.root, "deliver", "sent", name[:8], "--by", "Ana", "--why", "they have it")
        briefing(work.root, "deliver")
    assert len(server.taken) == 1
    assert states(work) == {"desk": "sent"}


def test_a_house_may_have_it_sent_again_with_the_same_message_id(work: Workspace) -> None:
    with mail_server(first_time("end", "keep-hang")) as server:
        to(work, server, "desk", more='unsure = "again"')
        process = begin(work)
        kill_when(process, lambda: server.taken)
        briefing(work.root, "deliver")
    first, second = server.taken
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert first.content == second.content


@pytest.mark.parametrize("answer", ["drop", "keep-drop"])
def test_a_server_that_stops_after_the_whole_message_leaves_a_doubt(
    work: Workspace, answer: str
) -> None:
    with mail_server(first_time("end", answer)) as server:
        to(work, server, "desk", "paris")
        said = briefing(work.root, "deliver", status=1)
        assert "had the whole message and did not answer" in said.words
        again = briefing(work.root, "deliver", status=1)
        assert "had the whole message and did not answer" in again.words
    got = Counter(one.recipient for one in server.taken)
    assert got["paris@example.org"] == 1  # the one after it is not kept back
    assert got["desk@example.org"] == (1 if answer.startswith("keep") else 0)
    assert states(work) == {"desk": "unsure", "paris": "sent"}


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("connect", "drop"),
        ("connect", "421 closing"),
        ("MAIL", "drop"),
        ("DATA", "drop"),
        ("end", "452 no room"),
    ],
)
def test_a_server_that_stops_half_way_loses_nothing(
    work: Workspace, stage: str, answer: str
) -> None:
    with mail_server(first_time(stage, answer)) as server:
        to(work, server, "desk")
        briefing(work.root, "deliver", status=1)
        assert server.taken == []
        assert states(work) == {"desk": "failed"}
        [one] = briefing(work.root, "deliver", "status", "--json").json["deliveries"]
        assert one["due"] > one["at"]
        briefing(work.root, "deliver", "retry", one["id"], "--by", "Ana")
        briefing(work.root, "deliver")
    assert [one.recipient for one in server.taken] == ["desk@example.org"]


def test_killed_at_any_moment_nobody_gets_it_twice_and_nobody_is_forgotten(
    work: Workspace,
) -> None:
    names = [f"reader-{number}" for number in range(6)]
    chance = random.Random(7)
    with mail_server() as server:
        to(work, server, *names)
        for _ in range(8):
            process, wanted = begin(work), len(server.said) + chance.randint(1, 7)
            kill_after(process, server, wanted)
        assert begin(work).wait(PATIENCE) in (0, 1)
    got = Counter(one.recipient.partition("@")[0] for one in server.taken)
    found = states(work)
    assert set(found) == set(names)
    for name in names:
        assert got[name] <= 1, name
        assert found[name] in (("sent", "unsure") if got[name] else ("unsure",)), name


# ---------------------------------------------------------------- lost records


def lose_account(work: Workspace) -> None:
    shutil.rmtree(work.root / "deliveries")


def lose_ids(work: Workspace) -> None:
    (work.root / "briefings/kenya/.deliveries").unlink()


def spoil_account(work: Workspace) -> None:
    path = work.root / "deliveries/kenya/account.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"sent"', b'"sect"'))


def empty_account(work: Workspace) -> None:
    (work.root / "deliveries/kenya/account.jsonl").write_bytes(b"")


def spoil_ids(work: Workspace) -> None:
    path = work.root / "briefings/kenya/.deliveries"
    path.write_bytes(path.read_bytes().replace(b"sent", b"gone"))


@pytest.mark.parametrize("lose", [lose_account, lose_ids, spoil_account, empty_account, spoil_ids])
def test_a_record_that_is_lost_is_written_anew_and_nothing_goes_twice(
    work: Workspace, lose: Any
) -> None:
    with mail_server() as server:
        to(work, server, "desk", "paris")
        briefing(work.root, "deliver")
        lose(work)
        briefing(work.root, "deliver")
        assert states(work) == {"desk": "sent", "paris": "sent"}
        for other in (lose_ids, lose_account):  # each can now be lost again
            other(work)
            briefing(work.root, "deliver")
    assert len(server.taken) == 2


def test_where_both_records_are_spoilt_an_officer_decides(work: Workspace) -> None:
    with mail_server() as server:
        to(work, server, "desk")
        briefing(work.root, "deliver")
        for path in ("deliveries/kenya/account.jsonl", "briefings/kenya/.deliveries"):
            whole = (work.root / path).read_bytes()
            (work.root / path).write_bytes(whole.replace(b"e", b"x"))
        said = briefing(work.root, "deliver", status=1)
        assert "Both records of the deliveries of kenya are damaged" in said.words
        assert len(server.taken) == 1
        assert states(work) == {"desk": "unsure"}


def test_the_account_can_be_read_by_its_owner_only_and_the_ids_name_nobody(
    work: Workspace,
) -> None:
    with mail_server() as server:
        to(work, server, "desk")
        briefing(work.root, "deliver")
    account = work.root / "deliveries/kenya/account.jsonl"
    assert account.stat().st_mode & 0o077 == 0
    assert (work.root / "deliveries").stat().st_mode & 0o077 == 0
    ids = (work.root / "briefings/kenya/.deliveries").read_text("ascii")
    assert "desk" not in ids
    assert "example.org" not in ids


def test_two_at_once_send_once(work: Workspace) -> None:
    with mail_server() as server:
        to(work, server, *(f"reader-{number}" for number in range(4)))
        processes = [begin(work) for _ in range(3)]
        assert [process.wait(PATIENCE) for process in processes] == [0, 0, 0]
    assert len(server.taken) == 4


def test_without_an_account_nothing_leaves(work: Workspace) -> None:
    with mail_server() as server:
        to(work, server, "desk")
        (work.root / "deliveries").write_text("a file in the way of the folder")
        said = briefing(work.root, "deliver", status=1)
        assert "The account of kenya could not be written, so nothing more of it was sent." in (
            said.words
        )
        assert server.said == []
        (work.root / "deliveries").unlink()
        briefing(work.root, "deliver")
    assert len(server.taken) == 1
