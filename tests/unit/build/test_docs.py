"""The page on orders and editions names everything that it describes."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from generator.build.orders.meeting import Meeting
from generator.build.orders.order import Order
from generator.editions.manifest import DocumentMade, FactUsed, Manifest, OrderMade, SourceUsed

INTERNAL = {"name", "file", "sha256", "places", "readers"}


@pytest.fixture(scope="module")
def page() -> str:
    root = Path(__file__).resolve().parents[3]
    return (root / "docs" / "orders-and-editions.md").read_text("utf-8")


def words(page: str) -> set[str]:
    return set(re.findall(r"[a-z0-9_]+", " ".join(re.findall(r"`([^`\n]+)`", page))))


@pytest.mark.parametrize("kind", [Manifest, DocumentMade, FactUsed, OrderMade, SourceUsed])
def test_every_field_of_a_manifest_is_described(page: str, kind: type) -> None:
    names = {field.name for field in dataclasses.fields(kind)}
    assert names - words(page) == set()


@pytest.mark.parametrize("kind", [Order, Meeting])
def test_every_field_of_an_order_is_described(page: str, kind: type) -> None:
    names = {field.name for field in dataclasses.fields(kind)} - INTERNAL
    assert names - words(page) == set()
