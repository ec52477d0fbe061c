"""Stages with one fault each: a formatter, a writer or a composer that goes wrong in French."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.build import making
from generator.build.stages import Scope, Stages
from generator.document.tree import Document, Paragraph, Section, Span, Text, Value
from generator.facts.model import FactBase
from generator.house import HouseStyle
from generator.localisation.localiser import Localiser
from generator.problems import Findings
from generator.writers import registry

HERE = "tests.unit.build.broken_parts"
Answer = tuple[dict[str, Any], list[bytes]]


def stages(fault: str) -> Stages:
    """The real stages with a fault of this module in them."""
    return Stages(compose=f"{HERE}:compose_{fault}", write=f"{HERE}:write_{fault}")


def unchecked() -> Stages:
    """The real stages, but nobody compares the texts of a fact when sources are read."""
    right = Stages().read_sources

    def read(root: Path, findings: Findings, scope: Scope) -> FactBase:
        told = Findings()
        base = right(root, told, scope)
        findings.extend(problem for problem in told if not problem.code.startswith("text-"))
        return base

    return Stages(read_sources=read)


# ---------------------------------------------------------------- the localiser


def _in_french(name: str, wrong: Callable[[str], str]) -> None:
    right = getattr(Localiser, name)
    if hasattr(right, "__wrapped__"):
        return

    def write(self: Localiser, *given: Any, **options: Any) -> str:
        text: str = right(self, *given, **options)
        return wrong(text) if self.locale.language == "fr" else text

    write.__wrapped__ = right  # type: ignore[attr-defined]
    setattr(Localiser, name, write)


def _wrong_digit() -> None:
    _in_french("number", lambda text: text.replace("122", "123"))


def _wrong_month() -> None:
    _in_french("date", lambda text: text.replace("juin", "juillet"))


def compose_digit(argument: bytes) -> Answer:
    _wrong_digit()
    return making.compose_brief(argument)


def write_digit(argument: bytes) -> Answer:
    _wrong_digit()
    return making.write_brief(argument)


def compose_month(argument: bytes) -> Answer:
    _wrong_month()
    return making.compose_brief(argument)


def write_month(argument: bytes) -> Answer:
    _wrong_month()
    return making.write_brief(argument)


# ---------------------------------------------------------------- a writer


def _changed(value: object, change: Callable[[str], str]) -> Any:
    if isinstance(value, Text | Value):
        return dataclasses.replace(value, text=change(value.text))
    if isinstance(value, tuple):
        return tuple(_changed(inner, change) for inner in value)
    if isinstance(value, Section | Paragraph | Span | Document) or (
        dataclasses.is_dataclass(value) and type(value).__module__ == Document.__module__
    ):
        names = [field.name for field in dataclasses.fields(value) if field.name != "furniture"]
        given = {name: getattr(value, name) for name in names}
        kinds = {name: _changed(v, change) for name, v in given.items() if isinstance(v, tuple)}
        inner = {
            name: _changed(v, change)
            for name, v in given.items()
            if dataclasses.is_dataclass(v) and name not in ("labels", "properties")
        }
        return dataclasses.replace(value, **kinds, **inner)  # type: ignore[type-var]
    return value


def _with_writer(argument: bytes, change: Callable[[str], str], *formats: str) -> Answer:
    """Write with a writer that changes words of the text, in some formats."""
    right = registry.writer

    def writer(name: str) -> Callable[[Document, HouseStyle], bytes]:
        write = right(name)
        if name not in formats:
            return write
        return lambda document, house: write(_changed(document, change), house)

    registry.writer = writer  # type: ignore[assignment]
    try:
        return making.write_brief(argument)
    finally:
        registry.writer = right


compose_word = compose_pdf_digit = compose_lost = making.compose_brief


def write_word(argument: bytes) -> Answer:
    """The Word file gets another digit."""
    return _with_writer(argument, lambda text: text.replace("122", "127"), "docx")


def write_pdf_digit(argument: bytes) -> Answer:
    """The PDF gets another digit, in Arabic digits too."""
    return _with_writer(
        argument, lambda text: text.replace("122", "127").replace("١٢٢", "١٢٧"), "pdf"
    )


def write_lost(argument: bytes) -> Answer:
    """A word is lost in all formats."""
    return _with_writer(argument, lambda text: text.replace(" not ", " "), "pdf", "docx", "html")


# ---------------------------------------------------------------- a composer


def compose_statement(argument: bytes) -> Answer:
    _statement_lost()
    return making.compose_brief(argument)


def write_statement(argument: bytes) -> Answer:
    """The statements that hold a number are lost in French, after composing."""
    _statement_lost()
    return making.write_brief(argument)


def _statement_lost() -> None:
    brief: Any = importlib.import_module("generator.compose.brief")
    right = brief.render
    if hasattr(right, "__wrapped__"):
        return

    def render(box: Any, entry: Any, context: Any, composer: Any, limits: Any) -> Any:
        if composer.language == "fr":
            context = {**context, "facts": {k: v[:-1] for k, v in context["facts"].items()}}
        return right(box, entry, context, composer, limits)

    render.__wrapped__ = right  # type: ignore[attr-defined]
    brief.render = render
