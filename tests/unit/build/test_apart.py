"""What was chosen, taken apart in a worker: the same parts as the values themselves have."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator.build.apart import Taking, name_of, take_apart
from generator.build.materials import Materials
from generator.build.parcels import OF_BASE, Packed, Packer
from generator.compose.model import Brief
from generator.editions.canonical import digest_of_value
from generator.editions.objects import Objects
from generator.facts import parcel
from generator.facts.model import FactBase
from generator.problems import Findings
from generator.selection.model import Chosen, Request, Selection
from tests.unit.build import fake_parts
from tests.unit.selection.builder import base, fact


def chosen(known: FactBase, *names: str) -> Selection:
    request = Request("IRQ", dt.date(2024, 12, 1), ("UNCLASSIFIED",), "UNCLASSIFIED")
    found = tuple(Chosen(known.facts[name]) for name in names)
    return Selection(request, parcel.frozen({"all": found}), marking="UNCLASSIFIED")


def materials(tmp_path: Path, known: FactBase, *names: str) -> Materials:
    folder = tmp_path / "country-brief"
    folder.mkdir(exist_ok=True)
    (folder / "template.toml").write_text("")
    return Materials(
        key="iraq/1/en",
        language="en",
        template=fake_parts.read_template(folder, Findings(), ()),
        selection=chosen(known, *names),
        base=known,
        house=fake_parts.read_house(folder, Findings()),
        brief=Brief("1", dt.date(2024, 12, 2), dt.date(2024, 12, 1), "1", True),
        digits={},
        calendars={},
        as_of_is_today=False,
    )


def taken(taking: Taking, *packed: Packed) -> None:
    argument = taking.begin(packed)
    assert argument is not None
    taking.take(*take_apart(argument))


def test_parts_have_the_names_and_the_content_of_what_was_chosen(tmp_path: Path) -> None:
    known = base([fact("one"), fact("two")])
    made = materials(tmp_path, known, "one")
    packed, taking = Packer().pack(made), Taking()
    taken(taking, packed)
    (found,) = taking.done.values()
    rest = tuple(
        sorted((n, getattr(known, n)) for n in known.__dataclass_fields__ if n not in OF_BASE)
    )
    assert found.selection.name == digest_of_value(made.selection)
    assert found.rest.name == digest_of_value(rest)
    objects = Objects(tmp_path / "kept" / "objects")
    objects.root.parent.mkdir()
    with objects.writing():
        for part in (found.selection, found.rest):
            assert objects.put_packed(part.name, part.data)
            assert not objects.put_packed(part.name, b"other")
    assert parcel.unpack_plain(objects.get(found.selection.name)) == made.selection
    assert parcel.unpack_plain(objects.get(found.rest.name)) == rest


def test_a_pack_has_parts_of_each_of_its_briefs_and_each_is_taken_apart_once(
    tmp_path: Path,
) -> None:
    known = base([fact("one"), fact("two")])
    one, two = (materials(tmp_path, known, name) for name in ("one", "two"))
    packer, taking = Packer(), Taking()
    pack = packer.pack(replace(one, key="pack", parts=(two, one)))
    assert len(pack.facts) == 3
    assert pack.facts[0] == pack.facts[2] != pack.facts[1]
    taken(taking, pack, packer.pack(one))
    assert len(taking.done) == 2
    names = [taking.done[facts].selection.name for facts in pack.facts]
    assert names == [digest_of_value(each.selection) for each in (one, two, one)]
    assert taking.begin([pack]) is None
    three = packer.pack(materials(tmp_path, known, "one", "two"))
    taken(taking, pack, three)
    assert taking.done[three.facts[0]].selection.name not in names


def test_where_nobody_says_what_makes_values_equal_their_bytes_name_them() -> None:
    assert name_of("one") == digest_of_value("one")
    assert name_of(complex(1, 2)) == sha256(parcel.pack(complex(1, 2))).hexdigest()
