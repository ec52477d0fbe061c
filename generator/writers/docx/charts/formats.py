r"""Number formats for charts that Word draws, made from the numbers as the document writes them.

Word writes the numbers of an axis anew, so that they are right when the data are changed.
What the document says of a number ("−2.4%", "35,8 millions de personnes") becomes a format
code: the words around the number as they are, so many digits, the power of thousand it is
counted in, and the shapes of its digits. The decimal mark is the one of the reader's system.
"""

from __future__ import annotations

import locale
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final, NamedTuple

from generator.writers.docx.runs import RTL_LANGUAGES

GENERAL: Final = "General"
_MINUS: Final = frozenset("-\u2212")
_MARKS: Final = frozenset("\u200e\u200f\u061c")
_CONDITIONS: Final = 2  # that a format code may have
_POWERS: Final = range(16)
# The numeral shape of a format code: digits from 0 to 9, Arabic-Indic, extended Arabic-Indic.
_ENGLISH: Final = 0x409
_FRENCH: Final = 0x40C
_SHAPES: Final = {"0": 0x1000000, "\u0660": 0x2000000, "\u06f0": 0x3000000}


class Form(NamedTuple):
    """How one number is written: the words around it, its digits, and what it is counted in.

    mark  the decimal mark as it is written, where a digit follows one.
    """

    before: str
    after: str
    decimals: int
    power: int
    grouped: bool
    shape: str
    mark: str


def form_of(exact: str, text: str) -> Form | None:
    """How ``text`` writes the number ``exact``; None where it does not in digits.

    >>> form_of("35800000", "35,8 millions")
    Form(before='', after=' millions', decimals=1, power=6, grouped=False, shape='0', mark=',')
    """
    places = [at for at, char in enumerate(text) if char.isdecimal()]
    if not places:
        return None
    first, last = places[0], places[-1]
    written = text[first : last + 1]
    others = [char for char in written if not char.isdecimal()]
    if any(char.isalpha() for char in others):
        return None  # two numbers, or a date
    digits = "".join(str(unicodedata.decimal(char)) for char in written if char.isdecimal())
    behind = next((n for n, char in enumerate(reversed(written)) if not char.isdecimal()), 0)
    found = _counted(abs(Decimal(exact)), digits, behind)
    if found is None:
        return None
    power, decimals = found
    zero = chr(ord(text[first]) - unicodedata.decimal(text[first]))
    mark = written[-decimals - 1] if decimals else ""
    grouped = len(others) > bool(decimals)
    return Form(text[:first], text[last + 1 :], decimals, power, grouped, zero, mark)


def _counted(number: Decimal, digits: str, behind: int) -> tuple[int, int] | None:
    """The power of ten that a number is counted in, and its decimals, from its digits.

    behind  how many digits follow the last mark; three may be a group or decimals.
    """
    for power in _POWERS:
        for decimals in dict.fromkeys((0 if behind in (0, 3) else behind, behind)):
            scaled = number.scaleb(-power).quantize(Decimal(1).scaleb(-decimals))
            if f"{scaled:f}".replace(".", "").lstrip("0") == digits.lstrip("0"):
                return power, decimals
    return None


def code_of(exact: str, text: str, language: str) -> str | None:
    """The format code that writes ``exact`` as ``text``; None where no code can.

    >>> code_of("35800000", "35.8 million people", "en-CA")
    '[$-1009]0.0,," million people"'
    """
    form = form_of(exact, text)
    if form is None or not _rounds_alike(Decimal(exact), form):
        return None
    code = _section(form, form.decimals, language)
    if code is None or _as_counted(form.decimals, form.power) != form.decimals:
        return None
    # The words before a negative number have its sign; a second section writes no other.
    return f"{code};{code}" if Decimal(exact) < 0 else code


def _rounds_alike(number: Decimal, form: Form) -> bool:
    """Whether Word rounds a number as the document does: half of a digit goes up there."""
    scaled, places = number.scaleb(-form.power), Decimal(1).scaleb(-form.decimals)
    return scaled.quantize(places) == scaled.quantize(places, ROUND_HALF_UP)


def axis_code(ticks: Sequence[tuple[str, str]], language: str) -> str:
    """One format code for all numbers of an axis, lowest first; plain where none fits.

    Words such as "million" go with the power they stand for, so a number is never another
    one, whatever words it has.
    """
    forms = {exact: form for exact, text in ticks if (form := form_of(exact, text)) is not None}
    if len(forms) < len(ticks):
        return GENERAL
    if any(Decimal(exact) < 0 for exact in forms):
        return _signed(forms, language)
    return _conditional(forms, language)


