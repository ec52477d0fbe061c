"""The fifteen rules about facts, one by one: what each lets through and what it holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.facts.model import (
    Basis,
    Confidence,
    Fact,
    FactBase,
    Kind,
    LocalText,
    Quantity,
    RelationType,
    Stance,
    TextState,
)
from generator.facts.textchecks import check_text
from generator.facts.translations import hash_of
from generator.problems import Findings, Severity
from generator.selection.model import Freshness, Need, Tense
from generator.selection.notices import notices
from generator.selection.snapshot import fingerprint, snapshot
from generator.selection.texts import MISSING, Answer, TextPolicy, text_for
from tests.unit.selection.builder import (
    base,
    body,
    chosen,
    fact,
    ids,
    moment,
    money,
    person,
    reasons,
    relation,
    ruling,
    selection,
)

OFFICE = fact(
    "office",
    Kind.POST,
    "2017",
    organisations=("erbil",),
    valid="../2025-03",
    basis=Basis.IMPLIED,
    past="Canada had an office in Erbil.",
)
CLOSURE = fact("closure", Kind.PLAN, "2024", when="2025-03", supersedes=("office",))
CLOSED = fact(
    "closed", Kind.EVENT, "2025-04-01", when="2025-03-31", confirms=("closure",), closes=("erbil",)
)
POSTS = Need("posts", kinds=(Kind.POST,), past="yes")


def codes(
    known: FactBase, need: Need | None = None, as_of: str = "2024-12-01", **more: Any
) -> set[str]:
    return {p.code for p in notices(selection(known, need, as_of, **more))}


def wordings(**sentences: str) -> dict[str, LocalText]:
    return {language: LocalText({"other": text}) for language, text in sentences.items()}


# ---------------------------------------------------------------- 1 self-contained


def said(**sentences: str) -> set[str]:
    """What the check of wordings finds in a statement."""
    findings = Findings()
    check_text(fact("one", text=wordings(**sentences)), None, findings)
    return {problem.code for problem in findings}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It closed in March."),
        ("fr", "Elle a fermé en mars."),
        ("ar", "هو مغلق منذ آذار."),
    ],
)
def test_rule_1_a_statement_that_points_to_another_is_noted(language: str, sentence: str) -> None:
    assert said(**{language: sentence}) == {"text-pointing"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Iraq is a member of the coalition."),
        ("fr", "Le Canada a fermé son bureau."),
        ("ar", "هولندا عضو في التحالف."),
    ],
)
def test_rule_1_a_statement_that_stands_alone_is_not(language: str, sentence: str) -> None:
    assert said(**{language: sentence}) == set()


# ---------------------------------------------------------------- 2 numbers from fields


def test_rule_2_numbers_that_differ_between_languages_are_noted() -> None:
    found = said(en="Up to 850 people.", fr="Jusqu'à 580 personnes.")
    assert "text-numbers-disagree" in found


def test_rule_2_a_number_that_no_field_holds_is_noted() -> None:
    assert "text-number-loose" in said(en="Up to 850 people.")


def test_rule_2_a_sentence_that_leaves_its_number_to_the_field_is_sound() -> None:
    findings = Findings()
    text = wordings(en="Up to {value} people.", fr="Jusqu'à {value} personnes.")
    deployed = fact("one", Kind.FIGURE, text=text, quantity=Quantity(Decimal(850), "persons"))
    check_text(deployed, None, findings)
    assert not list(findings)


# ---------------------------------------------------------------- 3 supersession


def test_rule_3_the_newest_statement_of_a_state_stands() -> None:
    old = fact("old", Kind.CONTEXT, "2017", subject_key="presence")
    new = fact("new", Kind.CONTEXT, "2024-05", subject_key="presence")
    known = base([old, new])
    assert ids(chosen(known)) == ["new"]
    assert reasons(selection(known)) == {"old": ("superseded", "new")}


def test_rule_3_validity_counts_before_a_newer_date() -> None:
    holds = fact("holds", Kind.OFFICE_HOLDER, "2020", valid="2020/..", subject_key="minister")
    over = fact("over", Kind.OFFICE_HOLDER, "2024-05", valid="2015/2019", subject_key="minister")
    known = base([holds, over])
    assert ids(chosen(known)) == ["holds"]
    assert reasons(selection(known)) == {"over": ("ended", None)}


def test_rule_3_confidence_decides_between_equally_new_ones() -> None:
    sure = fact("sure", subject_key="state", confidence=Confidence.HIGH)
    unsure = fact("a-unsure", subject_key="state", confidence=Confidence.LOW)
    assert ids(chosen(base([unsure, sure]))) == ["sure"]


def test_rule_3_before_its_date_a_plan_stands_beside_what_it_will_end() -> None:
    (office,) = chosen(base([OFFICE, CLOSURE, CLOSED]), POSTS, "2025-03-31")
    assert office.tense is Tense.PRESENT
    assert office.announced == ("closure",)


def test_rule_3_after_its_date_a_confirmed_plan_makes_it_history() -> None:
    (office,) = chosen(base([OFFICE, CLOSURE, CLOSED]), POSTS, "2025-04-01")
    assert office.tense is Tense.PAST
    assert office.announced == ()


def test_rule_3_after_its_date_an_unconfirmed_plan_changes_nothing_and_is_asked_about() -> None:
    known = base([OFFICE, CLOSURE])
    (office,) = chosen(known, POSTS, "2025-04-15")
    assert office.tense is Tense.PRESENT
    assert office.show_as_of
    assert office.announced == ()
    assert reasons(selection(known, as_of="2025-04-15")) == {"closure": ("plan-overdue", None)}
    assert "held-plan-overdue" in codes(known, as_of="2025-04-15")


def test_rule_3_an_event_nobody_knew_of_confirms_nothing() -> None:
    late = replace(
        CLOSED, as_of=None, origin=replace(CLOSED.origin, as_of=moment("2025-06-01").date)
    )
    (office,) = chosen(base([OFFICE, CLOSURE, late]), POSTS, "2025-04-15")
    assert office.tense is Tense.PRESENT


# ---------------------------------------------------------------- 4 conflicts


def amounts() -> list[Fact]:
    more: dict[str, Any] = {"subject_key": "amount", "when": "2016/2025"}
    return [
        fact("ministry", Kind.COMMITMENT, "2024", quantity=money("4.7e9"), **more),
        fact("press", Kind.COMMITMENT, "2024", quantity=money("4e9"), producer="press", **more),
    ]


def test_rule_4_two_producers_who_differ_are_both_kept_and_shown() -> None:
    selected = selection(base(amounts()))
    assert ids(selected.chosen["all"]) == ["ministry", "press"]
    assert {one.conflict for one in selected.chosen["all"]} == {"conflict-amount"}
    assert ids(selected.conflicts["conflict-amount"].chosen) == ["ministry", "press"]


def test_rule_4_an_open_conflict_blocks_a_clean_edition_and_warns_in_a_draft() -> None:
    known = base(amounts())
    draft = notices(selection(known))
    clean = notices(selection(known, draft=False))
    assert [p.severity for p in draft if p.code.startswith("conflict")] == [Severity.WARNING]
    assert [p.severity for p in clean if p.code == "conflict-blocks"] == [Severity.ERROR]


def test_rule_4_a_ruling_settles_it() -> None:
    known = base(amounts(), rulings=[ruling("ministry", "press")])
    selected = selection(known, draft=False)
    assert ids(selected.chosen["all"]) == ["ministry"]
    assert reasons(selected) == {"press": ("ruled-out", "ministry")}
    assert [c.ruling.by for c in selected.conflicts.values() if c.ruling] == ["The desk"]
    assert not [p for p in notices(selected) if p.severity is Severity.ERROR]


def test_rule_4_other_periods_do_not_conflict() -> None:
    one = fact("one", Kind.COMMITMENT, quantity=money("1"), when="2016/2018", subject_key="k")
    two = fact(
        "two",
        Kind.COMMITMENT,
        quantity=money("2"),
        when="2019/2021",
        subject_key="k",
        producer="un",
    )
    assert not selection(base([one, two])).conflicts


def test_rule_4_values_that_agree_confirm_each_other() -> None:
    one, two = amounts()
    selected = selection(base([one, replace(two, quantity=money("4700000000"))]))
    assert not selected.conflicts
    assert [one.confirmed_by for one in selected.chosen["all"]] == [("press",)]
    assert reasons(selected) == {"press": ("same-value", "ministry")}


# ---------------------------------------------------------------- 5 inner contradictions


FIVE_YEARS = fact(
    "five-years", Kind.COMMITMENT, quantity=Quantity(Decimal(5), "years"), when="2016/2025"
)


def test_rule_5_a_length_that_is_not_its_periods_is_held() -> None:
    selected = selection(base([FIVE_YEARS]))
    assert not selected.chosen["all"]
    assert reasons(selected) == {"five-years": ("contradiction", None)}
    assert [c.what for c in selected.conflicts.values()] == ["contradiction"]


def test_rule_5_the_amount_and_the_years_print_without_the_duration() -> None:
    amount = fact(
        "amount",
        Kind.COMMITMENT,
        quantity=money("4e9"),
        when="2016/2025",
        derived={"duration": "P5Y"},
    )
    known = base([amount])
    (one,) = chosen(known)
    assert one.withheld == {"duration"}
    assert "withheld-duration" in codes(known)


def test_rule_5_the_safe_part_stands_beside_the_contradiction() -> None:
    amount = fact("amount", Kind.COMMITMENT, quantity=money("4e9"), when="2016/2025")
    noted = relation(RelationType.INTERNAL_INCONSISTENCY, "amount", "five-years")
    selected = selection(base([amount, FIVE_YEARS], relations=[noted]))
    assert ids(selected.chosen["all"]) == ["amount"]
    (conflict,) = selected.conflicts.values()
    assert ids(conflict.chosen) == ["five-years", "amount"]


def test_rule_5_it_does_not_block_a_clean_edition() -> None:
    found = notices(selection(base([FIVE_YEARS]), draft=False))
    assert not [p for p in found if p.severity is Severity.ERROR]


def test_rule_5_a_length_that_fits_its_period_prints() -> None:
    fits = replace(FIVE_YEARS, moment=moment("2020/2025"))
    assert ids(chosen(base([fits]))) == ["five-years"]


# ---------------------------------------------------------------- 6 silence


def test_rule_6_silence_changes_nothing_and_asks_for_a_review() -> None:
    lebanon = fact("lebanon", Kind.ENGAGEMENT, "2017")
    noted = relation(RelationType.NEEDS_REVIEW, "lebanon")
    known = base([lebanon, fact("newer", Kind.ENGAGEMENT, "2024")], relations=[noted])
    assert ids(chosen(known)) == ["newer", "lebanon"]
    assert "silent-evidence" in codes(known)


def test_rule_6_without_an_editors_note_there_is_nothing_to_review() -> None:
    assert "silent-evidence" not in codes(base([fact("lebanon", Kind.ENGAGEMENT, "2017")]))


# ---------------------------------------------------------------- 7 attribution


@pytest.mark.parametrize("stance", [Stance.ALLEGED, Stance.REQUESTED])
def test_rule_7_a_claim_is_given_out_only_with_who_makes_it(stance: Stance) -> None:
    claim = fact("claim", Kind.ALLEGATION, stance=stance, asserted_by="petitioners")
    (one,) = chosen(base([claim]))
    assert one.attribute


@pytest.mark.parametrize("stance", [Stance.ALLEGED, Stance.REQUESTED])
def test_rule_7_a_claim_of_nobody_is_held(stance: Stance) -> None:
    selected = selection(base([fact("claim", Kind.ALLEGATION, stance=stance)]))
    assert reasons(selected) == {"claim": ("attribution-unknown", None)}


def test_rule_7_our_own_statement_needs_no_attribution() -> None:
    (one,) = chosen(base([fact("own", Kind.POSITION)]))
    assert not one.attribute


def test_rule_7_a_claim_never_meets_a_position_on_the_same_topic() -> None:
    claim = fact(
        "claim",
        Kind.POSITION,
        "2024-07-01",
        stance=Stance.ALLEGED,
        asserted_by="petitioners",
        subject_key="uyghurs",
        supersedes=("position",),
        conflicts_with=("position",),
    )
    position = fact("position", Kind.POSITION, "2022-03-25", subject_key="uyghurs")
    selected = selection(base([claim, position]))
    assert sorted(ids(selected.chosen["all"])) == ["claim", "position"]
    assert not selected.conflicts
    assert not selected.held


# ---------------------------------------------------------------- 8 dates


def test_rule_8_dates_that_disagree_print_at_the_precision_they_share() -> None:
    one = fact("one", Kind.EVENT, when="2024-08-27", subject_key="launch")
    two = fact("two", Kind.EVENT, when="2024-08-28", subject_key="launch", producer="press")
    selected = selection(base([one, two]))
    (printed,) = selected.chosen["all"]
    assert printed.precision_text == "2024-08"
    assert reasons(selected) == {"two": ("date-disagrees", "one")}
    assert "dates-disagree" in {p.code for p in notices(selected)}


def test_rule_8_without_a_common_year_no_date_prints() -> None:
    one = fact("one", Kind.EVENT, when="2023-12-31", subject_key="launch")
    two = fact("two", Kind.EVENT, when="2024-01-01", subject_key="launch", producer="press")
    (printed,) = chosen(base([one, two]))
    assert printed.precision_text is None
    assert printed.withheld == {"date"}


def test_rule_8_dates_that_lie_in_one_another_agree_and_the_finer_one_prints() -> None:
    month = fact("month", Kind.EVENT, when="2024-08", subject_key="launch")
    exact = fact("the-day", Kind.EVENT, when="2024-08-27", subject_key="launch", producer="press")
    (printed,) = chosen(base([month, exact]))
    assert printed.fact.id == "the-day"
    assert printed.precision_text is None
    assert printed.confirmed_by == ("month",)


def test_rule_8_editors_can_rule_on_the_date_to_print() -> None:
    event = fact("event", Kind.EVENT, when="2024-08-27")
    decided = replace(ruling("event"), agreed=moment("2024-08").date)
    (printed,) = chosen(base([event], rulings=[decided]))
    assert printed.precision_text == "2024-08"


# ---------------------------------------------------------------- 9 currency and unit


@pytest.mark.parametrize(
    "quantity", [money("4e9", "XXX"), money("4e9", None), Quantity(Decimal(4), "")]
)
def test_rule_9_a_number_without_currency_or_unit_is_withheld(quantity: Quantity) -> None:
    known = base([fact("amount", Kind.COMMITMENT, quantity=quantity)])
    (one,) = chosen(known)
    assert one.withheld == {"value"}
    assert "withheld-value" in codes(known)


def test_rule_9_a_number_with_its_currency_prints() -> None:
    (one,) = chosen(base([fact("amount", Kind.COMMITMENT, quantity=money("4e9"))]))
    assert not one.withheld


# ---------------------------------------------------------------- 10 missing translation

ENGLISH = fact("english", text=wordings(en="A statement."), original_language="en")


def test_rule_10_the_policy_decides_what_a_missing_language_gets() -> None:
    assert text_for(ENGLISH, "fr-CA", TextPolicy("omit")).answer is Answer.OMIT
    assert text_for(ENGLISH, "fr-CA", TextPolicy("refuse")).answer is Answer.REFUSE
    shown = text_for(ENGLISH, "fr-CA", TextPolicy("show"))
    assert (shown.answer, shown.language) == (Answer.FALLBACK, "en")


def test_rule_10_the_original_stands_in_whatever_other_languages_there_are() -> None:
    texts = wordings(ar="بيان.", fr="Une déclaration.")
    stated = replace(ENGLISH, text=texts, original_language=None)
    french = replace(stated, origin=replace(stated.origin, language="fr"))
    assert text_for(french, "en", TextPolicy("show")).language == "fr"
    assert text_for(stated, "en", TextPolicy("show")).language == "ar"


def test_rule_10_a_language_that_is_there_is_used_under_every_policy() -> None:
    for policy in MISSING:
        found = text_for(ENGLISH, "en-CA", TextPolicy(policy))
        assert (found.answer, found.language) == (Answer.OWN, "en")


def test_rule_10_a_quote_is_never_given_back_through_a_translation() -> None:
    texts = {"fr": LocalText({"other": "Une citation."}, TextState.REVIEWED)}
    quote = fact("quote", Kind.QUOTE, text=texts, original_language="en")
    assert text_for(quote, "ar", TextPolicy("show")).answer is Answer.OMIT
    assert text_for(replace(quote, kind=Kind.CONTEXT), "ar", TextPolicy("show")).language == "fr"


def test_rule_10_a_missing_past_wording_is_a_missing_translation() -> None:
    ended = replace(
        OFFICE,
        text={
            "en": LocalText({"other": "has"}, past={"other": "had"}),
            "fr": LocalText({"other": "a"}, TextState.REVIEWED),
        },
        original_language="en",
    )
    assert text_for(ended, "fr", TextPolicy("show"), Tense.PRESENT).language == "fr"
    assert text_for(ended, "fr", TextPolicy("show"), Tense.PAST).language == "en"
    assert text_for(ended, "fr", TextPolicy("omit"), Tense.PAST).answer is Answer.OMIT


# ---------------------------------------------------------------- 11 stale translation


def translated(made_from: str | None, state: TextState = TextState.REVIEWED) -> Fact:
    original = LocalText({"other": "A new statement."})
    french = LocalText({"other": "Une déclaration."}, state, made_from=made_from)
    return fact("one", text={"en": original, "fr": french}, original_language="en")


def test_rule_11_a_changed_original_makes_its_translations_stale() -> None:
    old = hash_of(LocalText({"other": "An old statement."}))
    found = text_for(translated(old), "fr", TextPolicy("show"))
    assert found.stale
    assert found.answer is Answer.OWN
    assert text_for(translated(old), "fr", TextPolicy("refuse")).answer is Answer.REFUSE


def test_rule_11_an_unchanged_original_leaves_them_fresh() -> None:
    now = hash_of(LocalText({"other": "A new statement."}))
    assert not text_for(translated(now), "fr", TextPolicy("refuse")).stale
    assert not text_for(translated(now[:12]), "fr", TextPolicy("refuse")).stale
    assert not text_for(translated(None), "fr", TextPolicy("refuse")).stale


def test_rule_11_a_translation_that_editors_call_stale_is_stale() -> None:
    assert text_for(translated(None, TextState.STALE), "fr", TextPolicy("show")).stale


def test_rule_11_machine_and_draft_wordings_are_told_apart_from_reviewed_ones() -> None:
    assert text_for(translated(None, TextState.MACHINE), "fr", TextPolicy("show")).unreviewed
    assert not text_for(translated(None), "fr", TextPolicy("show")).unreviewed


def test_rule_11_each_doubt_has_a_policy_of_its_own() -> None:
    policy = TextPolicy("refuse", stale="show", draft="omit", machine="mark")
    found = {
        state: text_for(translated(None, state), "fr", policy).answer
        for state in (TextState.STALE, TextState.DRAFT, TextState.MACHINE, TextState.REVIEWED)
    }
    assert list(found.values()) == [Answer.FALLBACK, Answer.OMIT, Answer.OWN, Answer.OWN]


def test_rule_11_the_strictest_rule_decides_on_a_draft_that_is_stale() -> None:
    texts = dict(translated(None, TextState.STALE).text)
    texts["fr"] = replace(texts["fr"], before=TextState.DRAFT)
    both = replace(translated(None), text=texts)
    for policy, answer in (
        (TextPolicy(stale="mark", draft="mark"), Answer.OWN),
        (TextPolicy(stale="show", draft="mark"), Answer.FALLBACK),
        (TextPolicy(stale="show", draft="omit"), Answer.OMIT),
        (TextPolicy(stale="refuse", draft="omit"), Answer.REFUSE),
    ):
        assert text_for(both, "fr", policy).answer is answer


def test_rule_11_an_original_has_nothing_to_give_way_to() -> None:
    texts = {"en": LocalText({"other": "A statement."}, TextState.DRAFT)}
    only = fact("one", text=texts, original_language="en")
    assert text_for(only, "en", TextPolicy("show", draft="show")).answer is Answer.OWN
    assert text_for(only, "en", TextPolicy("show", draft="omit")).answer is Answer.OMIT


# ---------------------------------------------------------------- 12 past tense


def test_rule_12_a_statement_on_a_closed_body_needs_the_past_tense() -> None:
    mandate = fact("mandate", Kind.ENGAGEMENT, "2017", organisations=("jim",), past="worked")
    known = base([mandate], organisations=[body("jim", "2015/2017-11")])
    assert chosen(known, Need("all", past="yes"), "2017-11-30")[0].tense is Tense.PRESENT
    (after,) = chosen(known, Need("all", past="yes"), "2017-12-01")
    assert (after.tense, after.freshness) == (Tense.PAST, Freshness.EXPIRED)


def test_rule_12_without_a_past_wording_it_is_held_and_asked_for() -> None:
    mandate = fact("mandate", Kind.ENGAGEMENT, "2017", organisations=("jim",))
    known = base([mandate], organisations=[body("jim", "2015/2017-11")])
    assert reasons(selection(known, Need("all", past="yes"))) == {
        "mandate": ("needs-past-text", None)
    }
    assert "held-needs-past-text" in codes(known, Need("all", past="yes"))


def test_rule_12_sections_on_the_present_leave_it_out() -> None:
    mandate = fact("mandate", Kind.ENGAGEMENT, "2017", organisations=("jim",), past="worked")
    known = base([mandate], organisations=[body("jim", "2015/2017-11")])
    assert not chosen(known)
    assert reasons(selection(known)) == {"mandate": ("ended", None)}


def test_rule_12_what_happened_keeps_its_wording() -> None:
    event = fact("event", Kind.EVENT, "2017", when="2016-06", organisations=("jim",))
    known = base([event], organisations=[body("jim", "2015/2017-11")])
    (one,) = chosen(known)
    assert one.tense is Tense.PRESENT


def test_rule_12_an_end_that_is_only_implied_closes_no_body() -> None:
    mandate = fact("mandate", Kind.ENGAGEMENT, "2017", organisations=("jim",))
    known = base([mandate], organisations=[body("jim", "2015/2017-11", Basis.IMPLIED)])
    assert ids(chosen(known)) == ["mandate"]


# ---------------------------------------------------------------- 13 ids, not words


def test_rule_13_words_in_a_sentence_match_nothing() -> None:
    words = "The mission in Iraq, NATO Mission Iraq and the Global Coalition train Iraqi forces."
    talk = fact("talk", Kind.MANDATE, sentence=words)
    mission = fact("mission", Kind.MANDATE, sentence="A mission.", organisations=("nmi",))
    known = base([talk, mission], organisations=[body("nmi"), body("global-coalition")])
    for name, expected in (("nmi", ["mission"]), ("global-coalition", []), ("op-impact", [])):
        assert ids(chosen(known, Need("all", organisations=(name,)))) == expected


def test_rule_13_things_not_to_be_merged_are_never_compared() -> None:
    one = fact("one", Kind.MANDATE, "2018", subject_key="mission", organisations=("nmi",))
    two = fact("two", Kind.MANDATE, "2024", subject_key="mission", organisations=("op-impact",))
    apart = relation(RelationType.NOT_TO_BE_MERGED, "one", "two")
    assert ids(chosen(base([one, two]))) == ["two"]
    known = base([one, two], relations=[apart])
    assert ids(chosen(known)) == ["two", "one"]
    assert "keep-apart" in codes(known)


# ---------------------------------------------------------------- 14 named persons


def test_rule_14_persons_named_in_claims_are_for_background_only() -> None:
    claim = fact("claim", Kind.CONTEXT, people=("activist",))
    known = base([claim], people=[person("activist", vulnerable=True)])
    assert ids(chosen(known)) == ["claim"]
    to_say = selection(known, Need("all", audience="to-say"))
    assert reasons(to_say) == {"claim": ("vulnerable-person", None)}
    assert reasons(selection(known, audience="to-say")) == {"claim": ("vulnerable-person", None)}


def test_rule_14_an_editor_can_clear_such_a_fact() -> None:
    claim = fact("claim", Kind.CONTEXT, people=("activist",), cleared_by="The desk")
    known = base([claim], people=[person("activist", vulnerable=True)])
    assert ids(chosen(known, audience="to-say")) == ["claim"]


def test_rule_14_their_pictures_never_print() -> None:
    picture = fact("picture", Kind.IMAGE, people=("activist",), cleared_by="The desk")
    known = base([picture], people=[person("activist", vulnerable=True)])
    selected = selection(known, Need("pictures", kinds=(Kind.IMAGE,)))
    assert reasons(selected) == {"picture": ("vulnerable-image", None)}


def test_rule_14_transliterations_that_nobody_verified_are_noted() -> None:
    visit = fact("visit", Kind.EVENT, people=("minister",))
    unsure = person("minister", name_status={"ar": "transliteration_unverified"})
    sure = person("minister", name_status={"ar": "attested"})
    assert "name-unverified" in codes(base([visit], people=[unsure]))
    assert "name-unverified" not in codes(base([visit], people=[sure]))


# ---------------------------------------------------------------- 15 snapshot


def test_rule_15_the_snapshot_holds_every_fact_given_out() -> None:
    known = base([OFFICE, CLOSURE, *amounts()])
    entries = snapshot(selection(known), known)
    assert [entry.id for entry in entries] == ["closure", "ministry", "office", "press"]
    (ministry,) = [entry for entry in entries if entry.id == "ministry"]
    assert ministry.version == "version of ministry"
    assert (ministry.value, ministry.currency, ministry.date) == ("4700000000", "CAD", "2016/2025")
    assert ministry.origin == "source/page"


def test_rule_15_an_announced_plan_is_part_of_it_although_no_need_asked() -> None:
    known = base([OFFICE, CLOSURE])
    entries = snapshot(selection(known, POSTS), known)
    assert [(entry.id, entry.needs) for entry in entries] == [
        ("closure", ()),
        ("office", ("posts",)),
    ]


def test_rule_15_the_same_facts_give_the_same_fingerprint_and_changed_ones_another() -> None:
    known = base([OFFICE, CLOSURE])
    again = base([CLOSURE, OFFICE])
    changed = base([replace(OFFICE, version="another"), CLOSURE])

    def printed(some: FactBase) -> str:
        return fingerprint(snapshot(selection(some), some))

    assert printed(known) == printed(again)
    assert printed(known) != printed(changed)
