"""What is to be asked: every combination of the placeholders of every request."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from generator.facts.refreshfile import PAGE, RefreshSetup, RequestSetup


@dataclass(frozen=True, slots=True)
class Series:
    """One request with its placeholders filled, all but the page."""

    setup: RequestSetup
    values: Mapping[str, str]

    def address(self, page: int) -> str:
        """The address of one page; values are quoted, so that none can add to the address."""
        values = {name: quote(text, safe=";:") for name, text in self.values.items()}
        return _filled(self.setup.address, {**values, PAGE: str(page)})

    def file(self, page: int) -> str:
        """The name of the file that one page is kept in."""
        plain = {
            name: text.replace(";", "_").replace(":", "_") for name, text in self.values.items()
        }
        return _filled(self.setup.file, {**plain, PAGE: str(page)})


def series_of(setup: RefreshSetup) -> Iterator[Series]:
    """Everything a source asks for, in the order of its settings."""
    for request in setup.requests:
        names = list(request.each)
        for values in itertools.product(*request.each.values()):
            yield Series(request, MappingProxyType(dict(zip(names, values, strict=True))))


def plan_digest(setup: RefreshSetup) -> str:
    """What a refresh that goes on must have in common with the one that was interrupted."""
    asked = [(series.address(1), series.file(1)) for series in series_of(setup)]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    for name, text in values.items():
        pattern = pattern.replace("{" + name + "}", text)
    return pattern