def _signed(forms: Mapping[str, Form], language: str) -> str:
    """Sections for numbers above, below and at zero; each as its farthest is written."""
    below = [exact for exact in forms if Decimal(exact) < 0]
    above = [exact for exact in forms if Decimal(exact) > 0]
    negative = forms[below[0]]
    positive = forms[above[-1]] if above else _unsigned(negative)
    zero = next((form for exact, form in forms.items() if not Decimal(exact)), positive)
    sections = (
        _section(positive, _decimals(above or below, positive.power), language),
        _section(negative, _decimals(below, negative.power), language),
        _section(zero, 0, language),
    )
    return GENERAL if None in sections else ";".join(filter(None, sections))


def _conditional(forms: Mapping[str, Form], language: str) -> str:
    """The words of most numbers; one or two that have others, such as zero, by themselves."""
    groups: dict[tuple[str, str, int], list[str]] = {}
    for exact, form in forms.items():
        groups.setdefault((form.before, form.after, form.power), []).append(exact)
    kept = max(groups.values(), key=lambda row: (len(row), Decimal(row[-1])))
    form = forms[kept[-1]]
    others = [exact for row in groups.values() if row is not kept for exact in row]
    special = [_alone(exact, forms[exact], language) for exact in others]
    if len(special) > _CONDITIONS or None in special:
        return _section(form, _decimals(forms, form.power), language) or GENERAL
    usual = _section(form, _decimals(kept, form.power), language)
    return GENERAL if usual is None else ";".join((*filter(None, special), usual))


def _decimals(numbers: Iterable[str], power: int) -> int:
    """Decimals that all of some numbers need, counted in a power of ten."""
    scaled = (Decimal(exact).scaleb(-power).normalize() for exact in numbers)
    return max(max(0, -int(number.as_tuple().exponent)) for number in scaled)


def _alone(exact: str, form: Form, language: str) -> str | None:
    section = _section(form, form.decimals, language)
    return None if section is None else f"[={exact}]{section}"


def _section(form: Form, decimals: int, language: str) -> str | None:
    """One section of a code; what says whose digits they are stands first."""
    pattern = _pattern(form, decimals)
    if pattern is None:
        return None
    shape = _shaped(form, language)
    return f"{shape}{_quoted(form.before)}{pattern}{_quoted(form.after)}"


def _pattern(form: Form, decimals: int) -> str | None:
    """The digits of a number. A comma at the end divides by a thousand.

    What is counted in another power of ten, such as 万 or کروڑ, has its decimal mark written
    as a word between two of its digits.
    """
    thousands, over = divmod(form.power, 3)
    whole = "#,##0" if form.grouped else "0"
    places = _as_counted(decimals, form.power)
    if over:
        mark = form.mark or "."
        behind = f'"{mark}"{"0" * places}'
        commas = thousands - places // 3
        return None if commas < 0 else f"{whole}{behind}{',' * commas}"
    return f"{whole}{'.' if places else ''}{'0' * places}{',' * thousands}"


def _as_counted(decimals: int, power: int) -> int:
    """So many decimals, or more where the power of ten asks for them: one for 万, two for 亿."""
    over = power % 3
    return decimals if not over else decimals + (over - decimals) % 3


def _shaped(form: Form, language: str) -> str:
    """What says whose digits and marks they are; nothing for a language without a number.

    Digits from 0 to 9 in a language that has others stand with the marks that go with them.
    """
    number = lcid(language)
    if number is None or form.shape not in _SHAPES:
        return ""
    if form.shape == "0" and language.split("-")[0] in RTL_LANGUAGES:
        number = _SHAPES["0"] + (_FRENCH if form.mark == "," else _ENGLISH)
    elif form.shape != "0":
        number += _SHAPES[form.shape]
    return f"[$-{number:X}]"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "\u201d") + '"' if words else ""


def _unsigned(form: Form) -> Form:
    """The form of a number below zero as one above it has it."""
    words = "".join(char for char in form.before if char not in _MINUS and char not in _MARKS)
    return form._replace(before=words)


@cache
def lcid(language: str) -> int | None:
    """Microsoft's number of a language, of its usual country where it names none it knows.

    >>> hex(lcid("fr-CA") or 0), hex(lcid("ar") or 0)
    ('0xc0c', '0x401')
    """
    own, *others = language.split("-")
    region = next((part for part in others if len(part) == 2), "")
    numbers = {tag: number for number, tag in locale.windows_locale.items()}
    usual = min((n for tag, n in numbers.items() if tag.split("_")[0] == own), default=None)
    return numbers.get(f"{own}_{region}", usual)
