"""What reading a picture gives, and why one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

Media: TypeAlias = Literal["image/png", "image/jpeg"]


class RefusedPicture(ValueError):  # noqa: N818 - said in the user's words
    """Raised for a picture that must not print. code names its wording, values fill it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(f"{code}: {self.values}")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was changed so that the picture can print."""

    code: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels, written anew: nothing of the file but what can be seen."""

    media: Media
    content: bytes
    width: int
    height: int
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Vector:
    """A drawing in the closed vocabulary of ``generator.drawing.svg``."""

    svg: str
    width: float
    height: float
    remarks: tuple[Remark, ...] = ()


Picture: TypeAlias = Raster | Vector
