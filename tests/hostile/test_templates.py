"""Hostile templates through a whole build: each refused by itself, the others made."""

from __future__ import annotations

import json
import multiprocessing
import re
import resource
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.bounds import ends
from tests.end_to_end.command import Said, briefing, content
from tests.end_to_end.workspaces import Workspace
from tests.hostile.conftest import Listener

NEEDS = "".join(f"\n[needs.{name}]\nlimit = 9\n" for name in ("population", "note", "url", "items"))
SECTION = '<section id="x"><h2>X</h2>{}</section>'
SECRET = "canary-in-a-file"
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Run:
    """A workspace with many templates, and one build of all orders.

    memory  bytes of the largest process of the build; those of other tests do not count.
    """

    work: Workspace
    said: Said
    memory: int
    before: dict[str, bytes]

    @property
    def orders(self) -> dict[str, dict[str, Any]]:
        """What became of each order."""
        return {order["order"]: order for order in self.said.json["orders"]}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def run(root: Path, templates: dict[str, str], more: str, listener: Listener) -> Run:
    """Build an order for each template, beside one that was built before."""
    work = Workspace(root)
    briefing(root, "build", "--quiet")
    work.facts({"one": "A statement.", "two": "Another."}, tags=["key_message"])
    for name, text in templates.items():
        work.template(name, text, more)
        work.order(name, template=f'"{name}"', formats='["html", "pdf"]')
    before = content(work.root / "briefings" / "uganda")
    with ends(root.name, seconds=300), ProcessPoolExecutor(1, SPAWN) as alone:
        said, memory = alone.submit(weighed, root, listener.surroundings).result()
    return Run(work, said, memory, before)


def weighed(root: Path, env: dict[str, str]) -> tuple[Said, int]:
    """A build, and the memory of its largest process; called in a process of its own."""
    said = briefing(root, "build", "--json", status=1, env=env, fresh=True)
    return said, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.fixture(scope="module")
def jinja(shared: Path, tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Run:
    listed = rows(shared / "hostile/jinja/templates.jsonl")
    templates = {f"jinja-{row['id']}": f"\n{row['template']}" for row in listed}
    return run(tmp_path_factory.mktemp("jinja"), templates, NEEDS, listener)


@pytest.fixture(scope="module")
def markup(shared: Path, tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Run:
    root = tmp_path_factory.mktemp("markup")
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text(SECRET)
    targets = {"file": secret.as_uri(), "http": f"http://{listener.host}/asked"}
    templates = {
        f"fetch-{row['id']}-{kind}": SECTION.format(row["html"].replace("@@", target))
        for row in rows(shared / "hostile/html/fetch_vectors.jsonl")
        for kind, target in targets.items()
    }
    bombs = rows(shared / "hostile/html/layout_bombs.jsonl")
    templates |= {f"bomb-{row['id']}": SECTION.format(row["html"]) for row in bombs}
    return run(root, templates, "", listener)


def test_every_hostile_template_is_refused_with_its_name_and_line(jinja: Run) -> None:
    orders = {name: order for name, order in jinja.orders.items() if name != "uganda"}
    assert len(orders) > 25
    for name, order in orders.items():
        assert order["outcome"] == "refused", name
        for problem in order["problems"]:
            assert problem["file"] == f"templates/{name}/brief.j2", name
            assert problem["line"] == 2, name
            assert problem["remedy"], name


def test_no_message_tells_of_the_inside_of_the_program(jinja: Run) -> None:
    for secret in ("root:", "0x", "<class", "generator.", "site-packages", "__main__"):
        assert secret not in jinja.said.all


def test_all_hostile_templates_together_need_less_memory_than_one_may(jinja: Run) -> None:
    assert 0 < jinja.memory < 500_000_000


def test_no_markup_fetches_reads_or_hangs_anything(markup: Run, listener: Listener) -> None:
    for name, order in markup.orders.items():
        if name == "uganda":
            continue
        assert order["outcome"] == "refused", name
        codes = {problem["code"] for problem in order["problems"]}
        assert all(re.match("template-|document-|word-", code) for code in codes), name
        assert {p["file"] for p in order["problems"]} == {f"templates/{name}/brief.j2"}, name
    assert SECRET not in markup.said.all
    assert listener.asked == []


@pytest.mark.parametrize("which", ["jinja", "markup"])
def test_the_good_brief_stands_and_nothing_is_left_over(
    which: str, request: pytest.FixtureRequest
) -> None:
    made: Run = request.getfixturevalue(which)
    assert made.orders["uganda"]["outcome"] == "unchanged"
    assert content(made.work.root / "briefings" / "uganda") == made.before
    assert made.work.leavings() == []
    for name in made.orders.keys() - {"uganda"}:
        assert made.work.editions(name) == []


def test_a_template_of_the_order_mended_is_built(jinja: Run) -> None:
    jinja.work.template("jinja-d00", "<p>{{ facts.note[0]|statement }}</p>", NEEDS)
    briefing(jinja.work.root, "build", "jinja-d00", "--quiet")
    assert jinja.work.editions("jinja-d00") == ["0001"]
