"""Every fault of a service has its words, costs no more than its bounds, and changes nothing."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from pathlib import Path

import pytest
import trustme

from generator.refresh.report import Outcome
from tests.bounds import PATIENCE
from tests.loopback import Asked, Reply, bomb, once, page, pages_of, serving
from tests.unit.refresh.conftest import Place, codes

GOOD = pages_of("2025-12-17")


@pytest.mark.parametrize(
    ("fault", "pauses"),
    [
        (Reply(status=429, headers={"Retry-After": "7"}), [7.0]),
        (Reply(status=503, headers={"Retry-After": "2"}), [2.0]),
        (Reply(status=500), [1.0]),
        (Reply(reset=True), [1.0]),
        (Reply(page("2025-12-17", "FP.CPI.TOTL.ZG", 1), cut=500), [1.0]),
        (Reply(page("2025-12-17", "FP.CPI.TOTL.ZG", 1)[:500]), [1.0]),
        (Reply(b""), [1.0]),
        (
            Reply(
                status=429,
                headers={
                    "Date": "Sun, 29 Nov 2026 12:00:00 GMT",
                    "Retry-After": "Sun, 29 Nov 2026 12:00:30 GMT",
                },
            ),
            [30.0],
        ),
    ],
    ids=["429", "503", "500", "reset", "cut", "truncated", "empty", "429-date"],
)
def test_what_passes_is_asked_again_after_a_pause(
    place: Place, fault: Reply, pauses: list[float]
) -> None:
    place.server.answering = once(fault, GOOD)
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert place.waited == pauses


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Reply(status=429), "refresh-busy"),
        (Reply(status=500), "refresh-status"),
        (Reply(reset=True), "refresh-cut"),
        (Reply(b'[{"page":1', media="application/json"), "refresh-not-json"),
        (Reply(b"  \n", media="application/json"), "refresh-empty"),
        (Reply(b"[NaN]", media="application/json"), "refresh-not-json"),
        (Reply(b"[" * 100_000, media="application/json"), "refresh-not-json"),
        (Reply(b"\x1f\x8b\x08junk", headers={"Content-Encoding": "gzip"}), "refresh-cut"),
    ],
)
def test_what_stays_wrong_is_left_after_three_tries(place: Place, fault: Reply, code: str) -> None:
    place.server.answering = lambda asked: fault
    report = place.refresh()
    assert codes(report) == [code]
    assert len(place.server.asked) == 3
    assert place.waited == [1.0, 2.0]
    assert place.state is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Reply(status=404), "refresh-status"),
        (Reply(status=401), "refresh-status"),
        (Reply(b"<html>", media="text/html"), "refresh-type"),
        (Reply(status=429, headers={"Retry-After": "61"}), "refresh-wait"),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), "refresh-scheme"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "refresh-scheme"),
        (Reply(status=302, headers={"Location": "https://127.0.0.1/"}), "refresh-scheme"),
        (Reply(status=301, headers={"Location": "http://127.0.0.1:1/"}), "refresh-host"),
        (Reply(status=301, headers={"Location": "http://x@127.0.0.1/"}), "refresh-address-form"),
        (Reply(status=304), "refresh-status"),
        (Reply(b"{}", headers={"Content-Encoding": "br"}), "refresh-coding"),
    ],
)
def test_what_cannot_pass_is_not_asked_again(place: Place, fault: Reply, code: str) -> None:
    place.server.answering = lambda asked: fault
    report = place.refresh()
    assert codes(report) == [code]
    assert len(place.server.asked) == 1
    assert place.waited == []


def test_where_a_service_leads_to_is_told_without_what_it_is_asked(place: Place) -> None:
    target = "http://198.51.100.7/login?key=secret"
    place.server.answering = lambda asked: Reply(status=302, headers={"Location": target})
    (problem,) = place.refresh().problems
    assert "http://198.51.100.7/login" in problem.what
    assert "secret" not in problem.what


def test_a_circle_of_redirects_ends(place: Place) -> None:
    place.server.answering = lambda asked: Reply(status=302, headers={"Location": asked.path})
    report = place.refresh()
    assert codes(report) == ["refresh-redirects"]
    assert len(place.server.asked) == 4


def test_a_redirect_on_the_same_host_is_followed(place: Place) -> None:
    def moved(asked: Asked) -> Reply:
        if asked.path.startswith("/v2/"):
            return Reply(status=308, headers={"Location": "/new" + asked.path})
        return GOOD(asked)

    place.server.answering = moved
    report = place.refresh()
    assert report.outcome is Outcome.NEW


def test_a_redirect_to_another_host_reaches_nobody_unless_it_is_named(place: Place) -> None:
    with serving(GOOD) as other:
        place.server.answering = lambda asked: Reply(
            status=307, headers={"Location": other.address + asked.path}
        )
        assert codes(place.refresh()) == ["refresh-host"]
        assert other.asked == []
        place.set_up(f'allow_hosts = ["{other.host}"]')
        assert place.refresh().outcome is Outcome.NEW
        assert len(other.asked) == 6


@pytest.mark.parametrize("which", ["drip", "drip_head"])
def test_an_answer_that_drips_is_ended_by_the_clock(place: Place, which: str) -> None:
    place.set_up("total_seconds = 1\nread_seconds = 5\nattempts = 1")
    # The head alone is a hundred bytes, and so takes over a minute, and would end well.
    slow = Reply(page("2025-12-17", "FP.CPI.TOTL.ZG", 1), **{which: 1.0})  # type: ignore[arg-type]
    place.server.answering = lambda asked: slow
    report = place.refresh()
    assert codes(report) == ["refresh-slow"]


def test_an_answer_that_never_comes_is_ended(place: Place) -> None:
    place.set_up("read_seconds = 0.5\nattempts = 1")

    ended = threading.Event()

    def silent(asked: Asked) -> Reply:
        ended.wait(PATIENCE)
        return Reply()

    place.server.answering = silent
    assert codes(place.refresh()) == ["refresh-slow"]
    ended.set()


def test_what_is_too_large_is_not_read_to_its_end(place: Place) -> None:
    place.set_up("most_megabytes = 1")
    place.server.answering = lambda asked: Reply(b"[" + b" " * 2_000_000 + b"]")
    assert codes(place.refresh()) == ["refresh-large"]
    place.server.answering = lambda asked: Reply(b" " * 2_000_000, length=False)
    assert codes(place.refresh()) == ["refresh-large"]


def test_a_bomb_is_not_unpacked(place: Place) -> None:
    place.set_up("most_megabytes = 1")
    place.server.answering = lambda asked: bomb(100_000_000)
    assert codes(place.refresh()) == ["refresh-large"]


def test_packed_answers_are_kept_unpacked(place: Place) -> None:
    import gzip

    def packed(asked: Asked) -> Reply:
        content = page("2025-12-17", asked.indicator, asked.page)
        return Reply(gzip.compress(content), headers={"Content-Encoding": "gzip"})

    place.server.answering = packed
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert place.files()["FP.CPI.TOTL.ZG-1.json"] == page("2025-12-17", "FP.CPI.TOTL.ZG", 1)
    assert report.counts["sent"] < 40_000


def test_nobody_there_is_told(place: Place) -> None:
    place.server.http.shutdown()
    place.server.http.server_close()
    place.set_up("attempts = 1")
    report = place.refresh()
    assert codes(report) == ["refresh-connect"]
    assert "127.0.0.1" in report.problems[0].what


# ---------------------------------------------------------------- encrypted lines


def _certificate(
    folder: Path, name: str = "127.0.0.1", years: tuple[int, int] | None = None
) -> ssl.SSLContext:
    """The certificate of a service, of an authority whose file is ``ca.pem`` in the folder."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    begin, end = (dt.datetime(y, 1, 1, tzinfo=dt.UTC) for y in years) if years else (None, None)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name, not_before=begin, not_after=end).configure_cert(context)
    return context


