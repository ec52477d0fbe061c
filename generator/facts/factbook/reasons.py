"""Why a text was not understood, in words for the person who looks at the coverage."""

from __future__ import annotations

import enum


class Reason(enum.Enum):
    """What stood in the way; the value is the wording, filled with what was found."""

    EMPTY = "There is no text."
    LONG = "The text is far longer than a value."
    NO_NUMBER = "There is no number where the field has one."
    NUMBER_FORM = "The number is not written in a known way."
    NUMBER_LARGE = "The number is larger than any that is measured."
    RANGE_ORDER = "The range runs downwards, or its two ends are of different scale."
    UNIT_UNKNOWN = "The words behind the number are no known unit."
    UNIT_AMBIGUOUS = "The unit has several meanings, and the source does not say which."
    UNIT_MISSING = "The number has no unit."
    UNIT_OTHER = "The unit is not that of the field."
    CURRENCY_OTHER = "The currency is not that of the field."
    BASE_OTHER = "The share or rate is of something else than the field says."
    BRACKETS = "A bracket is opened and not closed."
    TWO_DATES = "Two dates are given, and it is not said which part speaks for which."
    DATE_FORM = "The date is not written in a known way."
    KEY_YEAR = "The name of the field gives another year than the text."
    SEVERAL = "Several values are given where the field has one."
    WORDS = "There are words around the value that may change its meaning."
    BOUND = "The words set a bound, and the value within it is not said."
    LIST_FORM = "An item of the list is not written as the others."
    SHARE = "The shares are more than the whole."
    SEX_FORM = "The numbers of men and women are not written in the known way."
    NEGATIVE = "The number is below zero, which a length, an area or a count cannot be."
    TWICE = "The same file gives another value for this elsewhere."
    AFTER_EDITION = "The date lies after the edition that states it as known."


class NotUnderstoodError(ValueError):
    """A text is not wholly understood; it stays text.

    found  the part that stood in the way, as written.
    """

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.found = found
