"""Sample documents in English, French and Arabic that use every part of the tree.

``sample("ar")`` gives about four pages with a Canadian look; the writers' tests and the
measurements all start from it. The words stand in ``sample_tree.toml`` beside this file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.document.records import FactRecord, RecordOrigin
from generator.document.tree import (
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Direction,
    Document,
    Emphasis,
    Furniture,
    Heading,
    Inline,
    Item,
    Labels,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Properties,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)

LANGUAGES = ("en", "fr", "ar")
TAGS = {"en": "en-CA", "fr": "fr-CA", "ar": "ar-IQ"}
SLOT = re.compile(r"\{(\w+)\}")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
NBSP = "\u00a0"
LRM = "\u200e"

# name: (fact, exact value, English, French, Arabic, laid out left to right in Arabic)
VALUES = {
    "population": ("irq-population", "46042015", "46,042,015", "46 042 015", "46,042,015", True),
    "area": (
        "irq-area",
        "435052",
        "435,052 square kilometres",
        "435 052 kilomètres carrés",
        "435,052 كيلومتراً مربعاً",
        False,
    ),
    "growth": (
        "irq-growth-2023",
        "-3.4",
        "-3.4%",
        "-3,4 %",
        f"{LRM}-3.4{LRM}%{LRM}",
        True,
    ),
    "inflation": ("irq-prices-2023", "4.4", "+4.4%", "+4,4 %", f"{LRM}+4.4{LRM}%{LRM}", True),
    "low": ("irq-low", "-1.5", "\u22121.5%", "\u22121,5 %", "\u22121.5%", True),
    "high": ("irq-high", "4.1", "4.1%", "4,1 %", "4.1%", True),
    "more": ("ca-staff", "1200", "More than 1,200", "Plus de 1 200", "أكثر من 1,200", False),
    "money": (
        "ca-me-strategy",
        "4000000000",
        "4 billion Canadian dollars",
        "4 milliards de dollars canadiens",
        "4 مليارات دولار كندي",
        False,
    ),
    "money2": (
        "ca-me-strategy-2",
        "2000000000",
        "2 billion Canadian dollars",
        "2 milliards de dollars canadiens",
        "ملياري دولار كندي",
        False,
    ),
    "petition": ("petition", "441-00155", "441-00155", "441-00155", "441-00155", True),
    "phone": ("phone", "+9647701234567", "+964 770 123 4567", "", "", True),
}
TIMES = {
    "meeting": ("meeting", "2024-12-10", "10 December 2024", "10 décembre 2024"),
    "issued": ("issued", "2024-12-01", "1 December 2024", "1er décembre 2024"),
    "office": ("office", "2022-10-13", "13 October 2022", "13 octobre 2022"),
    "years": ("years", "2016/2022", "2016–2022", "2016–2022"),
    "years2": ("years2", "2025/2027", "2025–2027", "2025–2027"),
    "y2014": ("y2014", "2014-09", "September 2014", "septembre 2014"),
    "y2016": ("y2016", "2016-02", "February 2016", "février 2016"),
    "y2017": ("y2017", "2017", "2017", "2017"),
    "y2021": ("y2021", "2021", "2021", "2021"),
    "y2022": ("y2022", "2022", "2022", "2022"),
    "y2023": ("y2023", "2023", "2023", "2023"),
}
ARABIC_TIMES = {
    "meeting": "10 كانون الأول/ديسمبر 2024",
    "issued": "1 كانون الأول/ديسمبر 2024",
    "office": "13 تشرين الأول/أكتوبر 2022",
    "y2014": "أيلول/سبتمبر 2014",
    "y2016": "شباط/فبراير 2016",
}
_LABELS = ("contents", "notes", "note_back", "table", "skip", "facts_file")
POPULATION = FactRecord(
    kind="figure",
    version="0" * 64,
    origin=RecordOrigin("wdi", "wdi-2024", "World Bank", "World Development Indicators", "en"),
    unit="persons",
    qualifier="exact",
    period="2024",
)
NOTES = ("gac", "article", "nato", "petition", "wdi")
SERIES = {
    "gdp_growth": (("irq-growth-2021", "1.5"), ("irq-growth-2022", "7.0"), ("growth", "-3.4")),
    "gdp": (("irq-gdp-2021", "209.7"), ("irq-gdp-2022", "286.6"), ("irq-gdp-2023", "250.8")),
    "unemployment": (("irq-work-2021", "16.2"), ("irq-work-2022", "15.6"), ("", "")),
}


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


class Builder:
    """Makes the sample in one language; ``digits`` other than "latn" only for Arabic."""

    def __init__(self, language: str, digits: str = "latn") -> None:
        self.language = language
        self.digits = digits
        self.rtl = language == "ar"

    # ---------------------------------------------------------------- words

    def word(self, key: str) -> str:
        return _words()[key][self.language]

    def number(self, text: str) -> str:
        if self.digits != "arab":
            return text
        arabic = text.replace(LRM, "").replace("%", "٪").replace(",", "٬").replace(".", "٫")
        return arabic.translate(ARABIC_INDIC)

    def value(self, name: str) -> Inline:
        if name in TIMES:
            fact, exact, english, french = TIMES[name]
            arabic = ARABIC_TIMES.get(name, english)
            text = {"en": english, "fr": french, "ar": arabic}[self.language]
            ltr = self.rtl and arabic == english and self.digits == "latn"
            kept = text.replace(" ", NBSP)
            return Value(self.number(kept), fact, exact, "time", "ltr" if ltr else None)
        fact, exact, english, french, arabic, ltr = VALUES[name]
        text = {"en": english, "fr": french, "ar": arabic}[self.language] or english
        ltr = ltr and self.rtl and (self.digits == "latn" or name in {"phone", "petition"})
        if not (ltr and self.digits == "arab"):
            text = self.number(text)
        return Value(text.replace(" ", NBSP), fact, exact, "data", "ltr" if ltr else None)

    def slots(self, key: str) -> tuple[Inline, ...]:
        """The words of ``key`` with their slots filled."""
        parts: list[Inline] = []
        for place, piece in enumerate(SLOT.split(self.word(key))):
            if place % 2:
                parts.extend(self.slot(piece))
            elif piece:
                parts.append(Text(piece))
        return tuple(parts)

    def slot(self, name: str) -> tuple[Inline, ...]:
        if name in VALUES or name in TIMES:
            return (self.value(name),)
        if re.fullmatch(r"n\dr?", name):
            return (Citation(NOTES[int(name[1]) - 1], first=not name.endswith("r")),)
        latin: Direction | None = "ltr" if self.rtl else None
        english = None if self.language == "en" else "en"
        match name:
            case "latin":
                return (Span((Text("Abdul Latif Rashid"),), "en", "ltr", role="term"),)
            case "latin_long":
                inner = (Text("the "), Strong((Text("Dominion"),)), Text(" of Canada (est. 1867)"))
                return (Span(inner, english, latin, role="term"),)
            case "original":
                french = (Text("l’opération IMPACT, "), self.value("y2022"))
                return (Span(french, "fr", latin, fact="op-impact", role="original"),)
            case "quote":
                arabic = (Text("«تدعم كندا عراقاً موحداً»"),)
                return (Span(arabic, "ar", "rtl", fact="quote", role="original"),)
            case "wdi":
                return (Span((Text("World Development Indicators, 2023"),), "en", latin),)
            case "title_fr":
                title = "« Lancement du dialogue politique de haut niveau »"
                return (Span((Text(title),), "fr", latin, role="original"),)
            case "link":
                return (Link("https://www.ourcommons.ca/petitions", (Text(self.word("link")),)),)
            case "url":
                site = Span((Text("www.ourcommons.ca/petitions/441-00155"),), None, latin)
                return (Link("https://www.ourcommons.ca/petitions/441-00155", (site,)),)
            case "mail":
                address = Span((Text("iraq.desk@example.org"),), None, latin)
                return (Link("mailto:iraq.desk@example.org", (address,)),)
            case "inside":
                return (Link("#chronology", (Text(self.word("chronology_title")),)),)
            case "strong":
                return (Strong(self.slots("strong")),)
            case "stress":
                return (Emphasis(self.slots("stress")),)
        raise KeyError(name)

    # ---------------------------------------------------------------- blocks

    def say(self, key: str, role: str = "", fact: str | None = None) -> Paragraph:
        children = self.slots(key)
        if fact:
            children = (Span(children, fact=fact, role="statement"),)
        return Paragraph(children, role)

    def item(self, *keys: str) -> Item:
        return Item(tuple(self.say(key) for key in keys))

    def section(self, id: str, *blocks: Block, level: int = 1, new_page: bool = False) -> Section:
        heading = Heading(level, id, self.slots(f"{id}_title"))
        return Section(heading, blocks, new_page)

    def head(self, key: str, align: str = "start") -> Cell:
        return Cell(self.slots(key), "col", "end" if align == "end" else "start")

    def row(self, key: str, *cells: tuple[Inline, ...]) -> Row:
        return Row((Cell(self.slots(key), "row"), *(Cell(cell) for cell in cells)))

    def snapshot(self) -> Table:
        rows = (
            self.row("capital", self.slots("baghdad")),
            self.row("population", (self.value("population"), Citation("wdi"))),
            self.row("area", (self.value("area"),)),
            self.row(
                "head_of_state",
                (*self.slots("head_of_state_name"), LineBreak(), *self.slots("baghdad")),
            ),
        )
        return Table(
            self.slots("snapshot_caption"),
            (32.0, 68.0),
            (Row((self.head("item"), self.head("country"))),),
            rows,
            self.word("snapshot_summary"),
            "snapshot",
            "t-snapshot",
        )

    def figures(self) -> Table:
        years = ("2021", "2022", "2023")
        ltr: Direction | None = "ltr" if self.rtl and self.digits == "latn" else None
        heads = (Value(self.number(year), f"y{year}", year, "time", ltr) for year in years)
        rows = []
        for name, series in SERIES.items():
            cells = [Cell(self.slots(name), "row")]
            for fact, exact in series:
                text = self.number(exact.replace(".", ",") if self.language == "fr" else exact)
                inner = (Value(text, fact, exact, "data", ltr),) if exact else ()
                cells.append(Cell(inner, None, "end"))
            rows.append(Row(tuple(cells)))
        note = Row((Cell(self.slots("figures_note"), colspan=4),))
        return Table(
            self.slots("figures_caption"),
            (46.0, 18.0, 18.0, 18.0),
            (Row((self.head("indicator"), *(Cell((h,), "col", "end") for h in heads))),),
            (*rows, note),
            self.word("figures_summary"),
            "figures",
            "t-figures",
        )

    def two_columns(self, role: str, heads: tuple[str, str], rows: tuple[Row, ...]) -> Table:
        key = {"if-raised": "raised_caption"}.get(role, f"{role}_caption")
        return Table(
            self.slots(key),
            (28.0, 72.0) if role != "contacts" else (60.0, 40.0),
            (Row((self.head(heads[0]), self.head(heads[1]))),),
            rows,
            "",
            role,
            f"t-{role}",
        )

    def raised(self) -> Table:
        rows = (
            self.row("erbil_topic", self.slots("erbil_line")),
            self.row("visas_topic", self.slots("visas_line")),
        )
        return self.two_columns("if-raised", ("topic", "line"), rows)

    def chronology(self) -> Table:
        events = (("y2014", "event_1"), ("y2016", "event_2"), ("y2021", "event_3"))
        rows = tuple(
            Row((Cell((self.value(when),), "row"), Cell(self.slots(what)))) for when, what in events
        )
        return self.two_columns("chronology", ("date", "event"), rows)

    def contacts(self) -> Table:
        row = self.row("embassy", (self.value("phone"),))
        return self.two_columns("contacts", ("contact", "telephone"), (row,))

    def blocks(self, details: int) -> tuple[Block, ...]:
        messages = (self.item("key_1"), self.item("key_2"), self.item("key_3"))
        nested = ListBlock((self.item("step_2a"), self.item("step_2b")))
        steps = (
            self.item("step_1"),
            Item((self.say("step_2"), nested)),
            self.item("step_3"),
        )
        return (
            Box("meeting", self.slots("meeting_title"), (self.say("meeting_where"),)),
            Box("key-messages", self.slots("key_title"), (ListBlock(messages, role="to-say"),)),
            Contents((Text(self.word("contents")),)),
            self.section("snapshot", self.snapshot()),
            self.section(
                "relations",
                self.say("relations_1", fact="ca-iraq-supports-anti-daesh"),
                self.say("relations_2"),
                self.say("agreed"),
                Box("conflict", self.slots("conflict_title"), (self.say("conflict_1"),)),
                Box("staleness", self.slots("stale_title"), (self.say("stale_1"),)),
                self.section("agreements", self.say("empty", "empty-section"), level=2),
            ),
            self.section("economy", self.say("economy_lead", "lead"), self.figures()),
            self.section("steps", ListBlock(steps, ordered=True)),
            *(self.detail(number) for number in range(1, details + 1)),
            self.section(
                "raised",
                self.raised(),
                Box("to-say", self.slots("say_title"), (self.say("erbil_line"),)),
                Box("background", self.slots("background_title"), (self.say("background_1"),)),
            ),
            self.section("chronology", self.chronology(), new_page=True),
            self.section("contacts", self.contacts()),
        )

    def detail(self, number: int) -> Section:
        count = Text(self.number(str(number)))
        title = self.word("detail_title").removesuffix("{n}")
        heading = Heading(2, f"detail-{number}", (Text(title), count))
        return Section(heading, (self.say("detail", fact=f"detail-{number}"), self.say("detail")))

    def notes(self) -> tuple[Note, ...]:
        return tuple(
            Note(id, n, self.number(str(n)), self.slots(f"note_{id}"), f"seed/{id}")
            for n, id in enumerate(("gac", "article", "wdi", "nato", "petition"), 1)
        )

    def furniture(self, draft: bool) -> Furniture:
        number = Span((Text("IRQ-CTY-2024-0001"),), None, "ltr" if self.rtl else None)
        return Furniture(
            marking=self.word("marking"),
            marking_lang=self.language,
            position="top-right",
            page=self.word("page"),
            digits=self.digits,
            number=(Text(self.word("number") + NBSP), number),
            issued=self.slots("issued"),
            as_of=self.slots("as_of"),
            organisation=self.word("organisation"),
            draft=self.word("draft") if draft else "",
        )

    def properties(self) -> Properties:
        return Properties(
            title=self.word("title"),
            subject=self.word("title"),
            author=self.word("organisation"),
            keywords=tuple(re.split("[,،] ", self.word("keywords"))),
            issued="2024-12-01T00:00:00Z",
            as_of="2024-12-01",
            number="IRQ-CTY-2024-0001",
            marking="UNCLASSIFIED",
            data_hash="0123456789abcdef" * 4,
            edition="1",
            generator="briefing 0.1",
        )


def sample(
    language: str = "en", *, draft: bool = False, digits: str = "latn", details: int = 8
) -> Document:
    """One sample document; ``details`` sections of running text set its length."""
    build = Builder(language, digits)
    labels = (build.word(key) for key in _LABELS)
    return Document(
        lang=TAGS[language],
        direction="rtl" if language == "ar" else "ltr",
        paper="letter",
        title=build.slots("title"),
        subtitle=build.slots("subtitle"),
        furniture=build.furniture(draft),
        labels=Labels(*labels),
        properties=build.properties(),
        blocks=build.blocks(details),
        notes=build.notes(),
        facts={"irq-population": "0" * 64},
        sources={"irq-population": "World Bank, World Development Indicators, SP.POP.TOTL"},
        records={"irq-population": POPULATION},
    )
