"""What comes is kept as it came, and is in use only when all of it is sound."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

from generator.facts import received
from generator.refresh.report import Outcome
from tests.loopback import Asked, Reply, changed, page, pages_of, with_validators
from tests.unit.refresh.conftest import Place, codes


def test_all_pages_are_kept_as_they_came_with_time_hash_address_and_licence(place: Place) -> None:
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert report.counts["asked"] == 6
    files = place.files()
    record = json.loads(files.pop("received.json"))
    assert record["licence"] == "CC BY 4.0"
    assert record["made"] == "20261129T120100Z"
    assert set(files) == {one["file"] for one in record["files"]}
    for one in record["files"]:
        indicator, _, number = one["file"].removesuffix(".json").rpartition("-")
        assert files[one["file"]] == page("2025-12-17", indicator, int(number))
        assert one["sha256"] == hashlib.sha256(files[one["file"]]).hexdigest()
        assert one["asked"].startswith(place.server.address)
        assert (one["status"], one["received"]) == (200, "20261129T120100Z")


def test_what_has_not_changed_is_not_sent_again(place: Place) -> None:
    place.server.answering = with_validators(pages_of("2025-12-17"))
    place.refresh()
    before = place.state
    report = place.refresh()
    assert report.outcome is Outcome.UNCHANGED
    assert report.counts["unchanged"] == 6
    assert report.counts["sent"] == 0
    assert all("if-none-match" in asked.headers for asked in place.server.asked)
    assert place.state == before
    assert len(received.states(place.folder)) == 1


def test_the_same_bytes_without_validators_are_no_new_state(place: Place) -> None:
    place.refresh()
    assert place.refresh().outcome is Outcome.UNCHANGED
    assert len(received.states(place.folder)) == 1


def test_one_changed_page_makes_a_new_state_with_the_others_taken_over(place: Place) -> None:
    first = with_validators(pages_of("2025-12-17"))
    place.server.answering = first
    place.refresh()

    def mended(asked: Asked) -> Reply:
        content = page("2025-12-17", asked.indicator, asked.page)
        if (asked.indicator, asked.page) == ("FP.CPI.TOTL.ZG", 2):
            content = content.replace(b"4.35835351089586", b"4.4")
        return Reply(content)

    old = place.files()
    place.server.answering = with_validators(mended)
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert report.counts["unchanged"] == 5
    new = place.files()
    differing = {name for name in old if old[name] != new[name]} - {"received.json"}
    assert differing == {"FP.CPI.TOTL.ZG-2.json"}
    assert len(received.states(place.folder)) == 2


def test_a_refused_answer_leaves_everything_as_it_was(place: Place) -> None:
    place.refresh()
    before, state = place.files(), place.state
    place.server.answering = lambda asked: Reply(b"[1, 2", media="application/json")
    report = place.refresh()
    assert report.outcome is Outcome.FAILED
    assert codes(report)[0] == "refresh-not-json"
    assert (place.files(), place.state) == (before, state)


def test_pages_that_came_are_not_asked_for_again(place: Place) -> None:
    def broken(asked: Asked) -> Reply:
        if (asked.indicator, asked.page) == ("NY.GDP.MKTP.CD", 2):
            return Reply(b"out of order", status=404, media="text/plain")
        return Reply(page("2025-12-17", asked.indicator, asked.page))

    place.server.answering = broken
    report = place.refresh()
    assert codes(report) == ["refresh-status", "refresh-kept"]
    lines = (place.folder / "source.toml").read_text("utf-8").splitlines()
    assert lines[(report.problems[0].where.line or 0) - 1] == "[[refresh.requests]]"
    place.server.answering = pages_of("2025-12-17")
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert report.counts["resumed"] == 4
    assert [(a.indicator, a.page) for a in place.server.asked] == [
        ("NY.GDP.MKTP.CD", 2),
        ("NY.GDP.MKTP.CD", 3),
    ]
    assert not (place.folder / "received" / ".partial").exists()


def test_pages_of_yesterday_are_asked_for_again(place: Place) -> None:
    place.server.answering = lambda asked: (
        Reply(page("2025-12-17", asked.indicator, 1))
        if asked.page == 1 and asked.indicator.startswith("FP")
        else Reply(status=404)
    )
    place.refresh()
    place.moment += dt.timedelta(hours=25)
    place.server.answering = pages_of("2026-04-01")
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert report.counts["resumed"] == 0


def test_pages_of_two_states_never_become_one(place: Place) -> None:
    """The provider publishes between page 2 and page 3: all of the request comes anew."""
    count = [0]

    def moving(asked: Asked) -> Reply:
        count[0] += 1
        return Reply(
            page("2025-12-17" if count[0] <= 2 else "2026-04-01", asked.indicator, asked.page)
        )

    place.server.answering = moving
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert report.counts["asked"] == 3 + 3 + 3
    told = {
        json.loads(data)[0]["lastupdated"]
        for name, data in place.files().items()
        if name[0] in "FN"
    }
    assert told == {"2026-04-01"}


def test_pages_left_from_before_a_publication_never_become_one_with_new_ones(place: Place) -> None:
    place.server.answering = lambda asked: (
        Reply(page("2025-12-17", asked.indicator, asked.page))
        if asked.page < 3
        else Reply(status=404)
    )
    place.refresh()
    place.server.answering = pages_of("2026-04-01")
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    told = {
        json.loads(data)[0]["lastupdated"]
        for name, data in place.files().items()
        if name[0] in "FN"
    }
    assert told == {"2026-04-01"}


def test_a_service_that_never_comes_to_rest_is_left(place: Place) -> None:
    count = [0]

    def moving(asked: Asked) -> Reply:
        count[0] += 1
        date = ("2025-12-17", "2026-04-01")[count[0] % 2]
        return Reply(page(date, asked.indicator, asked.page))

    place.server.answering = moving
    assert codes(place.refresh())[0] == "refresh-changing"


def test_rows_that_are_missing_are_noticed(place: Place) -> None:
    def shorter(asked: Asked) -> Reply:
        content = page("2025-12-17", asked.indicator, asked.page)
        if asked.page == 3:
            content = changed(content, lambda value: value[1].pop())  # type: ignore[attr-defined]
        return Reply(content)

    place.server.answering = shorter
    report = place.refresh()
    assert codes(report)[0] == "refresh-rows"
    assert "144 rows, and 143 came" in report.problems[0].what


def test_a_fault_of_the_world_bank_in_an_answer_with_status_200_is_one(place: Place) -> None:
    fault = b'[{"message":[{"id":"120","key":"Invalid value","value":"Not valid"}]}]'
    place.server.answering = lambda asked: Reply(fault)
    report = place.refresh()
    assert codes(report) == ["refresh-fault"]
    assert "FP.CPI.TOTL.ZG, page 1: the service refuses: “Not valid”." in report.problems[0].what


def test_an_answer_without_data_is_no_answer(place: Place) -> None:
    empty = b'[{"page":1,"pages":1,"per_page":50,"total":0,"lastupdated":null},null]'
    place.server.answering = lambda asked: Reply(empty)
    assert codes(place.refresh()) == ["refresh-echo"]


def test_data_of_another_indicator_are_not_taken(place: Place) -> None:
    place.server.answering = lambda asked: Reply(page("2025-12-17", "NY.GDP.MKTP.CD", asked.page))
    report = place.refresh()
    assert codes(report) == ["refresh-echo"]
    assert (
        "asked for FP.CPI.TOTL.ZG, and the answer is about NY.GDP.MKTP.CD"
        in report.problems[0].what
    )


def test_another_page_than_the_one_asked_for_is_not_taken(place: Place) -> None:
    place.server.answering = lambda asked: Reply(page("2025-12-17", asked.indicator, 1))
    assert codes(place.refresh())[0] == "refresh-other-page"


def test_nothing_is_asked_unless_it_is_turned_on(place: Place) -> None:
    path = place.folder / "source.toml"
    path.write_text(path.read_text("utf-8").replace("enabled = true", "enabled = false"), "utf-8")
    report = place.refresh()
    assert report.outcome is Outcome.OFF
    assert codes(report) == ["refresh-off"]
    assert place.server.asked == []
    assert place.refresh(enable=True).outcome is Outcome.NEW


def test_a_trial_replaces_nothing_and_what_it_brought_serves_the_real_one(place: Place) -> None:
    report = place.refresh(trial=True)
    assert report.outcome is Outcome.WOULD
    assert place.state is None
    report = place.refresh()
    assert report.outcome is Outcome.NEW
    assert place.server.asked == []
    assert report.counts["resumed"] == 6


def test_a_state_that_was_tampered_with_is_told_and_asked_for_whole(place: Place) -> None:
    place.server.answering = with_validators(pages_of("2025-12-17"))
    place.refresh()
    assert place.state is not None
    damaged = place.state / "FP.CPI.TOTL.ZG-1.json"
    damaged.write_bytes(damaged.read_bytes().replace(b"2025", b"2024", 1))
    report = place.refresh()
    assert codes(report)[0] == "received-damaged"
    assert report.counts["unchanged"] == 0
    assert report.outcome is Outcome.NEW


def test_two_at_once_are_one_after_the_other(place: Place) -> None:
    from generator.editions.lock import locked

    folder = place.folder / "received"
    folder.mkdir()
    with locked(folder):
        report = place.refresh()
    assert codes(report) == ["refresh-held"]
    assert place.refresh().outcome is Outcome.NEW


def test_placeholders_cannot_add_to_an_address() -> None:
    from generator.facts.refreshfile import RequestSetup
    from generator.refresh.plan import Series

    setup = RequestSetup("https://a.example/{area}?p={page}", "{area}-{page}.json")
    series = Series(replace(setup), {"area": "IRQ;SYR"})
    assert series.address(2) == "https://a.example/IRQ;SYR?p=2"
    assert Series(setup, {"area": "x&y=/.."}).address(1) == "https://a.example/x%26y%3D%2F..?p=1"
    assert series.file(1) == "IRQ_SYR-1.json"
