"""What Arabic grammar asks of counted words beyond the forms CLDR has.

After 3 to 10 the counted word is plural ("٤ مليارات"), also where CLDR repeats the
singular. Rule: the agreement of number and noun (العدد والمعدود).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from generator.localisation.agreement import Agreement

# Words for powers of ten by CLDR's singular: the plural after 3 to 10.
_PLURALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ألف": "آلاف",
        "مليون": "ملايين",
        "مليار": "مليارات",
        "بليون": "بلايين",
        "ترليون": "ترليونات",
        "تريليون": "تريليونات",
    }
)
_ORDINALS: Final = (
    ("الأول", "الأولى"),
    ("الثاني", "الثانية"),
    ("الثالث", "الثالثة"),
    ("الرابع", "الرابعة"),
    ("الخامس", "الخامسة"),
    ("السادس", "السادسة"),
    ("السابع", "السابعة"),
    ("الثامن", "الثامنة"),
    ("التاسع", "التاسعة"),
    ("العاشر", "العاشرة"),
)
_ARTICLE: Final = "ال"


def power_word(pattern: str, shown: Decimal) -> str:
    """A compact pattern ("0 مليار") with its word in the plural where 3 to 10 ask for it."""
    if shown != shown.to_integral_value() or not 3 <= shown.copy_abs() <= 10:
        return pattern
    for singular, plural in _PLURALS.items():
        if pattern.endswith(singular):
            return pattern.removesuffix(singular) + plural
    return pattern


# Units of money: the plural after 3 to 10; feminine nouns end in ة.
_COINS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "دولار": "دولارات",
        "دينار": "دنانير",
        "درهم": "دراهم",
        "ريال": "ريالات",
        "جنيه": "جنيهات",
        "فرنك": "فرنكات",
        "ليرة": "ليرات",
        "كرونة": "كرونات",
        "روبية": "روبيات",
    }
)
_FEMININE: Final = "ة"


def counted(name: str, category: str) -> str:
    """A currency's name after a number of one category: "دولارات كندية", "دولارًا كنديًا"."""
    noun, _, adjective = name.partition(" ")
    if noun not in _COINS or " " in adjective or adjective.startswith(_ARTICLE):
        return name
    feminine = noun.endswith(_FEMININE)
    if category == "few":
        if adjective and not feminine:
            adjective += _FEMININE
        return f"{_COINS[noun]} {adjective}".strip()
    if category == "many" and not feminine:
        return " ".join(f"{word}ًا" for word in (noun, adjective) if word)
    return name


def ordinal(n: int, feminine: bool) -> str | None:
    """The ordinal in words, from first to tenth; None beyond."""
    if not 1 <= n <= len(_ORDINALS):
        return None
    return _ORDINALS[n - 1][1 if feminine else 0]


def definite(noun_phrase: str) -> str:
    """A noun and its adjectives with the article: "دولارات كندية" gives "الدولارات الكندية"."""
    words = noun_phrase.split(" ")
    return " ".join(word if word.startswith(_ARTICLE) else _ARTICLE + word for word in words)


# Words before an adjective that form one word with it: "جنوب أفريقي", "الجنوب أفريقية".
_COMPOUNDING: Final = ("جنوب ", "شمال ", "شرق ", "غرب ", "وسط ")


def adjective(masculine: str, agreement: Agreement) -> str:
    """A relative adjective (نسبة) in one form; every word of it agrees, a compound once.

    >>> adjective("كوري جنوبي", Agreement("feminine", definite=True))
    'الكورية الجنوبية'
    >>> adjective("جنوب أفريقي", Agreement(plural=True, definite=True))
    'الجنوب أفريقية'
    """
    feminine = agreement.gender == "feminine" or agreement.plural
    ending, article = (_FEMININE if feminine else ""), (_ARTICLE if agreement.definite else "")
    words = [masculine] if masculine.startswith(_COMPOUNDING) else masculine.split(" ")
    return " ".join(f"{article}{word}{ending}" for word in words)
