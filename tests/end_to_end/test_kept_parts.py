"""What editions are made from is kept in parts: what many briefs share is there once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.build import workspace as places
from generator.build.materials import Materials
from generator.build.parcels import OF_BASE
from generator.build.report import Outcome, Settings
from generator.build.run import build
from generator.build.snapshot import Snapshot, read_snapshot
from generator.editions.objects import LostError
from generator.editions.store import EditionStore
from generator.facts import parcel
from tests.end_to_end.test_plan import TODAY
from tests.end_to_end.workspaces import Workspace

pytestmark = pytest.mark.usefixtures("warm_workers")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two editions on Kenya, between which a fact changed, and one on Uganda."""
    work = Workspace(tmp_path_factory.mktemp("parts"))
    work.order("kenya", formats='["html"]', languages='["en", "fr"]')
    for text in ("Kenya is calm.", "Kenya is very calm."):
        work.facts({"kenya-calm": text})
        report = build(places.Workspace(work.root), (), Settings(today=TODAY, jobs=1))
        assert Outcome.PUBLISHED in {one.outcome for one in report.orders}, report
    return work


def snapshot(work: Workspace, order: str, number: int = 1) -> Snapshot:
    store = EditionStore(work.root / "briefings")
    (name,) = (e.manifest.snapshot for e in store.list(order).editions if e.number == number)
    return read_snapshot(store.objects, name)


def bases(found: Snapshot) -> list[dict[str, str]]:
    return [one["base"] for one in found.told["materials"].values()]


def test_what_briefs_share_is_one_part_for_all_of_them(work: Workspace) -> None:
    first, second = snapshot(work, "kenya"), snapshot(work, "kenya", 2)
    other = snapshot(work, "uganda")
    every = [*bases(first), *bases(second), *bases(other)]
    for field in OF_BASE:
        assert len({one[field] for one in every}) == 1, field
    assert len({one["rest"] for one in every}) == 3  # the languages of an edition have one
    assert {name for one in every for name in one.values()} <= {
        *first.parts(),
        *second.parts(),
        *other.parts(),
    }


def test_parts_that_a_new_edition_shares_are_needed_again(work: Workspace, tmp_path: Path) -> None:
    shutil.copytree(work.root, tmp_path / "work")
    other = Workspace.at(tmp_path / "work")
    objects = EditionStore(other.root / "briefings").objects
    for path in objects.root.glob("*/*"):
        os.utime(path, (1, 1))
    other.facts({"kenya-calm": "Kenya is calm once more."})
    build(places.Workspace(other.root), (), Settings(today=TODAY, jobs=1))
    with objects.writing():
        assert objects.sweep(set()) > 0  # of all editions nobody says that they need anything
    with pytest.raises(LostError):
        snapshot(other, "kenya", 2)
    assert snapshot(other, "kenya", 3).lost() == ()


def as_it_was_kept_once(found: Snapshot) -> str:
    """Keep the same with each fact base as one part; gives the name of its list."""
    told = json.loads(found.objects.get(found.name))
    told["format"] = 1
    with found.objects.writing():
        for one in told["materials"].values():
            whole = parcel.pack(found._base(one["base"]))
            one["base"] = hashlib.sha256(whole).hexdigest()
            found.objects.put(one["base"], whole)
        data = json.dumps(told).encode()
        name = hashlib.sha256(data).hexdigest()
        found.objects.put(name, data)
    return name


def bare(made: Materials) -> Materials:
    """Materials without the places where their files lie."""
    return replace(made, template=replace(made.template, roots=()))


def test_editions_whose_parts_were_kept_otherwise_are_still_made_again(
    work: Workspace, tmp_path: Path
) -> None:
    now = snapshot(work, "kenya")
    then = read_snapshot(now.objects, as_it_was_kept_once(now))
    held: dict[str, Any] = then.told["materials"]["en"]
    assert isinstance(held["base"], str)
    assert held["base"] in then.parts()
    assert then.lost() == ()
    old, new = then.materials(tmp_path / "then"), now.materials(tmp_path / "now")
    assert old.keys() == new.keys() == {"en", "fr"}
    for language in old:
        assert bare(old[language]) == bare(new[language])


def test_a_list_of_parts_of_a_later_form_is_not_guessed_at(work: Workspace) -> None:
    found = snapshot(work, "uganda")
    told = {**json.loads(found.objects.get(found.name)), "format": 3}
    data = json.dumps(told).encode()
    with found.objects.writing():
        found.objects.put(hashlib.sha256(data).hexdigest(), data)
    with pytest.raises(LostError, match="of another form"):
        read_snapshot(found.objects, hashlib.sha256(data).hexdigest())
