"""``deliveries.toml``: what is refused, in which words, and that no secret is ever read there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.delivery.model import FolderChannel, MailChannel, SecretPlace, WebhookChannel
from generator.delivery.secrets import Secret, read_secret
from generator.delivery.settings import note_unused, read_book
from generator.delivery.trouble import DeliveryError
from generator.problems import Findings, Problem
from tests.conftest import ROOT

SOUND = """\
[channels.mail]
kind = "e-mail"
host = "smtp.example.org"
user = "briefs"
password_env = "SMTP_PASSWORD"
from = "briefs@example.org"
[channels.share]
kind = "folder"
path = "/mnt/briefs"
[channels.hook]
kind = "webhook"
address = "https://example.org/in"
key_env = "HOOK_KEY"
[recipients.desk]
channels = ["mail", "share"]
address = "desk@example.org"
language = "fr-CA"
[[deliver]]
orders = ["iraq"]
to = ["desk"]
"""


def told(tmp_path: Path, text: str) -> list[str]:
    """The problems of some settings, each on one line."""
    (tmp_path / "deliveries.toml").write_text(text, "utf-8")
    findings = Findings()
    book = read_book(tmp_path, findings)
    assert (book is None) == bool(findings.errors)
    return [_line(problem) for problem in findings]


def _line(problem: Problem) -> str:
    return f"{problem.where.line}: {problem.what} {problem.remedy}"


def test_sound_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "deliveries.toml").write_text(SOUND, "utf-8")
    findings = Findings()
    book = read_book(tmp_path, findings)
    assert list(findings) == []
    assert book is not None
    mail, share, hook = book.channels.values()
    assert isinstance(mail, MailChannel)
    assert (mail.security, mail.port, mail.password) == (
        "starttls",
        587,
        SecretPlace("SMTP_PASSWORD"),
    )
    assert isinstance(share, FolderChannel)
    assert isinstance(hook, WebhookChannel)
    desk = book.recipients["desk"]
    assert (desk.channels, desk.formats, dict(desk.ceiling)) == (("mail", "share"), ("pdf",), {})
    assert book.rules[0].drafts is False


def test_a_workspace_without_settings_delivers_nothing(tmp_path: Path) -> None:
    findings = Findings()
    book = read_book(tmp_path, findings)
    assert book is not None
    assert book.rules == ()
    assert [problem.what for problem in findings] == [
        "This workspace has no deliveries.toml: nothing is delivered."
    ]
    assert not findings.errors


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            'password_env = "SMTP_PASSWORD"',
            'password = "hunter2"',
            "5: A password stands in the settings, where everybody who opens the workspace reads "
            "it. Take it out and change it; then name a variable of the environment "
            "(password_env) or a private file (password_file).",
        ),
        (
            'password_env = "SMTP_PASSWORD"\n',
            "",
            "1: Nothing says where the password is kept. Add password_env = "
            '"NAME_OF_A_VARIABLE", or password_file = "/path/of/a/private/file".',
        ),
        (
            'host = "smtp.example.org"',
            'host = "smtp.example.org"\nsecurity = "none"',
            "4: Mail would go to smtp.example.org without encryption. Use security = "
            '"starttls" or "tls"; if it must be so, say allow_plain = true.',
        ),
        (
            '"https://example.org/in"',
            '"http://example.org/in?key=hunter2"',
            "12: “http://example.org/in” is not an address that notices may go to. Write "
            "https:// and a host, without a name of a user; http:// is for this machine, or with "
            "allow_plain = true.",
        ),
        (
            '["mail", "share"]',
            '["mial"]',
            "15: There is no channel “mial”. Did you mean “mail”? Write it under "
            "[channels.mial], or use one of: mail, share, hook.",
        ),
        (
            'address = "desk@example.org"\n',
            "",
            '14: “desk” is to have e-mail and has no address. Add address = "…", or take the '
            "channel out.",
        ),
        (
            '"desk@example.org"',
            '"desk@example.org\\r\\nBcc: x@y.org"',
            None,
        ),
        (
            'to = ["desk"]',
            'to = ["dsek"]',
            "20: There is no recipient “dsek”. Did you mean “desk”? Write them under "
            "[recipients.dsek], or use one of: desk.",
        ),
        (
            'language = "fr-CA"',
            'language = "fr-CA"\nceilling = "SECRET"',
            "18: There is no field “recipients.desk.ceilling” here; did you mean “ceiling”? "
            "Correct the name of the field.",
        ),
        (
            'language = "fr-CA"',
            'language = "fr-CA"\nformats = ["pdff"]',
            "18: There is no format “pdff”. Did you mean “pdf”? Use one of: pdf, docx, html.",
        ),
        (
            '"/mnt/briefs"',
            '"briefings/out"',
            None,
        ),
    ],
)
def test_a_mistake_is_said_with_its_line(
    tmp_path: Path, before: str, after: str, expected: str | None
) -> None:
    assert before in SOUND
    found = told(tmp_path, SOUND.replace(before, after, 1))
    assert len(found) == 1, found
    assert expected is None or found == [expected]
    assert "hunter2" not in found[0]


def test_all_mistakes_are_said_together(tmp_path: Path) -> None:
    spoilt = SOUND.replace('"e-mail"', '"email"').replace('"folder"', '"fodler"')
    assert len(told(tmp_path, spoilt)) == 2


def test_a_secret_file_in_the_workspace_is_refused(tmp_path: Path) -> None:
    text = SOUND.replace('password_env = "SMTP_PASSWORD"', f'password_file = "{tmp_path}/key"')
    assert "it must be a full path outside of the workspace" in told(tmp_path, text)[0]


def test_somebody_who_gets_nothing_is_told_of(tmp_path: Path) -> None:
    text = SOUND + '[recipients.paris]\nchannels = ["share"]\nlanguage = "fr"\n'
    (tmp_path / "deliveries.toml").write_text(text, "utf-8")
    findings = Findings()
    book = read_book(tmp_path, findings)
    assert book is not None
    note_unused(book, findings)
    assert [problem.what for problem in findings] == ["Nothing is delivered to “paris”."]


# ---------------------------------------------------------------- secrets


def test_a_secret_is_read_from_a_private_file_only(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("hunter2\n")
    file.chmod(0o644)
    with pytest.raises(DeliveryError) as found:
        read_secret(SecretPlace(file=file))
    assert found.value.code == "delivery-secret-open"
    file.chmod(0o600)
    assert read_secret(SecretPlace(file=file)).reveal() == "hunter2"


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(DeliveryError) as found:
        read_secret(SecretPlace("NOT_SET"), {"NOT_SET": ""})
    assert found.value.values == {"variable": "NOT_SET"}


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret} {secret!r} {[secret]} {Secret}"


def test_the_example_of_the_documentation_is_sound(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "delivery.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "deliveries.toml").write_text(example, "utf-8")
    findings = Findings()
    book = read_book(tmp_path, findings)
    assert list(findings) == []
    assert book is not None
    assert set(book.recipients) == {"minister", "desk"}
    assert set(book.channels) == {"mail", "share", "registry"}
