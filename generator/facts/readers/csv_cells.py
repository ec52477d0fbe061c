"""Where the cells of a CSV text stand: for tracing a value back to what was received."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|\\Z)")


def raw_records(text: str, delimiter: str) -> Iterator[tuple[int, str, int]]:
    """Every record that is not empty: where it begins, as it is written, its last line.

    >>> list(raw_records('a,b\\n1,"x\\ny"\\n', ","))
    [(0, 'a,b\\n', 1), (4, '1,"x\\ny"\\n', 3)]
    """
    starts = [0]

    def lines() -> Iterator[str]:
        at = 0
        while at < len(text):
            found = _LINE.match(text, at)
            at = found.end() if found else len(text)
            starts.append(at)
            yield text[starts[-2] : at]

    reader = csv.reader(lines(), strict=True, delimiter=delimiter, quotechar='"')
    before = 0
    for cells in reader:
        begin, end = starts[before], starts[reader.line_num]
        before = reader.line_num
        if any(cells):
            yield begin, text[begin:end], reader.line_num


def cell_spans(record: str, delimiter: str) -> list[tuple[int, int]]:
    """From and up to which character each cell stands, with its quotation marks.

    >>> cell_spans('1,"x,y",3\\n', ",")
    [(0, 1), (2, 7), (8, 9)]
    """
    spans = []
    start, quoted = 0, False
    end = len(record.rstrip("\r\n"))
    for at in range(end):
        char = record[at]
        if char == '"':
            quoted = not quoted
        elif char == delimiter and not quoted:
            spans.append((start, at))
            start = at + 1
    spans.append((start, end))
    return spans
