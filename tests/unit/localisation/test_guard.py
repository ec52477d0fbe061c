"""Babel's data stays apart for each locale, whatever was used before.

Each order of use needs a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

_NAMES = """
import json, sys
if sys.argv[1] == "guarded":
    from generator.localisation import guard
    guard.install()
from babel import Locale
for first in sys.argv[2].split():
    Locale.parse(first).months["stand-alone"]["wide"][2]
found = {}
for name in "fr ar_DZ tr ar_IQ es_MX pt_PT".split():
    months = Locale.parse(name).months["stand-alone"]
    found[name] = [[months[width][n] for n in range(1, 13)] for width in ("wide", "abbreviated")]
print(json.dumps(found))
"""


def _names(mode: str, first: str) -> dict[str, Sequence[Sequence[str]]]:
    command = [sys.executable, "-c", _NAMES, mode, first]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Sequence[Sequence[str]]] = json.loads(result.stdout)
    return found


def test_month_names_do_not_depend_on_the_locales_used_before() -> None:
    alone = _names("guarded", "")
    assert alone["fr"][0][1] == "février"
    assert alone["ar_DZ"][0][1] == "فيفري"
    assert _names("guarded", "he ar zh") == alone
    assert _names("guarded", "zh tr ar_IQ ar he en es") == alone


def test_without_the_guard_they_still_do() -> None:
    """When this fails Babel has mended it, and the guard can go."""
    assert _names("bare", "he ar zh") != _names("bare", "")


def test_the_guard_is_in_place_once_plurals_are_used() -> None:
    code = (
        "import generator.localisation.plurals; from babel import localedata; "
        "from generator.localisation.guard import guarded_load; "
        "raise SystemExit(localedata.load is not guarded_load)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_threads_get_the_same_private_copy() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from generator.localisation import guard\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    found = list(pool.map(guard.guarded_load, ['fr', 'ar_IQ', 'he'] * 8))\n"
        "raise SystemExit(len({id(one) for one in found}) != 3)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
