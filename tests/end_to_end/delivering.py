"""A workspace with an edition to deliver, and servers on this machine that take it."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Mapping
from pathlib import Path

import trustme

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace

USERS = {"briefs": "a-good-pass-phrase"}
SECRETS = {"BRIEFING_SMTP_PASSWORD": USERS["briefs"]}

MAIL = """\
[channels.mail]
kind = "e-mail"
host = "127.0.0.1"
port = {port}
security = "{security}"
{login}
from = "briefs@example.org"
from_name = "Briefing desk"
authority = "ca.pem"
{more}
"""

LOGIN = 'user = "briefs"\npassword_env = "BRIEFING_SMTP_PASSWORD"'

RECIPIENT = """\
[recipients.{name}]
channels = {channels}
address = "{name}@example.org"
language = "{language}"
formats = ["html"]
{more}
"""


def authority(
    folder: Path, *names: str, valid: tuple[dt.datetime, dt.datetime] | None = None
) -> ssl.SSLContext:
    """Make an authority for this test; its certificate is ``ca.pem`` in the folder.

    names, valid  for which name, and from when to when, the server's certificate is.
    """
    made = trustme.CA()
    made.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    begin, end = valid or (None, None)
    given = names or ("127.0.0.1", "localhost")
    made.issue_cert(*given, not_before=begin, not_after=end).configure_cert(context)
    return context


def mail_channel(port: int, security: str = "starttls", login: str = LOGIN, more: str = "") -> str:
    """The channel of a mail server on this machine."""
    return MAIL.format(port=port, security=security, login=login, more=more)


def recipient(name: str, language: str = "en", channels: str = '["mail"]', more: str = "") -> str:
    """One recipient, who gets HTML."""
    return RECIPIENT.format(name=name, language=language, channels=channels, more=more)


def rule(*names: str, orders: str = '["kenya"]', drafts: bool = True) -> str:
    """Who gets the order of these tests, which is a draft."""
    to = ", ".join(f'"{name}"' for name in names)
    return f"[[deliver]]\norders = {orders}\nto = [{to}]\ndrafts = {str(drafts).lower()}\n"


def facts(work: Workspace, **texts: str) -> None:
    """The facts of Kenya, by id."""
    work.facts({name.replace("_", "-"): text for name, text in texts.items()})


def kenya(root: Path, languages: str = '["en"]', **order: str) -> Workspace:
    """A workspace with one edition of an order on Kenya."""
    work = Workspace(root)
    facts(work, port="The port is open.")
    work.order("kenya", languages=languages, formats='["html"]', **order)
    build(work)
    return work


def build(work: Workspace, *names: str, env: Mapping[str, str] | None = None) -> None:
    """Build some orders, or the one on Kenya."""
    briefing(work.root, "build", *(names or ("kenya",)), "--quiet", env=env or {})


def settings(work: Workspace, *parts: str) -> None:
    """Write ``deliveries.toml``."""
    work.write("deliveries.toml", "\n".join(parts))
