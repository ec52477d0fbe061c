from __future__ import annotations

import inspect

import pytest

from generator.facts import shapes
from generator.facts.observations import Shape


@pytest.mark.parametrize("name", shapes.names())
def test_every_module_of_the_package_is_a_shape(name: str) -> None:
    module = shapes.module(name)
    for function in ("layout", "observations", "locate"):
        expected = inspect.signature(getattr(Shape, function)).parameters
        found = inspect.signature(getattr(module, function)).parameters
        assert list(found) == list(expected)[1:]
        assert inspect.getdoc(getattr(module, function))


def test_what_is_no_shape_is_not_imported() -> None:
    with pytest.raises(KeyError):
        shapes.module("os")
