"""The item of an order: what is told when it is missing, unknown, elsewhere or too high."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace

NEEDS = '\n[needs.itself]\nitem = "itself"\n\n[needs.parts]\nitem = "parts"\n'
LISTS = """\
<section id="item">
  <h2>{{ t("Chronology") }}</h2>
  <ul>{% for f in facts.itself %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul>
  <ul>{% for f in facts.parts %}<li>{{ f|statement }}{{ f|cite }}</li>{% endfor %}</ul>
</section>
"""
FACTS = """\
- {id: visit, kind: event, countries: [KEN], text: {en: "A visit."}, date: 2024-05}
- {id: talk, kind: event, countries: [NOR], text: {en: "A talk."}, part_of: [visit]}
- {id: other, kind: event, countries: [KEN], text: {en: "Nothing to do with it."}}
- {id: apart, kind: event, countries: [UGA], text: {en: "Far away."}}
- {id: closed, kind: event, countries: [KEN], text: {en: "Not for all."}, marking: SECRET}
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path)
    work.template("item", LISTS, NEEDS)
    work.write("sources/page/facts/facts.yaml", FACTS)
    return work


def order(work: Workspace, item: str, template: str = "item") -> None:
    work.order("kenya", template=f'"{template}"', formats='["html"]', item=item)


def test_a_brief_prints_its_item_and_the_parts_of_it(work: Workspace) -> None:
    order(work, '"visit"')
    briefing(work.root, "build", "kenya")
    page = next(work.edition("kenya").glob("*.html")).read_text()
    assert "A visit." in page
    assert "A talk." in page
    assert "Nothing to do with it" not in page


@pytest.mark.parametrize(
    ("item", "what", "remedy"),
    [
        (
            "",
            "The template “item” is about an event, a visit or a parliamentary item, and the "
            "order does not say which.",
            "Add a line “item” with the id of a fact; about the country there are: visit.",
        ),
        (
            '"visitt"',
            "The sources know no fact “visitt”. Did you mean “visit”?",
            "Name what other facts are a part of (part_of); about the country there are: visit.",
        ),
        (
            '"apart"',
            "“apart” is not about KEN; it is about UGA.",
            "Correct “item”, or the country in “subject”.",
        ),
        (
            '"closed"',
            "“closed” is marked above the ceiling of the order, so nothing of it can be printed.",
            "Choose another item, or raise “ceiling” where the reader may see more.",
        ),
        ('"Visit"', "item names “Visit”, which cannot be a name.", ""),
    ],
)
def test_an_item_that_cannot_be_printed_refuses_the_order(
    work: Workspace, item: str, what: str, remedy: str
) -> None:
    order(work, item)
    said = briefing(work.root, "build", "kenya", status=1)
    assert what in said.words
    assert remedy in said.words
    assert "Not for all" not in said.all


def test_an_item_that_the_template_does_not_print_is_told(work: Workspace) -> None:
    order(work, '"visit"', "plain")
    said = briefing(work.root, "build", "kenya")
    assert "so the line “item” has no effect." in said.words
