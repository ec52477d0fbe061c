"""Words by which the Factbook says that a value is not known."""

from __future__ import annotations

import re
from typing import Final

_MISSING: Final = re.compile(
    r"[$]?(?:NA|N/A|n/a|n\.a\.|na)(?:\s?%|\s?km|\s?sq km)?(?:\s?\([^()]{1,40}\))?"
    r"|(?:[A-Za-z ]{1,40}: )?NA%?"
    r"|(?:no|data not|not) (?:data )?available|no data|unknown|not known|-{1,3}|\u2013|\.{2,3}",
    re.IGNORECASE,
)


def is_missing(text: str) -> bool:
    """Whether the plain text only says that there is no value.

    >>> is_missing("NA%"), is_missing("NA (2020)"), is_missing("none"), is_missing("Namibia")
    (True, True, False, False)

    "none" is a statement, and no gap.
    """
    return _MISSING.fullmatch(text.strip()) is not None
