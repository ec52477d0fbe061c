"""Sample documents in scripts beyond those of the written samples: real sentences, any tag.

Each sentence is said again and again, until it is about as long as the text of the English
sample in whose place it stands; what the sample says in other languages stays.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

from generator.document.rewrite import rewritten
from generator.document.tree import Document
from generator.localisation.locale import Locale
from tests.sample_tree import sample

SENTENCES = {
    "zh-CN": "伊拉克共和国位于中东，首都巴格达；“两河流域”是人类文明的发源地之一（约2016年）。",
    "zh-TW": "伊拉克共和國位於中東，首都巴格達；「兩河流域」是人類文明的發源地之一（約2016年）。",
    "he": "הרפובליקה של עיראק שוכנת במזרח התיכון, ובירתה בגדאד; צה״ל, ש״ח ו־NATO נזכרים כאן.",
    "fa": "جمهوری عراق در خاورمیانه است و پایتخت آن بغداد؛ گفت‌وگو دربارهٔ همکاری، پژوهش و گاز.",
    "ur": "جمہوریہ عراق مشرقِ وسطیٰ میں واقع ہے؛ اس کا دارالحکومت بغداد ہے، ٹیکس اور ڈاک بھی۔",
    "ps": "د عراق جمهوریت په منځني ختیځ کې پروت دی؛ پلازمېنه یې بغداد ده، ښار، ګټه، څنګه، ټول.",
    "ckb": "کۆماری عێراق دەکەوێتە ڕۆژهەڵاتی ناوەڕاست؛ پایتەختەکەی بەغدایە، گەل و ژیان و چۆن.",
    "ru": "Республика Ирак находится на Ближнем Востоке; столица — Багдад, № 5, объём, ещё, ёлка.",
    "uk": "Республіка Ірак розташована на Близькому Сході; столиця — Багдад, ґанок, їжа, об’єм.",
    "el": "Η Δημοκρατία του Ιράκ βρίσκεται στη Μέση Ανατολή· πρωτεύουσα η Βαγδάτη, ΐ, ΰ, ώρα.",
    "tr": "Irak Cumhuriyeti Orta Doğu'dadır; başkenti Bağdat'tır, ışık, çiğdem, şölen, İstanbul.",
    "vi": "Cộng hòa Iraq nằm ở Trung Đông; thủ đô là Bagdad, những người Việt ở nước ngoài.",
}

LATIN = {
    "de-DE": "Die Rechtsschutzversicherungsgesellschaften der Bundesrepublik („kurz“) 2016.",
    "es-MX": "La República de Irak está en Oriente Medio; su capital es Bagdad (¿desde cuándo?).",
    "pt-BR": "A República do Iraque fica no Oriente Médio; sua capital é Bagdá, desde então.",
}
"""Languages in the letters of the English sample."""


def in_script(tag: str, *, digits: str = "latn") -> Document:
    """The English sample with all its text in the language of ``tag``."""
    locale = Locale.parse(tag)
    sentence = SENTENCES.get(tag) or LATIN.get(tag) or SENTENCES[locale.language]

    def words(text: str) -> str:
        if "{" in text or not any(map(str.isalpha, text)):
            return text
        return "".join(islice(cycle(f"{sentence} "), max(2, len(text) // 2))).strip()

    english = sample("en")
    found = rewritten(english, lambda inline: inline, words)
    furniture = replace(found.furniture, marking=english.furniture.marking, digits=digits)
    return replace(found, lang=tag, direction=locale.direction, furniture=furniture)
