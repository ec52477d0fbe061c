"""Own bodies: the house names them, templates only say that they are meant."""

from __future__ import annotations

from generator.facts.model import Organisation
from generator.problems import Findings
from generator.selection.model import Need
from generator.selection.needs import needs_from_table
from generator.selection.own import with_bodies


def body(name: str, parent: str | None = None, kind: str = "ministry") -> Organisation:
    return Organisation(name, kind, {"en": name}, parent=parent)


BODIES = {
    o.id: o
    for o in (
        body("gov"),
        body("ministry", "gov"),
        body("embassy", "ministry", "diplomatic_post"),
        body("office", "embassy", "diplomatic_post"),
        body("stranger"),
        body("strange-embassy", "stranger", "diplomatic_post"),
    )
}


def test_own_is_what_the_house_names() -> None:
    (need,) = with_bodies([Need("n", organisations=("own", "un"))], ["ministry"], BODIES)
    assert need.organisations == ("ministry", "un")


def test_own_all_goes_down_to_the_last_office() -> None:
    (need,) = with_bodies([Need("n", without_organisations=("own-all",))], ["gov"], BODIES)
    assert need.without_organisations == ("gov", "embassy", "ministry", "office")


def test_own_posts_are_posts_of_ours_and_of_nobody_else() -> None:
    (need,) = with_bodies([Need("n", organisations=("own-posts",))], ["ministry"], BODIES)
    assert need.organisations == ("embassy", "office")


def test_a_house_without_bodies_finds_nothing_rather_than_everything() -> None:
    (need,) = with_bodies([Need("n", organisations=("own",), own=("own",))], [], BODIES)
    assert need.organisations == ("own-nobody",)
    assert need.own == ()


def test_bodies_that_are_each_others_parents_end() -> None:
    circle = {o.id: o for o in (body("a", "b"), body("b", "a"))}
    (need,) = with_bodies([Need("n", organisations=("own-all",))], ["a"], circle)
    assert need.organisations == ("a", "b")


def test_bodies_of_a_kind_are_all_of_that_kind() -> None:
    wanted = Need(
        "n", organisations=("kind:diplomatic_post", "un"), without_organisations=("kind:police",)
    )
    (need,) = with_bodies([wanted], ["ministry"], BODIES)
    posts = tuple(body.id for body in BODIES.values() if body.kind == "diplomatic_post")
    assert len(posts) > 1
    assert need.organisations == (*posts, "un")
    assert need.without_organisations == ()
    (need,) = with_bodies([Need("n", organisations=("kind:court",))], ["ministry"], BODIES)
    assert need.organisations == ("own-nobody",)


def test_an_unknown_kind_of_body_is_told_with_the_near_one() -> None:
    findings = Findings()
    needs_from_table({"some": {"organisations": ["kind:polise"]}}, findings)
    (problem,) = findings
    assert problem.code == "need-body-kind"
    assert problem.what == (
        "There is no kind of organisation called “polise”. Did you mean “police”?"
    )
