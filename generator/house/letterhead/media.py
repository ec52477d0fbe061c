"""Pictures of headers and footers: only whole ones of known kinds, and none from outside."""

from __future__ import annotations

import io
from typing import Final

from generator.house.letterhead.model import Media, Opened
from generator.house.letterhead.package import Package, Relation
from generator.house.letterhead.xml import WP, A, Element, R, drop, w
from generator.limits import DEFAULT_LIMITS

PICTURE: Final = DEFAULT_LIMITS.letterhead_picture
PIXELS: Final = DEFAULT_LIMITS.letterhead_pixels
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_SVG: Final = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_GRAPHIC: Final = f"{{{A}}}graphicData"
_PICTURE_OR_SHAPE: Final = (
    "/picture",
    "/wordprocessingShape",
    "/wordprocessingGroup",
    "/wordprocessingCanvas",
)
_KINDS: Final = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"\xd7\xcd\xc6\x9a": "image/x-wmf",
}
_ENDINGS: Final = {
    "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/x-wmf": "wmf",
    "image/x-emf": "emf",
}  # fmt: skip
_LARGEST: Final = 31_680 * 635  # EMU of the longest side that Word gives a page


class Pictures:
    """The pictures of one part."""

    def __init__(self, package: Package, part: str, opened: Opened) -> None:
        self._package, self._part, self._opened = package, part, opened
        self._relations = {each.id: each for each in package.relations(part)}

    def kept(self, root: Element) -> tuple[Media, ...]:
        """Take out what may not be shown; the pictures that stay, in the order of their ids."""
        for element in list(root.iter(_SVG)):
            drop(element.getparent())  # the picture beside it says the same
        for data in list(root.iter(_GRAPHIC)):
            if not str(data.get("uri", "")).endswith(_PICTURE_OR_SHAPE):
                self._opened.remark("letterhead-drawing", self._part)
                self._without(data)
        self._sizes(root)
        found: dict[str, Media] = {}
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            for name in [key for key in element.attrib if key.startswith(f"{{{R}}}")]:
                self._shown(element, name, found)
        return tuple(found[id] for id in sorted(found))

    def _shown(self, element: Element, name: str, found: dict[str, Media]) -> None:
        if element.tag == w("hyperlink"):
            return
        id = element.get(name)
        relation = self._relations.get(id)
        if relation is None or relation.kind != "image" or relation.outside:
            if relation is not None and relation.outside:
                self._opened.remark("letterhead-outside", self._part, relation.target, danger=True)
            else:
                self._opened.remark("letterhead-drawing", self._part)
            self._without(element)
            return
        if id not in found:
            media = self._read(relation)
            if media is None:
                self._without(element)
                return
            found[id] = media

    def _without(self, element: Element) -> None:
        """Take out the whole drawing that an element belongs to."""
        holders = (w("drawing"), w("pict"), w("object"))
        holder = next((each for each in element.iterancestors(*holders)), element)
        drop(holder)

    def _sizes(self, root: Element) -> None:
        for extent in list(root.iter(f"{{{WP}}}extent")):
            sides = [extent.get(side, "") for side in ("cx", "cy")]
            if not all(side.isdigit() and int(side) <= _LARGEST for side in sides):
                self._opened.remark("letterhead-drawing-size", self._part, " × ".join(sides))
                self._without(extent)

    def _read(self, relation: Relation) -> Media | None:
        data = self._package.parts.get(relation.target)
        if data is None:
            self._opened.remark("letterhead-picture", self._part, relation.target)
            return None
        kind = _kind(data)
        if not kind or len(data) > PICTURE or (kind in _ENDS and not _whole(kind, data)):
            self._opened.remark("letterhead-picture", self._part, relation.target)
            return None
        return Media(relation.id, "image", _ENDINGS[kind], kind, data)


_ENDS: Final = {"image/png": b"IEND", "image/jpeg": b"\xff\xd9", "image/gif": b";"}


def _kind(data: bytes) -> str:
    for start, kind in _KINDS.items():
        if data.startswith(start):
            return kind
    return "image/x-emf" if data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF" else ""


def _whole(kind: str, data: bytes) -> bool:
    """Whether a picture opens, is not too large, and is there to its last line.

    Its end is looked for here: the libraries may have been told to read torn files.
    """
    if _ENDS[kind] not in data[-64:]:
        return False
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF")) as picture:
            width, height = picture.size
            if not 0 < width * height <= PIXELS:
                return False
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
