"""``briefing deliver`` with real servers: an edition goes once to each, and to no wrong one."""

from __future__ import annotations

import base64
import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.workspace import Workspace as GeneratorWorkspace
from generator.delivery.mail import message_of
from generator.delivery.model import MailChannel
from generator.delivery.planning import Parcel, Planner
from generator.delivery.settings import read_book
from generator.delivery.since import Since
from generator.delivery.trouble import DeliveryError
from generator.editions.deliveries import State, received
from generator.problems import Findings
from tests.end_to_end.command import briefing, content
from tests.end_to_end.delivering import (
    SECRETS,
    USERS,
    authority,
    build,
    facts,
    kenya,
    mail_channel,
    recipient,
    rule,
    settings,
)
from tests.end_to_end.watching import watching
from tests.end_to_end.workspaces import Workspace
from tests.mailserver import mail_server
from tests.once import once
from tests.unit.delivery.test_webhook import is_ours, receiver


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one edition in three languages, made once."""

    def make(folder: Path) -> str:
        kenya(folder, languages='["en", "fr", "ar-IQ"]')
        return str(folder)

    return Path(once(tmp_path_factory, "delivered-kenya", make))


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it for one test."""
    shutil.copytree(made, tmp_path / "work")
    return Workspace.at(tmp_path / "work")


def deliver(work: Workspace, *args: object, status: int = 0) -> str:
    """Deliver; what was said, on one line."""
    return briefing(work.root, "deliver", *args, status=status, env=SECRETS).words


