"""The plan: for every document whether it is due, and why. Real builds of small workspaces."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import workspace as places
from generator.build.plan import Plan, plan_of
from generator.build.planning import kept, record, renewing
from generator.build.planning.model import ALONG, STALE, TO_CHECK, UP_TO_DATE, PlannedOrder, Why
from generator.build.planning.thinking import open_kept
from generator.build.report import BuildReport, Outcome, Progress, Settings, Stage
from generator.build.run import build
from generator.packaged import packaged_root
from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace

pytestmark = pytest.mark.usefixtures("warm_workers")
TODAY = dt.date(2024, 12, 2)

COUNTS = """\
- {id: kenya-camps, kind: figure, countries: [KEN], subject: camps,
   text: {en: "There are {value}."}, value: %s, unit: persons}
"""


def make(work: Workspace, *names: str, day: dt.date = TODAY) -> BuildReport:
    found = places.Workspace(work.root)
    return build(found, names, Settings(today=day, jobs=1))


def plan(work: Workspace, day: dt.date = TODAY) -> Plan:
    return plan_of(places.Workspace(work.root), day)


def order(work: Workspace, name: str = "kenya", day: dt.date = TODAY) -> PlannedOrder:
    found = plan(work, day).of(name)
    assert found is not None
    return found


def whats(one: PlannedOrder) -> list[str]:
    return [why.what for why in one.reasons]


def only(one: PlannedOrder) -> Why:
    (why,) = one.reasons
    return why


def outcomes(report: BuildReport) -> dict[str, Outcome]:
    return {one.order: one.outcome for one in report.orders}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an order on Kenya and one on Uganda, both built."""
    work = Workspace(tmp_path_factory.mktemp("plan"))
    work.facts({"kenya-calm": "Kenya is calm.", "kenya-busy": "Nairobi is busy."})
    work.source("counts")
    work.write("sources/counts/facts/counts.yaml", COUNTS % "3")
    work.order("kenya", formats='["html", "docx"]', languages='["en", "fr"]')
    report = make(work)
    assert set(outcomes(report).values()) == {Outcome.PUBLISHED}, report
    return work.root


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it, as a backup would restore it: with the same contents and other signs."""
    shutil.copytree(made, tmp_path / "work")
    return Workspace.at(tmp_path / "work")


# ---------------------------------------------------------------- nothing to do


def test_a_first_build_is_due_for_every_document_ordered(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    found = order(work, "uganda")
    assert (found.edition, found.state) == (0, STALE)
    assert [(one.language, one.format) for one in found.documents] == [("en", "html")]
    assert whats(found) == ["first"]


def test_after_a_build_everything_is_up_to_date(work: Workspace) -> None:
    found = plan(work)
    assert found.due == ()
    assert [(one.order, one.edition, len(one.documents)) for one in found.orders] == [
        ("kenya", 1, 4),
        ("uganda", 1, 1),
    ]
    assert all(one.reasons == () and one.unaffected == () for one in found.orders)


def test_a_file_that_is_only_touched_is_no_reason(work: Workspace) -> None:
    plan(work)
    for path in work.root.rglob("*"):
        if path.is_file() and "state" not in path.parts:
            os.utime(path, ns=(1, 1))
    found = plan(work)
    assert found.due == ()
    assert all(one.unaffected == () for one in found.orders)


def test_a_comment_and_another_order_of_records_are_no_reason(work: Workspace) -> None:
    work.write("sources/counts/facts/counts.yaml", "# Counted by hand.\n" + COUNTS % "3")
    assert plan(work).due == ()


def test_a_plan_writes_nothing_but_its_own_notes(work: Workspace) -> None:
    work.facts({"kenya-calm": "Kenya is not calm."})
    before = _contents(work.root)
    plan(work)
    assert _contents(work.root) == before


def test_what_a_process_has_opened_at_its_beginning_it_need_not_open_for_a_change(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, opened, take = places.Workspace(work.root), list[str](), kept.take

    def noted(path: Path) -> object:
        opened.append(path.parent.name)
        return take(path)

    monkeypatch.setattr(kept, "take", noted)
    open_kept(place.state)
    assert opened.count("orders") == 2
    assert opened.count("sources") > 0
    opened.clear()
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    assert plan(work).due == ("kenya",)
    assert not {"orders", "sources"} & {*opened}


def _contents(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and "state" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


# ---------------------------------------------------------------- facts


def test_a_changed_value_makes_due_what_prints_it_and_nothing_else(work: Workspace) -> None:
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    found = plan(work)
    assert found.due == ("kenya",)
    why = only(order(work))
    assert (why.what, why.name, why.source) == ("fact-changed", "kenya-camps", "counts")
    assert (why.old, why.new, why.certain) == ("value 3", "value 4", True)
    assert {one.state for one in order(work).documents} == {STALE}
    other = order(work, "uganda")
    assert (other.state, [(w.what, w.name) for w in other.unaffected]) == (
        UP_TO_DATE,
        [("unaffected", "counts")],
    )


def test_a_changed_wording_is_told_in_the_languages_it_printed_in(work: Workspace) -> None:
    work.facts({"kenya-calm": "Kenya is very calm.", "kenya-busy": "Nairobi is busy."})
    why = only(order(work))
    assert (why.what, why.name) == ("fact-changed", "kenya-calm")
    assert (why.old, why.new) == ("en Kenya is calm.", "en Kenya is very calm.")
    assert why.languages == ("en", "fr")


def test_a_fact_that_was_looked_for_and_comes_is_a_reason_to_look(work: Workspace) -> None:
    work.write(
        "sources/page/facts/more.yaml",
        "- {id: new, kind: context, countries: [KEN], text: {en: New.}}\n",
    )
    why = only(order(work))
    assert (why.what, why.name, why.new, why.certain) == ("fact-added", "new", "all", False)
    assert order(work).state == TO_CHECK
    assert order(work, "uganda").state == UP_TO_DATE


def test_a_fact_that_goes_is_a_reason(work: Workspace) -> None:
    work.facts({"kenya-calm": "Kenya is calm."})
    why = only(order(work))
    assert (why.what, why.name, why.certain) == ("fact-removed", "kenya-busy", True)


def test_a_source_that_goes_is_a_reason_where_it_was_printed(work: Workspace) -> None:
    shutil.rmtree(work.root / "sources" / "counts")
    assert [(w.what, w.name) for w in order(work).reasons] == [("fact-removed", "kenya-camps")]
    assert not order(work, "uganda").due


def test_a_source_that_comes_is_compared_with_every_order(work: Workspace) -> None:
    work.source("news")
    work.facts({"fresh": "Fresh."}, source="news", area="UGA")
    found = plan(work)
    assert found.due == ("uganda",)
    assert whats(order(work, "uganda")) == ["fact-added"]


def test_a_fact_about_a_country_without_an_order_concerns_nobody(work: Workspace) -> None:
    work.source("news")
    work.facts({"fresh": "Fresh."}, source="news", area="NOR")
    found = plan(work)
    assert found.due == ()
    assert [w.what for one in found.orders for w in one.unaffected] == ["unaffected"] * 2


def test_a_source_with_a_mistake_is_told_and_nothing_counts_as_known(work: Workspace) -> None:
    work.write("sources/counts/facts/counts.yaml", "- {id: kenya-camps, kind: nonsense}\n")
    assert [(w.what, w.name) for w in order(work).reasons] == [("source-unsound", "counts")]
    assert order(work).state == TO_CHECK


def test_values_above_the_lowest_marking_are_not_told(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.facts({"secret": "It is three."}, marking="SECRET")
    work.order("kenya", formats='["html"]', ceiling='"SECRET"')
    make(work)
    work.facts({"secret": "It is four."}, marking="SECRET")
    why = only(order(work))
    assert (why.what, why.old, why.new) == ("fact-changed", "", "")
    for path in (tmp_path / "state" / "plan" / "sources").iterdir():
        assert b"secret" not in path.read_bytes()


def test_a_new_fact_above_the_ceiling_leaves_no_trace(work: Workspace) -> None:
    work.source("high")
    work.facts({"hidden": "Hidden."}, source="high", marking="SECRET")
    found = order(work)
    assert not found.due
    assert [(w.what, w.name) for w in found.unaffected] == [("unaffected", "high")]


# ---------------------------------------------------------------- what is no fact


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("templates/plain/brief.j2", "<section><h2>x</h2><p>x</p></section>", "template"),
        ("templates/shared/more.j2", "", "template"),
        ("templates/marking/canada.toml", "# another scheme\n", "house"),
        ("templates/house/canada/more.css", "p {color: red}", "house"),
        ("fonts/Other.ttf", "no font", "fonts"),
    ],
)
def test_another_file_of_what_it_is_made_with_is_named(
    work: Workspace, file: str, text: str, what: str
) -> None:
    work.write(file, text)
    why = order(work).reasons[0]
    assert (why.what, why.name) == (what, file)
    assert order(work, "uganda").due


def test_another_template_is_no_reason(work: Workspace) -> None:
    work.template("other", "<section></section>")
    assert plan(work).due == ()


def test_a_changed_order_is_named_and_what_it_asks_for_now(work: Workspace) -> None:
    work.order("kenya", formats='["html", "pdf"]', languages='["en", "ar"]')
    found = order(work)
    by_document = {(d.language, d.format): (d.state, d.reasons[0].what) for d in found.documents}
    assert by_document == {
        ("en", "html"): (TO_CHECK, "order"),
        ("en", "docx"): (STALE, "format-removed"),
        ("fr", "html"): (STALE, "language-removed"),
        ("fr", "docx"): (STALE, "language-removed"),
        ("en", "pdf"): (STALE, "format-added"),
        ("ar", "html"): (STALE, "language-added"),
        ("ar", "pdf"): (STALE, "language-added"),
    }


def test_a_meeting_that_moved_is_told(work: Workspace) -> None:
    path = work.root / "briefings" / "kenya.toml"
    text = path.read_text()
    path.write_text(text + '[meeting]\ndate = "2024-12-10"\n')
    make(work)
    path.write_text(
        text + '[meeting]\ndate = "2024-12-11"\ntime = "10:30"\nzone = "Africa/Nairobi"\n'
    )
    why = order(work).reasons[0]
    assert (why.what, why.old) == ("meeting", "2024-12-10")
    assert why.new == "2024-12-11 10:30 Africa/Nairobi"


def test_an_order_with_a_mistake_is_told(work: Workspace) -> None:
    work.write("briefings/kenya.toml", 'template = "plain"\nsubjet = "KEN"\n')
    assert order(work).state == TO_CHECK
    assert whats(order(work)) == ["order-unsound"]


@pytest.mark.parametrize(
    ("change", "what", "name", "certain"),
    [
        ({"program": {"writers": "x"}}, "writers", "", True),
        ({"program": {"fonts": "x"}}, "program-fonts", "", True),
        ({"program": {"locale": "x"}}, "locale", "", False),
        ({"program": {"program": "x"}}, "program", "", False),
        ({"program": {"messages fr": "x"}}, "message", "fr", False),
    ],
)
def test_a_part_of_the_program_that_changed_is_named(
    work: Workspace, change: dict[str, dict[str, str]], what: str, name: str, certain: bool
) -> None:
    known = _recalled(work)
    record.remember(
        work.root / "state", replace(known, program={**known.program, **change["program"]})
    )
    why = only(order(work))
    assert (why.what, why.name, why.certain) == (what, name, certain)
    french = {one.state for one in order(work).documents if one.language == "fr"}
    english = {one.state for one in order(work).documents if one.language == "en"}
    assert french == {STALE if certain else TO_CHECK}
    assert english == ({ALONG} if what == "message" else french)


def test_a_library_that_changed_is_told_with_both_versions(work: Workspace) -> None:
    known = _recalled(work)
    older = known.surroundings.replace("\njinja2=", "\njinja2=0.")
    record.remember(work.root / "state", replace(known, surroundings=older))
    why = only(order(work))
    assert (why.what, why.name, why.old) == ("library", "jinja2", f"0.{why.new}")


def _recalled(work: Workspace) -> record.OrderRecord:
    known = record.recall(work.root / "state", "kenya")
    assert known is not None
    return known


# ---------------------------------------------------------------- days


@pytest.fixture
def daily(tmp_path: Path) -> Workspace:
    """An order as of today about one fact of 2024-06, which goes stale after 400 days."""
    work = Workspace(tmp_path)
    work.facts({"calm-ken": "Kenya is calm."})
    work.order("kenya", formats='["html"]', as_of='"today"')
    make(work, "kenya")
    return work


def test_a_day_on_which_nothing_turns_is_no_reason(daily: Workspace) -> None:
    assert plan(daily).until == dt.date(2025, 5, 16)
    for day in (TODAY, dt.date(2025, 1, 1), dt.date(2025, 5, 15)):
        assert not order(daily, day=day).due


def test_a_fact_that_falls_due_or_goes_stale_is_a_reason(daily: Workspace) -> None:
    found = order(daily, day=dt.date(2025, 8, 5))
    told = [(why.what, why.name, why.new) for why in found.reasons]
    assert told == [("day-due", "calm-ken", "2025-05-16"), ("day-stale", "calm-ken", "2025-08-05")]


def test_a_clock_that_was_set_back_is_a_reason(daily: Workspace) -> None:
    assert whats(order(daily, day=dt.date(2024, 11, 1))) == ["day"]


def test_a_day_that_changes_nothing_printed_makes_no_edition(daily: Workspace) -> None:
    day = dt.date(2025, 5, 20)
    assert order(daily, day=day).state == TO_CHECK
    assert outcomes(make(daily, "kenya", day=day)) == {"kenya": Outcome.UNCHANGED}
    found = order(daily, day=day)
    assert (found.state, found.edition) == (UP_TO_DATE, 1)


def test_a_stated_day_is_no_reason(work: Workspace) -> None:
    assert plan(work, dt.date(2031, 1, 1)).due == ()


# ---------------------------------------------------------------- editions


def test_a_document_changed_by_hand_or_lost_is_told(work: Workspace) -> None:
    folder = work.edition("kenya")
    word = next(folder.glob("*_en.docx"))
    word.write_bytes(word.read_bytes() + b" ")
    next(folder.glob("*_fr.html")).unlink()
    found = {(d.language, d.format): [w.what for w in d.reasons] for d in order(work).documents}
    assert found[("en", "docx")] == ["document-altered"]
    assert found[("fr", "html")] == ["document-missing"]


def test_an_edition_that_went_is_due(work: Workspace) -> None:
    shutil.rmtree(work.edition("kenya"))
    assert order(work).state == STALE


def test_a_deleted_order_is_planned_no_more(work: Workspace) -> None:
    (work.root / "briefings" / "kenya.toml").unlink()
    assert [one.order for one in plan(work).orders] == ["uganda"]


# ---------------------------------------------------------------- the state is lost


def test_without_the_state_plans_are_made_anew(work: Workspace) -> None:
    shutil.rmtree(work.root / "state")
    assert whats(order(work)) == ["not-remembered"]
    assert set(outcomes(make(work)).values()) == {Outcome.UNCHANGED}
    assert plan(work).due == ()
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    assert plan(work).due == ("kenya",)


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty", "other form"])
def test_a_damaged_state_is_never_believed(work: Workspace, damage: str) -> None:
    plan(work)
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    for path in (work.root / "state" / "plan").rglob("*.json"):
        data = path.read_bytes()
        path.write_bytes(
            {
                "cut": data[: len(data) // 2],
                "garbage": data[:80] + b"\xff\x00" + data[80:],
                "empty": b"",
                "other form": json.dumps([0, {}]).encode(),
            }[damage]
        )
    assert "kenya" in plan(work).due
    report = make(work)
    assert outcomes(report) == {"kenya": Outcome.PUBLISHED, "uganda": Outcome.UNCHANGED}
    assert plan(work).due == ()


def test_without_snapshots_every_fact_is_compared(work: Workspace) -> None:
    shutil.rmtree(work.root / "state" / "plan" / "sources")
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    told = [(w.what, w.name) for w in order(work).reasons]
    assert told == [("fact-changed", "kenya-camps"), ("source", "counts")]
    assert not order(work, "uganda").due


def test_orders_that_nothing_concerned_are_not_left_on_states_that_are_thrown_away(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stands() -> tuple[str, str]:
        """The states of the source on which the two orders stand."""
        assert plan(work).due == ()
        known = [record.recall(state, name) for name in ("kenya", "uganda")]
        (kenya, uganda) = (one.sources["counts"] for one in known if one is not None)
        return kenya, uganda

    state = places.Workspace(work.root).state
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    assert outcomes(make(work)) == {"kenya": Outcome.PUBLISHED, "uganda": Outcome.UNCHANGED}
    kenya, uganda = stands()
    assert kenya != uganda
    monkeypatch.setattr(renewing, "MANY", 1)
    for value in ("5", "6"):
        work.write("sources/counts/facts/counts.yaml", COUNTS % value)
        assert outcomes(make(work)) == {"kenya": Outcome.PUBLISHED, "uganda": Outcome.UNCHANGED}
        newer, uganda = stands()
        assert newer == uganda != kenya
        kenya = newer
    work.write("sources/counts/facts/counts.yaml", (COUNTS % "6").replace("KEN", "UGA"))
    assert plan(work).due == ("kenya", "uganda")


def test_in_a_state_that_cannot_be_written_plans_are_right(work: Workspace) -> None:
    shutil.rmtree(work.root / "state" / "plan")
    work.write("state/plan", "a file stands in the way")
    assert plan(work).due == ()  # what builds remember of inputs is still there
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    assert set(plan(work).due) == {"kenya", "uganda"}


# ---------------------------------------------------------------- builds follow the plan


def test_a_build_composes_only_what_is_due(work: Workspace) -> None:
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    steps: list[Progress] = []
    found = places.Workspace(work.root)
    report = build(found, (), Settings(today=TODAY, jobs=1), steps.append)
    assert outcomes(report) == {"kenya": Outcome.PUBLISHED, "uganda": Outcome.UNCHANGED}
    assert {step.order for step in steps if step.stage is Stage.COMPOSE} == {"kenya"}
    assert work.editions("uganda") == ["0001"]
    assert plan(work).due == ()


def test_a_fact_that_was_looked_at_and_does_not_print_makes_no_edition(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.template(
        "short",
        "<section><h2>x</h2>{% for f in facts.all[:1] %}"
        "<p>{{ f|statement }}{{ f|cite }}</p>{% endfor %}</section>",
    )
    work.facts({"a": "First.", "b": "Second."})
    work.order("kenya", template='"short"', formats='["html"]')
    make(work, "kenya")
    work.facts({"a": "First.", "b": "Another."})
    why = only(order(work))
    assert (why.what, why.name, why.certain) == ("fact-changed", "b", False)
    assert order(work).state == TO_CHECK
    assert outcomes(make(work, "kenya")) == {"kenya": Outcome.UNCHANGED}
    assert (order(work).state, order(work).edition) == (UP_TO_DATE, 1)


def test_an_edition_made_by_another_build_is_seen(work: Workspace) -> None:
    plan(work)
    old = (work.root / "state" / "plan" / "orders" / "kenya.json").read_bytes()
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    make(work)
    (work.root / "state" / "plan" / "orders" / "kenya.json").write_bytes(old)
    shutil.rmtree(work.root / "state" / "checks")
    (work.root / "state" / "plan" / "plan.json").unlink()
    assert [(w.what, w.new) for w in order(work).reasons] == [("edition-newer", "2")]


def test_a_note_of_changes_is_due_when_what_it_follows_is(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.facts({"a": "First."})
    work.order("kenya", formats='["html"]')
    make(work, "kenya")
    work.facts({"a": "Second."})
    make(work, "kenya")
    work.write(
        "briefings/news.toml",
        'template = "change-note"\nlanguages = ["en"]\nformats = ["html"]\n'
        '[changes]\nof = "kenya"\n',
    )
    make(work)
    assert plan(work).due == ()
    work.facts({"a": "Third."})
    assert set(plan(work).due) == {"kenya", "news"}
    assert "follows" in whats(order(work, "news"))
    assert outcomes(make(work))["news"] is Outcome.PUBLISHED
    assert plan(work).due == ()


def test_the_house_of_an_order_is_a_reason_for_that_order_alone(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    shutil.copytree(packaged_root() / "templates/house/canada", tmp_path / "templates/house/mine")
    work.facts({"a": "First."})
    work.order("kenya", formats='["html"]', house='"mine"')
    make(work)
    path = tmp_path / "templates" / "house" / "mine" / "house.toml"
    path.write_text(path.read_text() + "# changed\n")
    assert plan(work).due == ("kenya",)
    assert (only(order(work)).what, only(order(work)).certain) == ("house", True)


# ---------------------------------------------------------------- the command


def test_the_command_says_it_in_words_and_by_its_status(work: Workspace) -> None:
    noon = {"SOURCE_DATE_EPOCH": "1733140800"}
    said = briefing(work.root, "plan", env=noon)
    assert said.out == (
        "kenya: up to date, edition 1 (en, fr HTML, Word)\n"
        "uganda: up to date, edition 1 (en HTML)\n"
        "All 5 documents of 2 orders are up to date.\n"
    )
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    said = briefing(work.root, "plan", status=4, env=noon)
    assert said.out == (
        "kenya: due, edition 1\n"
        "  en, fr HTML, Word: stale\n"
        "    the fact kenya-camps (counts) changed: value 3 → value 4\n"
        "uganda: up to date, edition 1 (en HTML)\n"
        "  counts changed, and nothing that it depends on (1 record)\n"
        "1 of 2 orders due; 5 documents in all.\n"
    )
    assert briefing(work.root, "plan", "uganda", env=noon).out.startswith("uganda: up to date")
    told = briefing(work.root, "plan", "--json", "kenya", status=4, env=noon).json
    assert told["due"] == ["kenya"]
    assert told["orders"][0]["documents"][0]["reasons"][0]["old"] == "value 3"
    said = briefing(work.root, "plan", "kenia", status=2, env=noon)
    assert "There is no order “kenia”." in said.words


NOON = {"SOURCE_DATE_EPOCH": "1733140800"}


def test_a_finished_file_is_explained(work: Workspace) -> None:
    file = next(work.edition("kenya").glob("*_fr.docx"))
    said = briefing(work.root, "explain", file, env=NOON)
    assert said.out.startswith(
        f"{file.name}\n  Edition 1 of kenya, fr, issued 2 December 2024, as of 1 December 2024.\n"
        "  Its state: up to date.\n"
    )
    assert "facts that it prints (3): kenya-busy (page), kenya-calm (page)" in said.words
    assert "any fact for its needs (1): all" in said.words
    assert "files of the order (1): briefings/kenya.toml" in said.words
    copied = work.write("elsewhere/copy.docx", file.read_bytes())
    assert briefing(work.root, "explain", copied, env=NOON).out == said.out


def test_a_due_file_and_one_changed_by_hand_are_told(work: Workspace) -> None:
    file = next(work.edition("kenya").glob("*_fr.docx"))
    file.write_bytes(file.read_bytes() + b" ")
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    said = briefing(work.root, "explain", file, status=4, env=NOON)
    assert "It was changed by hand after it was published." in said.words
    assert "the fact kenya-camps (counts) changed: value 3 → value 4" in said.words
    told = briefing(work.root, "explain", "--json", file, status=4, env=NOON).json
    assert (told["altered"], told["edition"], told["stands"]) == (True, 1, 1)
    assert told["planned"]["state"] == "stale"
    assert {"fact": "kenya-camps", "source": "counts"} in told["depends"]["printed"]


def test_a_file_of_an_older_edition_is_told(work: Workspace) -> None:
    old = next(work.edition("kenya").glob("*_fr.html"))
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")
    make(work)
    said = briefing(work.root, "explain", old, status=4, env=NOON)
    assert "Edition 1 of kenya" in said.words
    assert "Edition 2 stands now." in said.words


def test_a_file_of_no_edition_is_refused(work: Workspace) -> None:
    strange = work.write("elsewhere/strange.pdf", b"%PDF")
    said = briefing(work.root, "explain", strange, status=1, env=NOON)
    assert "No edition in this workspace has such a document" in said.words
    said = briefing(work.root, "explain", "not-there.pdf", status=1, env=NOON)
    assert "The file cannot be read: No such file or directory." in said.words
