"""How long one value takes, and one locale to load: ``python -m benchmarks.localisation``.

Medians of many runs after warm-up; loading is measured in fresh processes, because a
locale is read once. Targets: a number under 10 µs, a date under 15 µs, a locale under 20 ms.
"""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from generator.facts.model import Qualifier, Quantity
from generator.localisation import Localiser
from generator.localisation.calendars import Dating
from generator.localisation.figures import in_digits_of

TAGS = ("en-CA", "fr-CA", "ar-IQ")
ROUNDS, REPEATS = 60, 500
TARGETS = {"number": 10.0, "date": 15.0, "date, two calendars": 30.0}
SENTENCES = {
    "en-CA": "Since 2016, Canada has committed more than 4 billion dollars (F-16, S/RES/2170).",
    "fr-CA": "Depuis 2016, le Canada a engagé plus de 4 milliards de dollars (F-16, S/RES/2170).",
    "ar-IQ": "منذ 2016 التزمت كندا بأكثر من 4 مليارات دولار، 12.5% منها (F-16, S/RES/2170).",
}

_LOAD = """
import time
import babel.core, babel.plural  # libraries are loaded once a process, whatever the locale
from generator.localisation import Localiser
import generator.localisation.localiser
from generator.localisation.cldr import store
store.common(), store.topic("und", "numbers")
start = time.perf_counter()
edition = Localiser({tag!r})
edition.number(1234), edition.count("years", 3), edition.compact_currency(4000000000, "CAD")
import datetime
edition.date(datetime.date(2024, 12, 1)), edition.area_name("IRQ"), edition.unit(5, "kilometer")
print((time.perf_counter() - start) * 1000)
"""


def median_microseconds(task: Callable[[], object]) -> float:
    """The median over rounds of the time of one call."""
    for _ in range(REPEATS):
        task()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(REPEATS):
            task()
        times.append((time.perf_counter() - start) / REPEATS * 1e6)
    return statistics.median(times)


def tasks(edition: Localiser) -> dict[str, Callable[[], object]]:
    """One call of each kind."""
    number, ratio, day = Decimal("1234567.89"), Decimal("0.0312"), dt.date(2024, 12, 1)
    start = dt.date(2024, 11, 28)
    spent = Quantity(
        Decimal(4_000_000_000), "currency", qualifier=Qualifier.MORE_THAN, currency="CAD"
    )
    from generator.localisation.intervals import interval

    tag = edition.locale.tag
    hijri = Localiser(tag, dating=Dating.of("gregorian+islamic-umalqura"))
    persian = Localiser(tag, dating=Dating.of("persian"))
    return {
        "number": lambda: edition.number(number),
        "number, rounded": lambda: edition.number(number, max_fraction=1),
        "percent": lambda: edition.percent(ratio, max_fraction=1),
        "currency": lambda: edition.currency(number, "CAD"),
        "compact currency": lambda: edition.compact_currency(number, "CAD"),
        "unit": lambda: edition.unit(number, "square-kilometer"),
        "counted noun": lambda: edition.count("years", 11),
        "quantity": lambda: edition.quantity(spent),
        "date": lambda: edition.date(day),
        "date, Persian": lambda: persian.date(day),
        "date, two calendars": lambda: hijri.date(day),
        "span of dates": lambda: interval(edition.manner, start, day, "yMMMMd"),
        "message": lambda: edition.message("more than {quantity}", quantity=1200),
        "list of three": lambda: edition.list(["a", "b", "c"]),
        "spacing of a sentence": lambda: edition.punctuate(
            "Oui : 4 milliards, le 9 février ; non ?"
        ),
        "figures of a sentence": lambda: in_digits_of(edition.numbers, SENTENCES[tag]),
        "sort of four names": lambda: edition.sort(["Irak", "Égypte", "Liban", "Syrie"]),
    }


def load_milliseconds(tag: str, runs: int = 9) -> float:
    """The median time to make a locale's first values in a fresh process."""
    times = []
    for _ in range(runs):
        result = subprocess.run(
            [sys.executable, "-c", _LOAD.format(tag=tag)],
            check=True,
            capture_output=True,
            text=True,
        )
        times.append(float(result.stdout))
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    editions = {tag: Localiser(tag) for tag in TAGS}
    columns = {tag: tasks(edition) for tag, edition in editions.items()}
    print(f"{'µs per value':24}" + "".join(f"{tag:>10}" for tag in TAGS) + "   target")
    for name in columns[TAGS[0]]:
        times = [median_microseconds(columns[tag][name]) for tag in TAGS]
        target = f"{TARGETS[name]:9.0f}" if name in TARGETS else ""
        print(f"{name:24}" + "".join(f"{value:10.1f}" for value in times) + target)
    loads = [load_milliseconds(tag) for tag in TAGS]
    print(f"{'ms to load a locale':24}" + "".join(f"{value:10.1f}" for value in loads) + f"{20:9d}")


if __name__ == "__main__":
    main()