@pytest.mark.parametrize(
    ("name", "years", "known", "code", "what"),
    [
        (
            "bank.example",
            None,
            True,
            "refresh-certificate-name",
            "the certificate that {host} shows is for another name.",
        ),
        (
            "127.0.0.1",
            (2001, 2002),
            True,
            "refresh-certificate-expired",
            "the certificate of {host} has expired.",
        ),
        (
            "127.0.0.1",
            (2901, 2902),
            True,
            "refresh-certificate-early",
            "the certificate of {host} is not valid yet.",
        ),
        (
            "127.0.0.1",
            None,
            False,
            "refresh-certificate",
            "the certificate of {host} cannot be trusted: unable to get local issuer certificate.",
        ),
    ],
    ids=["another name", "expired", "not valid yet", "of a stranger"],
)
def test_a_service_that_does_not_prove_who_it_is_gets_no_request_and_is_told_apart(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    years: tuple[int, int] | None,
    known: bool,
    code: str,
    what: str,
) -> None:
    context = _certificate(tmp_path, name, years)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with serving(pages_of("2025-12-17"), context) as server:
        place = Place(tmp_path / "work", server)
        place.set_up()
        report = place.refresh()
        assert codes(report) == [code]
        assert report.problems[0].what.endswith(what.format(host=server.host))
        assert (server.asked, place.waited) == ([], [])  # asking again would not help
        assert place.state is None


def test_a_service_with_a_certificate_of_the_house_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with serving(pages_of("2025-12-17"), context) as server:
        place = Place(tmp_path / "work", server)
        place.set_up()
        assert place.refresh().outcome is Outcome.NEW


def test_a_service_that_does_not_encrypt_is_told_apart_from_one_that_is_not_there(
    place: Place,
) -> None:
    path = place.folder / "source.toml"
    path.write_text(path.read_text("utf-8").replace("http://", "https://"), "utf-8")
    report = place.refresh()
    assert codes(report) == ["refresh-encryption"]
    words = f"no encryption could be agreed on with {place.server.host}"
    assert words in report.problems[0].what
    assert (place.server.asked, place.waited) == ([], [])
