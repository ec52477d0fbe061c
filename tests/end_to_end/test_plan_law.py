"""A law of the plan: whatever changes, each document that would print otherwise is due.

A workspace of orders on three countries is changed at random, again and again. After each change
the plan is asked, which looks only at what has changed; then everything is forgotten and all
orders are built from nothing. Every order that gets a new edition must have been due.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import workspace as places
from generator.build.plan import plan_of
from generator.build.report import Outcome, Settings
from generator.build.run import build
from tests.end_to_end.test_refreshed_briefs import FIGURES
from tests.end_to_end.workspaces import ORGANISATIONS, SOURCE, Workspace

pytestmark = pytest.mark.usefixtures("warm_workers")
TODAY = dt.date(2024, 12, 2)
COUNTRIES = ("KEN", "UGA", "NOR")
CODES = ("POP", "RATE")
STEPS = 6

TABLES = """\
[[tables]]
files = "data/*.csv"
document = "page"
id_prefix = "fig"
columns = { area = "code", period = "year", value = "value" }
decimal_mark = "."
"""
INDICATORS = "code,unit,decimals,name_en\nPOP,persons,0,Population\nRATE,percent,1,Rate\n"
KEYS = ("supersedes", "conflicts_with", "confirms", "closes", "organisations", "people")


class Desk:
    """A workspace that a random hand changes; what stands in its files is kept as values."""

    def __init__(self, root: Path, seed: int) -> None:
        self.work = Workspace(root)
        self.hand = random.Random(seed)
        self.facts: dict[str, dict[str, Any]] = {}
        self.rows = {(c, code, 2020): 10 + n for n, c in enumerate(COUNTRIES) for code in CODES}
        self.bodies: dict[str, str] = {}
        self.people = {"jane-doe": "Jane Doe"}
        self.noted: dict[str, dict[str, Any]] = {}
        self.terms: dict[str, list[str]] = {}
        for number in range(4):
            self.add_fact(f"old-{number}")
        self.work.write("sources/stats/source.toml", SOURCE + TABLES)
        self.work.source("desk")
        self.work.template("figures", FIGURES, 'indicators = ["POP", "RATE"]\n')
        for area in COUNTRIES:
            name = area.lower()
            self.work.order(name, subject=area, formats='["html"]')
            self.work.order(f"{name}-figures", subject=area, template='"figures"',
                            formats='["html"]')  # fmt: skip
        self.save()

    def save(self) -> None:
        """Write all files; what holds nothing is taken away."""
        write, root = self.work.write, self.work.root
        write("sources/page/facts/facts.json", json.dumps([*self.facts.values()], indent=1) + "\n")
        bodies = "".join(
            f"- id: {name}\n  kind: ministry\n  name: {{en: {words}}}\n"
            for name, words in self.bodies.items()
        )
        write("sources/reference/organisations.yaml", ORGANISATIONS + bodies)
        people = [
            {"id": name, "name": {"latin": words}, "gender": "f", "title": {"en": "Minister"}}
            for name, words in self.people.items()
        ]
        write("sources/reference/people.yaml", json.dumps(people))
        write("sources/stats/indicators.csv", INDICATORS)
        for code in CODES:
            lines = [
                f"{c},{year},{v}" for (c, k, year), v in sorted(self.rows.items()) if k == code
            ]
            write(f"sources/stats/data/{code}.csv", "\n".join(["code,year,value", *lines]) + "\n")
        relations = root / "sources/desk/relations.yaml"
        relations.unlink(missing_ok=True)
        if self.noted:
            relations.write_text(json.dumps([*self.noted.values()]))
        terms = root / "sources/reference/terms.yaml"
        terms.unlink(missing_ok=True)
        if self.terms:
            made = [{"id": name, "forms": {"en": forms}} for name, forms in self.terms.items()]
            terms.write_text(json.dumps(made))

    # ------------------------------------------------------------ what may change

    def add_fact(self, name: str = "") -> None:
        """A statement on one country or two, tied to others by any of the ties."""
        name = name or f"new-{len(self.facts)}-{self.hand.randrange(1000)}"
        others = [one for one in self.facts if one != name]
        fact: dict[str, Any] = {
            "id": name,
            "kind": self.hand.choice(["context", "position", "event"]),
            "countries": self.hand.sample(COUNTRIES, self.hand.choice([1, 1, 2])),
            "text": {"en": f"Statement {self.hand.randrange(10**6)} of Nairobi."},
        }
        if fact["kind"] == "event":
            fact["date"] = f"2024-0{self.hand.randrange(1, 9)}-01"
        if self.hand.random() < 0.5:
            fact["subject"] = self.hand.choice(["ports", "camps"])
        for key in KEYS:
            known = {"people": [*self.people], "organisations": ["gac", *self.bodies]}
            known["closes"] = [*self.bodies]
            choice = known.get(key, others)
            if choice and self.hand.random() < 0.2:
                fact[key] = [self.hand.choice(choice)]
        self.facts[name] = fact

    def word_fact(self) -> None:
        """Other words of a statement."""
        fact = self.hand.choice([*self.facts.values()])
        fact["text"] = {"en": f"Other words {self.hand.randrange(10**6)} of Nairobi."}

    def remove_fact(self) -> None:
        """A statement goes, with all that names it."""
        name = self.hand.choice([*self.facts])
        del self.facts[name]
        for fact in self.facts.values():
            for key in KEYS:
                if name in fact.get(key, ()):
                    del fact[key]
        self.noted = {k: one for k, one in self.noted.items() if name not in one["facts"]}

    def change_row(self) -> None:
        """Another value of a table, a new one, or one that goes."""
        key = (
            self.hand.choice(COUNTRIES),
            self.hand.choice(CODES),
            self.hand.randrange(2018, 2022),
        )
        if key in self.rows and len(self.rows) > 6 and self.hand.random() < 0.3:
            del self.rows[key]
        else:
            self.rows[key] = self.hand.randrange(1, 99)

    def name_body(self) -> None:
        """A body that comes, or has another name."""
        self.bodies[self.hand.choice(["office", "port-authority"])] = self.hand.choice(
            ["Office in Nairobi", "Port Authority", "Statement Office"]
        )

    def name_person(self) -> None:
        """A person of another name."""
        self.people["jane-doe"] = self.hand.choice(["Jane Roe", "Mary Doe", "Jane Doe"])

    def note(self) -> None:
        """An editor says how two facts hang together, or takes it back."""
        if self.noted and self.hand.random() < 0.4:
            self.noted.popitem()
        elif len(self.facts) > 1:
            number = len(self.noted)
            self.noted[f"rel-{number}"] = {
                "id": f"rel-{number}",
                "type": self.hand.choice(["supersedes", "contradicts"]),
                "facts": self.hand.sample([*self.facts], 2),
                "statement": "They hang together.",
            }

    def term(self) -> None:
        """A word on which sources differ."""
        self.terms["nairobi"] = self.hand.choice([["Nairobi"], ["Nairobi City", "Nairobi"]])

    def changes(self) -> list[Callable[[], None]]:
        """All of these, the frequent ones more than once."""
        rare = [self.name_body, self.name_person, self.note, self.term]
        return [
            *(self.add_fact, self.word_fact, self.remove_fact) * 2,
            *[self.change_row] * 4,
            *rare,
        ]


def made(work: Workspace) -> dict[str, Outcome]:
    """What became of every order."""
    report = build(places.Workspace(work.root), (), Settings(today=TODAY, jobs=2))
    return {one.order: one.outcome for one in report.orders}


@pytest.mark.parametrize("seed", range(3))
def test_no_document_that_would_print_otherwise_is_missed(tmp_path: Path, seed: int) -> None:
    desk = Desk(tmp_path / "work", seed)
    place = places.Workspace(desk.work.root)
    assert set(made(desk.work).values()) == {Outcome.PUBLISHED}
    counts = [0, 0]
    for _ in range(STEPS):
        done = [desk.hand.choice(desk.changes()) for _ in range(desk.hand.choice([1, 1, 2]))]
        for change in done:
            change()
        desk.save()
        planned = plan_of(place, TODAY)
        shutil.rmtree(place.state)  # from here on nobody knows what orders depend on
        found = made(desk.work)
        about = [change.__name__ for change in done], found
        again = {name for name, outcome in found.items() if outcome is Outcome.PUBLISHED}
        assert again <= {*planned.due}, about
        refused = {name for name, outcome in found.items() if outcome is Outcome.REFUSED}
        assert refused <= {*planned.due}, about
        counts[0] += len(again)
        counts[1] += len(found) - len({*planned.due})
    assert counts[0]
    assert counts[1]  # and it does not call everything due
