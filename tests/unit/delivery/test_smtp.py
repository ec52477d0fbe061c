"""Handing over one message: what counts as taken, as refused, and as a doubt."""

from __future__ import annotations

import socket

import pytest

from generator.delivery.model import MailChannel
from generator.delivery.smtp import MailServer, refuse_early_words
from generator.delivery.trouble import DeliveryError
from tests.bounds import PATIENCE
from tests.mailserver import Answering, SmtpServer, as_usual, mail_server

SHORT = b"Subject: one\r\n\r\nHello\r\n"
LONG = SHORT + b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 400_000
"""Longer than what connections take in without anybody reading it."""


def channel(server: SmtpServer) -> MailChannel:
    return MailChannel(
        "mail", "e-mail", host="127.0.0.1", port=server.port, security="none", timeout=PATIENCE
    )


def handed(answering: Answering, content: bytes = SHORT) -> tuple[str, list[str], SmtpServer]:
    """Hand over a message: the answer or the code of the failure, what was noted, the server."""
    noted: list[str] = []
    with mail_server(answering) as server, MailServer(channel(server)) as mail:
        try:
            said = mail.send("desk@example.org", content, lambda: noted.append("handing"))
        except DeliveryError as error:
            said = (
                f"{error.code} {'again' if error.again else ''}{'unsure' if error.unsure else ''}"
            )
    return said, noted, server


def test_a_server_that_waits_for_the_end_of_a_message_is_told_from_one_that_has_gone() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(PATIENCE)
        refuse_early_words(ours)
        assert ours.gettimeout() == PATIENCE
        theirs.send(b"421 too busy\r\n")
        with pytest.raises(OSError, match="it answered before it had the whole"):
            refuse_early_words(ours, PATIENCE)
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(OSError, match="the connection was closed"):
        refuse_early_words(ours, PATIENCE)


def test_a_message_that_is_taken_gives_the_answer() -> None:
    said, noted, server = handed(as_usual)
    assert (said, noted) == ("250 taken as 1", ["handing"])
    assert server.taken[0].content == SHORT


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: dots\r\n\r\n.\r\n..\r\n.hidden\r\n",
        b"Subject: ends\n\nno line end",
        b"Subject: both\r\n\r\none\ntwo\r\n",
    ],
)
def test_a_line_with_a_dot_ends_nothing_and_lines_end_as_mail_does(content: bytes) -> None:
    said, _, server = handed(as_usual, content)
    assert said.startswith("250")
    lines = content.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    assert server.taken[0].content.rstrip(b"\r\n").split(b"\r\n") == lines


@pytest.mark.parametrize(
    ("stage", "answer", "found"),
    [
        ("connect", "drop", "delivery-smtp-broken again"),
        ("connect", "554 go away", "delivery-smtp-broken again"),
        ("MAIL", "451 busy", "delivery-smtp-later again"),
        ("MAIL", "drop", "delivery-smtp-broken again"),
        ("RCPT", "550 nobody here", "delivery-smtp-refused "),
        ("RCPT", "450 grey list", "delivery-smtp-later again"),
        ("DATA", "421 closing", "delivery-smtp-closed again"),
        ("DATA", "554 no", "delivery-smtp-refused "),
    ],
)
def test_what_breaks_before_the_end_mark_leaves_no_doubt(
    stage: str, answer: str, found: str
) -> None:
    said, noted, server = handed(lambda at, times: answer if at == stage else "")
    assert said == found
    assert noted == []
    assert server.taken == []


def test_a_server_that_goes_in_the_middle_of_a_message_leaves_no_doubt() -> None:
    said, noted, server = handed(lambda at, times: "drop" if at == "body" else "", LONG)
    assert said == "delivery-smtp-broken again"
    assert noted == []
    assert server.taken == []


@pytest.mark.parametrize("answer", ["drop", "keep-drop"])
def test_no_answer_to_the_whole_is_a_doubt(answer: str) -> None:
    said, noted, _ = handed(lambda at, times: answer if at == "end" else "")
    assert said == "delivery-smtp-unsure unsure"
    assert noted == ["handing"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [("452 full", "delivery-smtp-later again"), ("554 spam", "delivery-smtp-refused ")],
)
def test_an_answer_that_refuses_the_whole_is_no_doubt(answer: str, found: str) -> None:
    said, noted, server = handed(lambda at, times: answer if at == "end" else "")
    assert said == found
    assert noted == ["handing"]
    assert server.taken == []


def test_what_cannot_be_written_down_is_not_handed_over() -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with mail_server() as server:
        with MailServer(channel(server)) as mail, pytest.raises(OSError, match="No space"):
            mail.send("desk@example.org", SHORT, full)
        assert server.taken == []
        with MailServer(channel(server)) as mail:
            mail.send("desk@example.org", SHORT, lambda: None)
        assert len(server.taken) == 1


def test_after_a_refusal_the_next_one_goes_over_the_same_connection() -> None:
    with (
        mail_server(lambda at, times: "550 no" if at == "RCPT" and times == 1 else "") as server,
        MailServer(channel(server)) as mail,
    ):
        with pytest.raises(DeliveryError):
            mail.send("gone@example.org", SHORT, lambda: None)
        mail.send("desk@example.org", SHORT, lambda: None)
    assert [one.recipient for one in server.taken] == ["desk@example.org"]
    assert server.times["connect"] == 1


def test_a_name_of_letters_beyond_ascii_needs_a_server_that_knows_them() -> None:
    with (
        mail_server() as server,
        MailServer(channel(server)) as mail,
        pytest.raises(DeliveryError) as found,
    ):
        mail.send("zoë@example.org", SHORT, lambda: None)
    assert found.value.code == "delivery-smtp-letters"
