"""Makes ``data/drawings.gz`` from a folder of SVG files: ``python -m generator.flags.make FOLDER``.

Run when the flags are brought up to date. Each file is read as any picture is, so a flag in
a document holds nothing but shapes; one that cannot be drawn so stops the making.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from pathlib import Path

from generator.drawing.svg import read
from generator.flags.table import DATA
from generator.pictures.vector import read_vector

WIDE = 60.0
EDGE = (
    '<rect x="0" y="0" width="{w:g}" height="{h:g}" fill="none" stroke="#767676"'
    ' stroke-width="0.3"/>'
)


def make(folder: Path) -> bytes:
    """The drawings that the table names, one a line: its file's name, a tab, the drawing."""
    with (DATA / "flags.csv").open(encoding="utf-8", newline="") as stream:
        files = sorted({row["file"] for row in csv.DictReader(stream)} - {""})
    lines = []
    for file in files:
        vector = read_vector((folder / file).read_bytes(), wide=WIDE)
        edge = EDGE.format(w=vector.width, h=vector.height)
        svg = vector.svg.removesuffix("</svg>") + edge + "</svg>"
        read(svg)
        lines.append(f"{file}\t{svg}\n")
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as out:
        out.write("".join(lines).encode("ascii"))
    return packed.getvalue()


if __name__ == "__main__":
    (DATA / "drawings.gz").write_bytes(make(Path(sys.argv[1])))
