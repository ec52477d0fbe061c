"""Keeps Babel from mixing up locales inside one process.

Babel resolves aliases lazily and writes the result back into dictionaries that a locale
shares with its parent, so that French month names depend on whether Hebrew was used
before (Babel issue 1234). Each locale is therefore given a private copy of its data,
made once. Importing this module puts the guard in place; every module of this package
that touches Babel's locale data imports it first.
"""

from __future__ import annotations

import os
import pickle
import threading
from typing import Any

from babel import localedata

_pristine = localedata.load
_private: dict[tuple[str, bool], dict[str, Any]] = {}
_lock = threading.RLock()
_inside = threading.local()


def guarded_load(name: os.PathLike[str] | str, merge_inherited: bool = True) -> dict[str, Any]:
    """Babel's ``localedata.load``, giving each locale data that nothing else shares."""
    if getattr(_inside, "on", False):  # Babel asks for a parent while loading: pristine data
        return _pristine(name, merge_inherited)
    key = (str(name), merge_inherited)
    found = _private.get(key)
    if found is not None:
        return found
    with _lock:
        if key not in _private:
            _inside.on = True
            try:
                shared = _pristine(name, merge_inherited)
                # A pickle round trip is a deep copy at half the cost; the data is Babel's own.
                _private[key] = pickle.loads(pickle.dumps(shared, -1))  # noqa: S301
            finally:
                _inside.on = False
        return _private[key]


def install() -> None:
    """Put the guard in place; calling again changes nothing."""
    localedata.load = guarded_load


install()
