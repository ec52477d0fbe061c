"""Records are what ``dataclasses`` would have made of the same classes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, ClassVar, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records import dataclass, in_common, parts_of


@dataclass(frozen=True, slots=True)
class Ours:
    """A record."""

    KIND: ClassVar[str] = "record"
    text: str
    number: int = 3
    names: list[str] = dataclasses.field(default_factory=list)
    hidden: str = dataclasses.field(default="", repr=False)
    place: int = dataclasses.field(default=0, compare=False)

    @property
    def length(self) -> int:
        """Of its text."""
        return len(self.text)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same, as the library makes it."""

    KIND: ClassVar[str] = "record"
    text: str
    number: int = 3
    names: list[str] = dataclasses.field(default_factory=list)
    hidden: str = dataclasses.field(default="", repr=False)
    place: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Divided:
    """The same, of which only the number stands in each, and one place."""

    KIND: ClassVar[str] = "record"
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ("number", "place")
    text: str
    number: int = 3
    names: list[str] = dataclasses.field(default_factory=list)
    hidden: str = dataclasses.field(default="", repr=False)
    place: int = dataclasses.field(default=0, compare=False)

    @property
    def length(self) -> int:
        """Of its text."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Strict:
    """A record that looks at its values, and is equal and shown as it says itself."""

    text: str

    def __post_init__(self) -> None:
        """Refuse an empty text and keep it without spaces."""
        if not self.text:
            raise ValueError("empty")
        object.__setattr__(self, "text", self.text.strip())

    def __eq__(self, other: object) -> bool:
        """In any case of letters."""
        return isinstance(other, Strict) and self.text.casefold() == other.text.casefold()

    def __hash__(self) -> int:
        """As equal."""
        return hash(self.text.casefold())

    def __repr__(self) -> str:
        """Its text alone."""
        return f"<{self.text}>"


@dataclass(frozen=True, slots=True)
class Node:
    """A record that can hold itself."""

    kids: list[Any]


class Below(Ours):
    """A class of its own below a record, which may have more."""


values = st.fixed_dictionaries(
    {"text": st.text(max_size=3)},
    optional={
        "number": st.integers(0, 2),
        "names": st.lists(st.sampled_from("ab"), max_size=1),
        "hidden": st.sampled_from("xy"),
        "place": st.integers(0, 1),
    },
)


kinds = pytest.mark.parametrize("kind", [Ours, Divided])


@kinds
@given(one=values, other=values)
def test_it_is_equal_and_shown_as_the_library_has_it(
    kind: type[Any], one: Mapping[str, Any], other: Mapping[str, Any]
) -> None:
    ours, theirs = (kind(**one), kind(**other)), (Theirs(**one), Theirs(**other))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert repr(ours[0]) == repr(theirs[0]).replace("Theirs", kind.__name__)
    assert ours[0].__eq__(theirs[0]) is NotImplemented
    assert [getattr(ours[0], each.name) for each in dataclasses.fields(kind)] == [
        getattr(theirs[0], each.name) for each in dataclasses.fields(Theirs)
    ]


@kinds
@given(given_values=values)
def test_it_is_copied_packed_and_replaced(kind: type[Any], given_values: Mapping[str, Any]) -> None:
    one = kind(**given_values)
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert other.place == one.place
    assert dataclasses.replace(one, number=9) == kind(**{**given_values, "number": 9})
    assert dataclasses.asdict(one) == dataclasses.asdict(Theirs(**given_values))


def test_a_hash_is_that_of_the_values_that_count() -> None:
    @dataclass(frozen=True, slots=True)
    class Pair:
        """Two values."""

        a: str
        b: int = dataclasses.field(default=0, compare=False)

    assert hash(Pair("x", 1)) == hash(Pair("x", 2)) == hash(("x",))
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours("x"))


@pytest.mark.parametrize("name", ["number", "text", "_common", "strange"])
def test_what_it_has_in_common_cannot_be_changed_either(name: str) -> None:
    one = Divided("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, name, "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(one, name)
    assert one == Divided("a")


def test_a_divided_record_holds_its_own_fields_and_one_more() -> None:
    assert parts_of(Divided) == ("number", "place", "_common")
    assert tuple(Divided.__slots__) == parts_of(Divided)
    assert in_common(Divided) == ("text", "names", "hidden")
    assert parts_of(Ours) == ("text", "number", "names", "hidden", "place")
    assert in_common(Ours) == ()
    assert not hasattr(Divided("a"), "__dict__")
    with pytest.raises(TypeError, match=r"has no fields \['strange'\]"):

        @dataclass(frozen=True, slots=True)
        class Strange:
            """Names a field that it does not have."""

            OWN_FIELDS: ClassVar[tuple[str, ...]] = ("strange",)
            text: str = ""


def test_it_cannot_be_changed() -> None:
    one = Ours("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'text'"):
        one.text = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'text'"):
        del one.text
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.strange = 1  # type: ignore[attr-defined]
    below = Below("a")
    below.strange = 1  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError):
        below.number = 4  # type: ignore[misc]


def test_lists_are_made_anew_for_each() -> None:
    assert Ours("a").names is not Ours("a").names


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'text'"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'strange'"):
        Ours("a", strange=1)  # type: ignore[call-arg]


def test_what_a_class_says_itself_stays() -> None:
    assert Strict(" a ") == Strict("A")
    assert hash(Strict("a")) == hash(Strict("A"))
    assert repr(Strict("a")) == "<a>"
    with pytest.raises(ValueError, match="empty"):
        Strict("")


def test_one_that_holds_itself_can_be_shown() -> None:
    kids: list[Any] = []
    node = Node(kids)
    kids.append(node)
    assert repr(node) == "Node(kids=[...])"


def test_tools_take_it_for_a_dataclass() -> None:
    assert dataclasses.is_dataclass(Ours)
    assert [one.name for one in dataclasses.fields(Ours)] == [
        one.name for one in dataclasses.fields(Theirs)
    ]
    assert Ours.__match_args__ == Theirs.__match_args__
    assert Ours.__slots__ == Theirs.__slots__
    assert get_type_hints(Ours.__init__) == get_type_hints(Theirs.__init__)

    @dataclasses.dataclass(frozen=True, slots=True)
    class Further(Ours):
        """A dataclass of the library below a record."""

        more: str = ""

    assert Further("a", more="b").more == "b"


def test_other_classes_are_left_to_the_library() -> None:
    @dataclass
    class Open:
        """May be changed."""

        text: str = ""

    one = Open()
    one.text = "b"
    assert one == Open("b")


@pytest.mark.parametrize("made", [{"init": False}, {"kw_only": True}, {"hash": False}])
def test_a_field_that_a_record_cannot_have_is_refused(made: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="fields that a record cannot have"):

        @dataclass(frozen=True, slots=True)
        class Strange:
            """Has such a field."""

            text: str = dataclasses.field(default="", **made)  # type: ignore[misc]


def test_listing_orders_loads_no_stage() -> None:
    """What the command needs is quick to load: no engine, no locale data, no archives."""
    heavy = ("babel", "jinja2", "weasyprint", "docx", "lxml", "yaml", "sqlite3", "lzma", "difflib")
    script = (
        "import sys, generator.cli.list_command, generator.build.orders.order\n"
        "import generator.editions.store\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
