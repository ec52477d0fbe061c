"""The limits that keep bad input from taking the machine: one place, each with its reason.

Every message about a limit says the limit and the value found. Sizes are bytes unless
the name says otherwise.
"""

from __future__ import annotations

from generator.records import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read, composed and written."""

    facts_file: int = 100 * MEGABYTE
    order_file: int = MEGABYTE
    template_file: int = MEGABYTE
    nesting: int = 32
    facts: int = 1_000_000
    text_characters: int = 20_000
    key_characters: int = 200
    word_characters: int = 2_000  # an unbroken word longer than this cannot be laid out
    combining_marks: int = 8  # in a row; more is not writing and gives a warning
    combining_marks_refused: int = 32  # more is an attack on the layout
    line_breaks: int = 500
    number_magnitude: int = 24  # |value| < 10**24: Babel fails from 10**25
    number_decimals: int = 12
    toml_key_depth: int = 8  # 60 KB of "a.a.a…" takes 3 GB otherwise
    csv_field: int = 20_000
    workbook_parts: int = 2_000
    workbook_unpacked: int = 100 * MEGABYTE  # the parts that are read, counted while reading
    workbook_ratio: int = 200  # of an unpacked part to its packed size, from a megabyte on
    template_seconds: float = 20.0  # of processor time
    template_output: int = 16 * MEGABYTE  # characters; they are read as they are made
    document_blocks: int = 5_000
    table_rows: int = 300  # that are printed; 1,000 take 10 s to lay out
    table_all_rows: int = 20_000  # with those that travel as a file
    table_columns: int = 50
    table_file: int = 20 * MEGABYTE
    chart_rows: int = 12_000  # of data behind a chart, which are laid out nowhere
    picture_file: int = 10 * MEGABYTE
    picture_pixels: int = 25_000_000  # read from the header: 22 KB can be 177 million
    picture_side: int = 20_000  # pixels; longer is no picture but a line
    svg_elements: int = 5_000  # with what "use" repeats
    svg_nesting: int = 30
    svg_points: int = 200_000
    word_file: int = 50 * MEGABYTE  # a Word file that is read back
    word_unpacked: int = 200 * MEGABYTE  # all its parts together
    word_parts: int = 2_000
    letterhead_file: int = 20 * MEGABYTE
    letterhead_entries: int = 2_000
    letterhead_unpacked: int = 100 * MEGABYTE  # all parts together
    letterhead_ratio: int = 200  # of an unpacked part to its packed size, from a megabyte on
    letterhead_part: int = 8 * MEGABYTE  # of XML, which takes tenfold when it is read
    letterhead_picture: int = 10 * MEGABYTE
    letterhead_pixels: int = 25_000_000
    letterhead_font: int = 4 * MEGABYTE
    worker_memory: int = 1536 * MEGABYTE
    worker_cpu_seconds: int = 60
    worker_wall_seconds: float = 90.0
    worker_briefs: int = 50  # then the worker is replaced
    worker_resident: int = 400 * MEGABYTE  # a worker that holds more is replaced


DEFAULT_LIMITS = Limits()
