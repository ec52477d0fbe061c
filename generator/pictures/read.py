"""Any picture that somebody brought: its kind by its content, its size before its pixels."""

from __future__ import annotations

from generator.limits import DEFAULT_LIMITS, Limits
from generator.pictures.kinds import ENDINGS, kind_of
from generator.pictures.model import Picture, RefusedPicture, Remark


def read_picture(
    content: bytes, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Picture, tuple[Remark, ...]]:
    """A picture fit to print, and what was changed for it. Raises ``RefusedPicture``.

    name  of the file: its ending is compared with what the file is.
    """
    if len(content) > limits.picture_file:
        raise RefusedPicture("picture-large", size=len(content), limit=limits.picture_file)
    kind = kind_of(content)
    remarks = []
    ending = name.rpartition(".")[2].lower()
    if ENDINGS.get(ending) != kind:
        remarks.append(Remark("picture-ending", {"ending": ending, "found": kind.upper()}))
    picture: Picture
    if kind == "svg":
        from generator.pictures.vector import read_vector

        picture = read_vector(content, limits)
    else:
        from generator.pictures.raster import read_raster

        picture = read_raster(content, kind, limits)
    return picture, (*remarks, *picture.remarks)