def test_an_edition_goes_once_to_each_encrypted_and_logged_in(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, users=USERS) as server:
        settings(
            work,
            mail_channel(server.port),
            recipient("desk"),
            recipient("paris", "fr", more='name = "Bureau de Paris"'),
            recipient("baghdad", "ar-IQ"),
            rule("desk", "paris", "baghdad"),
        )
        first = deliver(work)
        again = deliver(work)
    assert "kenya, edition 1: sent to desk by mail, desk@example.org" in first
    assert again == "Nothing is to be delivered."
    assert [one.recipient for one in server.taken] == [
        f"{name}@example.org" for name in ("desk", "paris", "baghdad")
    ]
    assert all(one.tls and one.user == "briefs" for one in server.taken)
    french, arabic = server.taken[1].message, server.taken[2].message
    assert french["To"] == "Bureau de Paris <paris@example.org>"
    assert french["Subject"] == ("[NON CLASSIFIÉ] Kenya : tout ce que l’on sait – édition 1")
    assert french["Content-Language"] == "fr"
    assert "C’est la première édition que vous recevez." in str(
        french.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    )
    page = str(arabic.get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert '<html lang="ar-IQ" dir="rtl">' in page
    assert "كينيا" in page
    attached = list(arabic.iter_attachments())
    assert [one.get_filename() for one in attached] == ["KENYA_UNCLASSIFIED_ar-IQ.html"]
    published = work.edition("kenya") / "KENYA_UNCLASSIFIED_ar-IQ.html"
    assert attached[0].get_payload(decode=True) == published.read_bytes()


def test_what_changed_is_told_and_where_nothing_changed_nothing_is_sent(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, users=USERS) as server:
        settings(work, mail_channel(server.port), recipient("desk"), rule("desk"))
        deliver(work)
        build(work)  # nothing has changed: the edition stands
        deliver(work)
        assert len(server.taken) == 1
        facts(work, port="The port is closed.", bridge="A bridge was built.")
        build(work)
        dry = deliver(work, "--dry-run")
        deliver(work)
    assert "would be sent Subject: [UNCLASSIFIED] Kenya: all that is known – edition 2" in dry
    assert "Tells 2 changes since edition 1." in dry
    assert len(server.taken) == 2
    message = server.taken[1].message
    told = " ".join(str(message.get_body(("plain",)).get_content()).split())  # type: ignore[union-attr]
    assert "Changed since edition 1 of" in told
    assert "New: A bridge was built." in told
    assert "The port is closed." in told


def test_a_dry_run_asks_nobody_and_writes_nothing(work: Workspace, tmp_path: Path) -> None:
    settings(work, mail_channel(9, login=LOGIN_MISSING), recipient("desk"), rule("desk"))
    (work.root / "ca.pem").write_text("none")
    before = content(work.root)
    said = deliver(work, "--dry-run", "--save", tmp_path / "saved")
    assert "kenya, edition 1 → desk by mail, desk@example.org: would be sent" in said
    assert content(work.root) == before
    assert [path.suffix for path in (tmp_path / "saved").iterdir()] == [".eml"]


LOGIN_MISSING = 'user = "briefs"\npassword_env = "NOT_SET"'


def test_an_edition_above_the_ceiling_stays_and_nothing_of_it_is_told(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    secret = "The fleet sails on Monday."
    work.facts({"fleet": secret}, marking="SECRET")
    work.order("kenya", formats='["html"]', ceiling='"SECRET"', title='{en = "Operation Heron"}')
    build(work)
    assert "Heron" in (work.edition("kenya") / "KENYA_SECRET_en.html").read_text("utf-8")
    context = authority(work.root)
    with mail_server(context=context, users=USERS) as server:
        settings(
            work,
            mail_channel(server.port),
            recipient("public"),
            recipient("minister", more='ceiling = "SECRET"'),
            rule("public", "minister"),
        )
        said = deliver(work, status=1)
        status = briefing(work.root, "deliver", "status", "--all", "--json").out
    assert [one.recipient for one in server.taken] == ["minister@example.org"]
    assert server.taken[0].message["X-Briefing-Marking"] == "SECRET"
    assert (
        "Edition 1 of kenya was not sent to “public”: it is marked above what they may have "
        "(UNCLASSIFIED)."
    ) in said
    for told in (said.replace("KENYA_SECRET_en.html", "", 1), status):
        assert "Heron" not in told
        assert "fleet" not in told
        assert "KENYA_SECRET" not in told
    assert not any("public" in one["recipient"] for one in json.loads(status)["deliveries"])


def test_a_channel_may_carry_less_than_its_recipients_may_have(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.facts({"fleet": "The fleet sails."}, marking="SECRET")
    work.order("kenya", formats='["html"]', ceiling='"SECRET"')
    build(work)
    (work.root / "share").mkdir()
    settings(
        work,
        '[channels.share]\nkind = "folder"\npath = "share"\nceiling = "PROTECTED A"',
        recipient("minister", channels='["share"]', more='ceiling = "SECRET"'),
        rule("minister"),
    )
    said = deliver(work, status=1)
    assert "above what that channel may carry (PROTECTED A)" in said
    assert content(work.root / "share") == {}


def test_a_reader_gets_the_edition_of_their_audience_alone(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.facts({"port": "The port is open."})
    path = work.order("kenya", formats='["html"]')
    path.write_text(
        path.read_text("utf-8")
        + '[audiences.public]\nceiling = "UNCLASSIFIED"\n'
        + '[audiences.minister]\nceiling = "SECRET"\n',
        "utf-8",
    )
    build(work)
    (work.root / "share").mkdir()
    settings(
        work,
        '[channels.share]\nkind = "folder"\npath = "share"',
        recipient("web", channels='["share"]', more='audience = "public"'),
        recipient("office", channels='["share"]', more='audience = "minister"'),
        recipient("nobody", channels='["share"]'),
        rule("web", "office", "nobody"),
    )
    said = deliver(work, status=1)
    assert sorted(content(work.root / "share")) == [
        "office/kenya-minister/0001/KENYA-MINISTER_UNCLASSIFIED_en.html",
        "web/kenya-public/0001/KENYA-PUBLIC_UNCLASSIFIED_en.html",
    ]
    assert "kenya has editions for several audiences, and “nobody” is of none." in said


def test_a_check_reads_the_settings_too(work: Workspace) -> None:
    settings(
        work,
        '[channels.share]\nkind = "folder"\npath = "share"',
        recipient("desk", channels='["share"]'),
        rule("desk", orders='["kenia"]'),
    )
    said = briefing(work.root, "check", status=1).words
    assert "There is no order “kenia”. Did you mean “kenya”?" in said
    assert "Where: deliveries.toml, line" in said


def test_a_draft_goes_only_where_a_rule_lets_it(work: Workspace) -> None:
    (work.root / "share").mkdir()
    settings(
        work,
        '[channels.share]\nkind = "folder"\npath = "share"',
        recipient("desk", channels='["share"]'),
        rule("desk", drafts=False),
    )
    assert "Edition 1 of kenya is a draft; it was not sent to “desk”." in deliver(work)
    assert content(work.root / "share") == {}


def test_one_that_fails_keeps_back_nobody_and_is_tried_again(work: Workspace) -> None:
    context = authority(work.root)

    def answer(stage: str, times: int) -> str:
        return (
            "550 no such mailbox"
            if stage == "RCPT" and times == 1
            else ("451 come later" if stage == "RCPT" and times == 2 else "")
        )

    with mail_server(answer, context=context, users=USERS) as server:
        settings(
            work,
            mail_channel(server.port),
            recipient("gone"),
            recipient("busy"),
            recipient("desk"),
            rule("gone", "busy", "desk"),
        )
        said = deliver(work, status=1)
        assert [one.recipient for one in server.taken] == ["desk@example.org"]
        assert (
            "did not reach “gone” by “mail”, and is not tried again: 127.0.0.1 refused it: "
            "550 no such mailbox."
        ) in said
        assert "has not reached “busy” by “mail”: 127.0.0.1 does not take it now: 451" in said
        again = deliver(work, status=1)  # the pause is not over; the refusal stands
        assert len(server.taken) == 1
        assert "550 no such mailbox" in again
        status = briefing(work.root, "deliver", "status", "--json").json
        ids = {one["recipient"]: one["id"] for one in status["deliveries"]}
        briefing(work.root, "deliver", "retry", ids["busy"], "--by", "Ana")
        briefing(work.root, "deliver", "give-up", ids["gone"][:8], "--by", "Ana", "--why", "left")
        assert "sent to busy" in deliver(work)
    assert [one.recipient for one in server.taken] == ["desk@example.org", "busy@example.org"]
    kept = (work.root / "deliveries/kenya/account.jsonl").read_text("utf-8")
    assert '"by": "Ana"' in kept
    assert USERS["briefs"] not in kept


def test_a_password_that_is_wrong_is_said_and_never_repeated(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, users={"briefs": "another"}) as server:
        settings(
            work,
            mail_channel(server.port),
            recipient("desk"),
            recipient("paris", "fr"),
            rule("desk", "paris"),
        )
        said = deliver(work, status=1)
    assert "127.0.0.1 did not accept name and password (535)." in said
    assert server.said.count("AUTH") <= 2  # the two ways of one login, for the first alone
    everything = said + "".join(
        path.read_text("utf-8", "replace") for path in (work.root / "deliveries").rglob("*.jsonl")
    )
    assert SECRETS["BRIEFING_SMTP_PASSWORD"] not in everything


def test_a_certificate_of_a_stranger_gets_nothing(work: Workspace, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    context = authority(stranger)
    authority(work.root)  # another one, which the settings trust
    with mail_server(context=context, users=USERS) as server:
        settings(work, mail_channel(server.port), recipient("desk"), rule("desk"))
        said = deliver(work, status=1)
    assert "The certificate of 127.0.0.1 cannot be trusted" in said
    assert server.taken == []
    assert "AUTH" not in server.said


def test_a_server_that_offers_no_encryption_gets_nothing(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, users=USERS, offer=False) as server:
        settings(work, mail_channel(server.port), recipient("desk"), rule("desk"))
        said = deliver(work, status=1)
    assert "127.0.0.1 does not offer encryption; neither password nor documents were sent." in said
    assert not any(line.startswith(("MAIL", "AUTH")) for line in server.said)


def test_encryption_from_the_first_byte(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, implicit=True, users=USERS) as server:
        settings(work, mail_channel(server.port, "tls"), recipient("desk"), rule("desk"))
        deliver(work)
    assert [one.tls for one in server.taken] == [True]


def test_documents_may_go_as_links(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, users=USERS) as server:
        more = 'carries = "links"\nlinks = "https://intranet.example/briefs"'
        settings(work, mail_channel(server.port, more=more), recipient("desk"), rule("desk"))
        deliver(work)
    message = server.taken[0].message
    assert list(message.iter_attachments()) == []
    page = str(message.get_body(("html",)).get_content())  # type: ignore[union-attr]
    address = "https://intranet.example/briefs/kenya/0001/KENYA_UNCLASSIFIED_en.html"
    assert f'<a href="{address}"' in page
    assert f"HTML {address}" in str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def test_a_damaged_edition_is_not_sent_nor_an_older_one_in_its_place(work: Workspace) -> None:
    facts(work, port="The port is closed.")
    build(work)
    (work.root / "share").mkdir()
    settings(
        work,
        '[channels.share]\nkind = "folder"\npath = "share"',
        recipient("desk", channels='["share"]'),
        rule("desk"),
    )
    spoilt = work.edition("kenya", 2) / "KENYA_UNCLASSIFIED_en.html"
    content_before = spoilt.read_bytes()
    spoilt.write_bytes(content_before[:-1] + b"X")
    assert "was changed after it was published" in deliver(work, status=1)
    spoilt.unlink()
    assert "Nothing of kenya was sent: its newest edition is damaged." in deliver(work, status=1)
    assert content(work.root / "share") == {}


# ---------------------------------------------------------------- folders


def to_share(work: Workspace, layout: str) -> Path:
    """Let the desk have its editions in a folder."""
    settings(
        work,
        f'[channels.share]\nkind = "folder"\npath = "share"\nlayout = "{layout}"',
        recipient("desk", channels='["share"]'),
        rule("desk"),
    )
    return work.root / "share" / "desk" / "kenya"


def test_a_folder_that_is_not_there_is_waited_for(work: Workspace) -> None:
    to_share(work, "editions")
    assert "There is no folder" in deliver(work, status=1)
    assert not (work.root / "share").exists()
    (work.root / "share").mkdir()
    [one] = briefing(work.root, "deliver", "status", "--json").json["deliveries"]
    briefing(work.root, "deliver", "retry", one["id"], "--by", "Ana")
    assert "sent to desk by share" in deliver(work)


def test_each_edition_has_a_folder_of_its_own(work: Workspace) -> None:
    (work.root / "share").mkdir()
    target = to_share(work, "editions")
    deliver(work)
    facts(work, port="The port is closed.")
    build(work)
    deliver(work)
    name = "KENYA_UNCLASSIFIED_en.html"
    assert content(target) == {
        f"{number:04d}/{name}": (work.edition("kenya", number) / name).read_bytes()
        for number in (1, 2)
    }


def test_the_newest_takes_the_place_of_the_one_before_but_of_nobodys_work(work: Workspace) -> None:
    (work.root / "share").mkdir()
    target = to_share(work, "latest")
    deliver(work)
    name = "KENYA_UNCLASSIFIED_en.html"
    facts(work, port="The port is closed.")
    build(work)
    deliver(work)
    assert (target / name).read_bytes() == (work.edition("kenya", 2) / name).read_bytes()
    (target / name).write_text("My notes on it.")
    facts(work, port="The port is open again.")
    build(work)
    said = deliver(work, status=1)
    assert f"stands what was not put there: {name}. Nothing was overwritten." in said
    assert (target / name).read_text() == "My notes on it."
    (target / name).rename(target / "notes.html")
    [one] = briefing(work.root, "deliver", "status", "--json").json["deliveries"]
    briefing(work.root, "deliver", "retry", one["id"], "--by", "Ana")
    deliver(work)
    assert (target / name).read_bytes() == (work.edition("kenya", 3) / name).read_bytes()
    assert (target / "notes.html").read_text() == "My notes on it."


# ---------------------------------------------------------------- what follows from deliveries


def test_an_edition_that_differs_in_another_language_alone_is_not_sent(work: Workspace) -> None:
    (work.root / "share").mkdir()
    to_share(work, "editions")
    deliver(work)
    path = work.root / "briefings" / "kenya.toml"
    path.write_text(path.read_text("utf-8").replace(', "ar-IQ"]', "]"), "utf-8")
    build(work)
    assert work.editions("kenya") == ["0001", "0002"]
    assert deliver(work) == "Nothing is to be delivered."
    assert sorted(one.name for one in (work.root / "share/desk/kenya").iterdir()) == [
        ".lock",
        "0001",
    ]


def test_a_change_note_can_begin_with_what_was_last_delivered(work: Workspace) -> None:
    (work.root / "share").mkdir()
    to_share(work, "editions")
    note = (
        'template = "change-note"\nnumber = "KEN-CHG-1"\nlanguages = ["en"]\n'
        'formats = ["html"]\n[changes]\nof = "kenya"\nsince = "last-delivered"\n'
    )
    work.write("briefings/kenya-changes.toml", note)
    facts(work, port="The port is closed.")
    build(work)
    said = briefing(work.root, "build", "kenya-changes", status=1).words
    assert (
        "Nobody was given an edition of “kenya” before its last, 2: there is nothing that "
        "readers have to begin with."
    ) in said
    deliver(work)
    facts(work, port="The port is closed.", bridge="A bridge was built.")
    build(work)
    facts(work, port="The port is closed.", bridge="A bridge was built.", road="A road was built.")
    build(work)
    build(work, "kenya-changes")
    page = (work.edition("kenya-changes") / "KEN-CHG-1_UNCLASSIFIED_en.html").read_text("utf-8")
    assert "A bridge was built." in page  # since edition 2, which was delivered; not since 3
    assert "A road was built." in page
    assert "The port is closed." not in page


def test_who_has_an_edition_can_be_asked(work: Workspace) -> None:
    (work.root / "share").mkdir()
    to_share(work, "editions")
    assert received(work.root, "kenya", 1) == ()
    deliver(work)
    [one] = received(work.root, "kenya", 1)
    assert (one.recipient, one.kind, one.state) == ("desk", "folder", State.SENT)
    shutil.rmtree(work.root / "deliveries")
    [nameless] = received(work.root, "kenya", 1)
    assert (nameless.recipient, nameless.id) == ("", one.id)


# ---------------------------------------------------------------- by the watcher


def test_the_watcher_delivers_what_it_makes_and_nothing_twice(work: Workspace) -> None:
    (work.root / "share").mkdir()
    target = to_share(work, "editions")
    with watching(work, "--deliver", "kenya") as watcher:
        watcher.until("delivered", order="kenya")
        facts(work, port="The port is closed.")
        watcher.until("edition", order="kenya")
        watcher.until("delivered", 2, order="kenya")
        assert watcher.end() == 0
    assert sorted(path.name for path in target.glob("[0-9]*")) == ["0001", "0002"]
    once = briefing(work.root, "watch", "--once", "--deliver", "--log", "json", "kenya")
    assert '"delivered"' not in once.out


def test_the_watcher_tells_once_what_could_not_be_delivered(work: Workspace) -> None:
    to_share(work, "editions")  # and there is no share
    with watching(work, "--deliver", "kenya") as watcher:
        told = watcher.until("delivery")
        assert "There is no folder" in told["words"]
        facts(work, port="The port is closed.")
        watcher.until("edition", order="kenya")
        (work.root / "share").mkdir()
        settings_file = work.root / "deliveries.toml"
        settings_file.write_text(settings_file.read_text("utf-8") + "\n", "utf-8")
        watcher.until("delivered", order="kenya")
        assert watcher.end() == 0


# ---------------------------------------------------------------- webhooks


def test_a_notice_is_signed_and_comes_again_with_the_same_id(work: Workspace) -> None:
    env = {"HOOK_KEY": "a key of twenty-four bytes, at least"}
    with receiver((503, {}, b"later"), (200, {}, b"ok")) as (address, taken):
        settings(
            work,
            f'[channels.hook]\nkind = "webhook"\naddress = "{address}"\nkey_env = "HOOK_KEY"\n'
            'carries = "documents"',
            recipient("registry", channels='["hook"]'),
            rule("registry"),
        )
        said = briefing(work.root, "deliver", env=env, status=1).words
        assert "“hook” does not take it now: 503 later" in said
        [one] = briefing(work.root, "deliver", "status", "--json").json["deliveries"]
        briefing(work.root, "deliver", "retry", one["id"], "--by", "Ana")
        briefing(work.root, "deliver", env=env)
        briefing(work.root, "deliver", env=env)
    assert [headers["webhook-id"] for headers, _ in taken] == [one["id"]] * 2
    told = json.loads(taken[1][1])
    assert (told["order"], told["edition"], told["marking"]) == ("kenya", 1, "UNCLASSIFIED")
    [document] = told["documents"]
    published = (work.edition("kenya") / document["file"]).read_bytes()
    assert base64.b64decode(document["content"]) == published
    assert "This is the first edition that you receive." in told["summary"]


KEY = {"HOOK_KEY": "a key of twenty-four bytes, at least"}


def hook(address: str, more: str = 'authority = "ca.pem"\n') -> str:
    """A channel of a web address whose certificate is of the authority of the test."""
    kind = '[channels.hook]\nkind = "webhook"\nkey_env = "HOOK_KEY"\n'
    return f'{kind}address = "{address}"\n{more}'


def a_day(year: int) -> dt.datetime:
    return dt.datetime(year, 1, 1, tzinfo=dt.UTC)


def test_a_notice_goes_over_tls_with_a_certificate_of_the_house(work: Workspace) -> None:
    with receiver((200, {}, b"ok"), context=authority(work.root)) as (address, taken):
        assert address.startswith("https://")
        settings(work, hook(address), recipient("registry", channels='["hook"]'), rule("registry"))
        said = briefing(work.root, "deliver", env=KEY).words
        again = briefing(work.root, "deliver", env=KEY).words
    assert "kenya, edition 1: sent to registry by hook" in said
    assert again == "Nothing is to be delivered."
    [(headers, body)] = taken
    assert is_ours()(
        "whsec_" + base64.b64encode(KEY["HOOK_KEY"].encode()).decode(),
        headers,
        body,
        int(headers["webhook-timestamp"]),
    )


@pytest.mark.parametrize(
    ("names", "valid", "more", "what", "remedy"),
    [
        (
            ("registry.example",),
            None,
            'authority = "ca.pem"\n',
            "The certificate that 127.0.0.1 shows is for another name. Nothing was sent.",
            "Write in deliveries.toml the name for which the server has a certificate.",
        ),
        (
            (),
            (a_day(2001), a_day(2002)),
            'authority = "ca.pem"\n',
            "The certificate of 127.0.0.1 has expired. Nothing was sent.",
            "Whoever runs the server has to renew it.",
        ),
        (
            (),
            (a_day(2901), a_day(2902)),
            'authority = "ca.pem"\n',
            "The certificate of 127.0.0.1 is not valid yet. Nothing was sent.",
            "Check the clock of this machine.",
        ),
        (
            (),
            None,
            "",
            "The certificate of 127.0.0.1 cannot be trusted: unable to get local issuer"
            " certificate. Nothing was sent.",
            'If the house has an authority of its own, name its file: authority = "…".',
        ),
    ],
    ids=["another name", "expired", "not valid yet", "of a stranger"],
)
def test_a_certificate_that_is_not_right_gets_nothing_and_once_it_is_mended_one_notice(
    work: Workspace,
    names: tuple[str, ...],
    valid: tuple[dt.datetime, dt.datetime] | None,
    more: str,
    what: str,
    remedy: str,
) -> None:
    asked = recipient("registry", channels='["hook"]'), rule("registry")
    context = authority(work.root, *names, valid=valid)
    with receiver((200, {}, b"ok"), context=context) as (address, taken):
        settings(work, hook(address, more), *asked)
        said = briefing(work.root, "deliver", env=KEY, status=1).words
    assert what in said
    assert remedy in said
    assert taken == []
    told = briefing(work.root, "deliver", "status", "--json").json["deliveries"]
    assert [one["state"] for one in told] == ["failed"]
    with receiver((200, {}, b"ok"), context=authority(work.root)) as (address, taken):
        settings(work, hook(address), *asked)
        briefing(work.root, "deliver", "retry", told[0]["id"], "--by", "Ana")
        briefing(work.root, "deliver", env=KEY)
        briefing(work.root, "deliver", env=KEY)
    assert [headers["webhook-id"] for headers, _ in taken] == [told[0]["id"]]


# ---------------------------------------------------------------- what a message may hold


def test_a_change_of_what_has_become_secret_is_not_told(work: Workspace) -> None:
    context = authority(work.root)
    with mail_server(context=context, users=USERS) as server:
        settings(work, mail_channel(server.port), recipient("desk"), rule("desk"))
        deliver(work)
        facts(work, port="The port is closed.", bridge="A bridge was built.")
        build(work)
        records = json.loads((work.root / "sources/page/facts/facts.json").read_text("utf-8"))
        records[0]["marking"] = "SECRET"  # the port, after the edition was made
        work.write("sources/page/facts/facts.json", json.dumps(records) + "\n")
        dry = deliver(work, "--dry-run")
        deliver(work)
    assert "Tells 1 change since edition 1; 1 above the marking are not told." in dry
    told = str(server.taken[1].message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert "A bridge was built." in told
    assert "The port" not in told


def parcel_of(work: Workspace) -> tuple[Parcel, MailChannel]:
    """What would go to the desk, by its mail channel."""
    found = Findings()
    book = read_book(work.root, found)
    assert book is not None, [problem.what for problem in found]
    plan = Planner(GeneratorWorkspace(work.root), book, found).plan(())
    [parcel] = plan.parcels["kenya"]
    assert isinstance(parcel.channel, MailChannel)
    return parcel, parcel.channel


def test_what_is_too_large_goes_as_links_or_not_at_all(work: Workspace) -> None:
    authority(work.root)
    settings(work, mail_channel(25), recipient("desk"), rule("desk"))
    parcel, channel = parcel_of(work)
    first = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    whole = message_of(parcel, channel, Since(), first)
    small = replace(channel, largest=len(whole) - 1)
    with pytest.raises(DeliveryError) as found:
        message_of(parcel, small, Since(), first)
    assert found.value.code == "delivery-too-large"
    linked = message_of(parcel, replace(small, links="https://a.example"), Since(), first)
    assert len(linked) < len(whole)
    assert message_of(parcel, channel, Since(), first) == whole  # the same to the byte
