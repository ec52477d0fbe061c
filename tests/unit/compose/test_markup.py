"""The small set of elements: what each gives in the tree, and what is refused where."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.tree import (
    Box,
    Cell,
    Contents,
    Emphasis,
    Heading,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from generator.document.walk import tables
from tests.unit.compose.stage import Stage, fact, needs


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates", needs(fact("A statement.")))


def paragraph(*children: object, role: str = "") -> Paragraph:
    return Paragraph(children, role)  # type: ignore[arg-type]


def test_paragraphs_keep_words_and_lose_layout(stage: Stage) -> None:
    (block,) = stage.document("\n  <p class='lead'>\n    One\n    two.  \n  </p>\n").blocks
    assert block == paragraph(Text("One two."), role="lead")


def test_spaces_between_inline_elements_are_kept_once(stage: Stage) -> None:
    (block,) = stage.document("<p>a <strong>b </strong> c<em> d</em></p>").blocks
    assert block == paragraph(
        Text("a "), Strong((Text("b "),)), Text(" c"), Emphasis((Text(" d"),))
    )


def test_no_break_spaces_and_named_signs_arrive_as_characters(stage: Stage) -> None:
    (block,) = stage.document("<p>&nbsp;5&nbsp;%&hellip; &amp; &lt;x&gt; &#233;&#x2019;</p>").blocks
    assert block == paragraph(Text("\u00a05\u00a0%… & <x> é’"))


def test_line_breaks_take_the_layout_around_them(stage: Stage) -> None:
    (block,) = stage.document("<p>one <br/> two<br></p>").blocks
    assert block == paragraph(Text("one"), LineBreak(), Text("two"))


def test_links_and_spans(stage: Stage) -> None:
    source = (
        '<p><a href="https://example.org/?a=1&amp;b=2">x</a> <span lang="ar" dir="rtl">ب</span></p>'
    )
    (block,) = stage.document(source).blocks
    assert block == paragraph(
        Link("https://example.org/?a=1&b=2", (Text("x"),)),
        Text(" "),
        Span((Text("ب"),), "ar", "rtl"),
    )


def test_sections_nest_and_get_names(stage: Stage) -> None:
    source = """
    <section id="economy"><h2>Economy</h2><p>a</p>
      <section><h3>Trade</h3><p>b</p></section>
    </section>
    <section class="new-page"><h2>Annex</h2><p>c</p></section>"""
    assert stage.document(source).blocks == (
        Section(
            Heading(1, "economy", (Text("Economy"),)),
            (
                paragraph(Text("a")),
                Section(Heading(2, "section-1-1", (Text("Trade"),)), (paragraph(Text("b")),)),
            ),
        ),
        Section(Heading(1, "section-2", (Text("Annex"),)), (paragraph(Text("c")),), new_page=True),
    )


def test_what_is_empty_is_left_out(stage: Stage) -> None:
    source = """
    <section><h2>A</h2><p> </p><ul></ul><ul><li> </li></ul>
      <aside class="conflict"><header>B</header></aside>
      <table><caption>C</caption><thead><tr><th>x</th></tr></thead><tbody></tbody></table>
      <section><h3>D</h3></section>
    </section>
    <p>kept</p>"""
    assert stage.document(source).blocks == (paragraph(Text("kept")),)


def test_lists_and_items_that_hold_lists(stage: Stage) -> None:
    source = "<ol class='to-say'><li>a</li><li>b <ul><li>c</li></ul></li><li><p>d</p></li></ol>"
    assert stage.document(source).blocks == (
        ListBlock(
            (
                Item((paragraph(Text("a")),)),
                Item((paragraph(Text("b")), ListBlock((Item((paragraph(Text("c")),)),)))),
                Item((paragraph(Text("d")),)),
            ),
            ordered=True,
            role="to-say",
        ),
    )


def test_boxes(stage: Stage) -> None:
    source = '<aside class="key-messages"><header>T</header><p>a</p></aside>'
    assert stage.document(source).blocks == (
        Box("key-messages", (Text("T"),), (paragraph(Text("a")),)),
    )


def test_tables(stage: Stage) -> None:
    source = """
    <table class="figures" id="t">
      <caption>Caption</caption>
      <summary>For those <x/> who listen</summary>
      <colgroup><col width="40"/><col width="60"></colgroup>
      <thead><tr><th>a</th><th class="end">b</th></tr></thead>
      <tbody>
        <tr><th scope="row">c</th><td class="end">d</td></tr>
        <tr><td colspan="2"></td></tr>
      </tbody>
    </table>""".replace(" <x/>", "")
    assert stage.document(source).blocks == (
        Table(
            caption=(Text("Caption"),),
            widths=(40.0, 60.0),
            head=(Row((Cell((Text("a"),), "col"), Cell((Text("b"),), "col", "end"))),),
            rows=(
                Row((Cell((Text("c"),), "row"), Cell((Text("d"),), None, "end"))),
                Row((Cell((), None, "start", 2),)),
            ),
            summary="For those who listen",
            role="figures",
            id="t",
        ),
    )


def test_columns_without_widths_are_equal_and_fill_the_table(stage: Stage) -> None:
    source = (
        "<table><caption>c</caption><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
    )
    (table,) = stage.document(source).blocks
    assert isinstance(table, Table)
    assert sum(table.widths) == pytest.approx(100)


def test_the_table_of_contents_has_its_title_in_the_language(stage: Stage) -> None:
    (block,) = stage.document('<nav class="contents"></nav>', "fr-CA").blocks
    assert block == Contents((Text("Table des matières"),))


def test_parts_may_come_from_macros_and_loops(stage: Stage) -> None:
    source = """
    {% macro open() %}<ul>{% endmacro %}
    {{ open() }}{% for x in ["a", "b"] %}<li>{{ x }}</li>{% endfor %}</ul>"""
    (block,) = stage.document(source).blocks
    assert isinstance(block, ListBlock)
    assert len(block.items) == 2


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("<p>\n<b>x</b></p>", 2, "The element “<b>” is not among those a template may use."),
        ("<scetion>", 1, "Did you mean “section”?"),
        (
            "<p><time>x</time></p>",
            1,
            "The element “<time>” is not written in templates; values put it in "
            "themselves. Use “date”, so that the value stays tied to its fact.",
        ),
        ("<P>x</P>", 1, "The element “<P>” is not among those a template may use."),
        (
            "<p style='x'>x</p>",
            1,
            "The element “<p>” has no attribute “style”. It may have: class. How "
            "things look is decided by the house style.",
        ),
        (
            "<strong id='x'>x</strong>",
            1,
            "The element “<strong>” has no attribute “id”; it has none at all.",
        ),
        (
            "<p class='led'>x</p>",
            1,
            "“led” is not a value of the attribute “class” of “<p>”. Give one of "
            "lead, note, draft, empty-section.",
        ),
        ("<p class='lead' class='note'>x</p>", 1, "The attribute “class” stands twice in “<p>”."),
        ("<p><a>x</a></p>", 1, "“<a>” lacks its attribute “href”."),
        (
            "<p><a href='javascript:alert(1)'>x</a></p>",
            1,
            "“javascript:alert(1)” is not a value of the attribute “href”",
        ),
        ("<p><a href='file:///etc/passwd'>x</a></p>", 1, "“file:///etc/passwd” is not a value"),
        (
            "<p><a href='{{ brief.number }}'>x</a></p>",
            1,
            "The tag “<a href='” is not finished before a value or statement begins.",
        ),
        ("<p {% if 1 %}class='lead'{% endif %}>x</p>", 1, "The tag “<p” is not finished"),
        (
            "<p class=lead>x</p>",
            1,
            'The tag “<p class=lead>x</p>” cannot be read. Write it as <name attribute="value">',
        ),
        (
            "<p>a & b</p>",
            1,
            "The sign & stands alone before “& b</p>”. Write &amp; for the sign itself.",
        ),
        ("<p>1 < 2</p>", 1, "The sign < stands alone before “< 2</p>”."),
        ("<p>&nbps;</p>", 1, "The sign “&nbps;” is not known. Did you mean “nbsp”?"),
        ("<p>&#0;</p>", 1, "The character U+0000 cannot be printed."),
        ("<p>&#8238;</p>", 1, "The character U+202E cannot be printed."),
        ("<!-- x -->", 1, "Write {# … #} instead"),
        ("<!DOCTYPE html>", 1, "A declaration stands here: “<!DOCTYPE html>”."),
        ("<?php x ?>", 1, "A declaration stands here"),
        ("<p>x", 1, "“<p>” is opened here and never closed."),
        ("<section><h2>x</h2>\n<p>x</p>\n", 1, "“<section>” is opened here and never closed."),
        (
            "<p>x\n</section>",
            2,
            "The end tag here does not fit: “<p>”, opened in "
            "templates/test/brief.j2, line 1, is still open.",
        ),
        ("\n</p>", 2, "An end tag stands here and nothing is open."),
        ("\nx", 2, "The text “x” stands outside a paragraph."),
        ("<p>x</p>\n{{ brief.number }}", 1, "The text “…” stands outside a paragraph."),
        (
            "<ul>x</ul>",
            1,
            "The text “x” stands directly in “<ul>”, which holds only other elements.",
        ),
        (
            "<p><ul><li>x</li></ul></p>",
            1,
            "“<ul>” cannot stand in “<p>”. It may stand in: aside, li, section.",
        ),
        ("<li>x</li>", 1, "“<li>” cannot stand on its own. It may stand in: ol, ul."),
        ("<p><a href='#x'><a href='#y'>x</a></a></p>", 1, "“<a>” cannot stand in “<a>”."),
        ("<section><p>x</p></section>", 1, "“<section>” must begin with “<h2>” and have it once."),
        (
            "<section><h2>x</h2><h2>y</h2></section>",
            1,
            "“<section>” must begin with “<h2>” and have it once.",
        ),
        (
            "<section>\n<h3>x</h3></section>",
            2,
            "This section's heading is “<h3>”; at this depth it must be “<h2>”.",
        ),
        ("<section>\n<h2> </h2><p>x</p></section>", 2, "The heading of this section is empty."),
        (
            "<aside class='conflict'><p>x</p></aside>",
            1,
            "“<aside>” must begin with “<header>” and have it once.",
        ),
        ("<aside><header>x</header></aside>", 1, "“<aside>” lacks its attribute “class”."),
        (
            "<section id='a'><h2>x</h2><p>y</p></section>\n<section "
            "id='a'><h2>x</h2><p>y</p></section>",
            2,
            "The id “a” is used twice.",
        ),
        (
            "<table><tbody><tr><td>x</td></tr></tbody></table>",
            1,
            "“<table>” must begin with “<caption>” and have it once.",
        ),
        (
            "<table>\n<caption> </caption><tbody><tr><td>x</td></tr></tbody></table>",
            1,
            "This table has no caption.",
        ),
        (
            "<table><caption>c</caption><tbody><tr><td>x</td></tr>\n<tr><td>x</td><td>y</td></tr></tbody></table>",
            2,
            "This row has 2 cells and the table has 1 columns.",
        ),
        (
            "<table><caption>c</caption>\n<colgroup><col width='50'/><col "
            "width='40'/></colgroup><tbody><tr><td>x</td><td>y</td></tr></tbody></"
            "table>",
            2,
            "The widths of the columns sum to 90, not to 100.",
        ),
        (
            "<table><caption>c</caption><colgroup><col width='wide'/></colgroup></table>",
            1,
            "Give a share in per cent, such as 40 or 33.3.",
        ),
    ],
)
def test_what_is_outside_the_set_is_refused_with_its_line(
    stage: Stage, template: str, line: int, words: str
) -> None:
    problem = stage.problems(template)[0]
    assert str(problem.where) == f"templates/test/brief.j2, line {line}"
    assert words in f"{problem.what} {problem.remedy}"


def test_an_element_left_open_by_a_macro_is_placed_in_the_macro(stage: Stage) -> None:
    stage.write("{% macro m() %}\n<p>x{% endmacro %}", "shared/part.j2")
    problem = stage.problems("{% from 'shared/part.j2' import m %}\n{{ m() }}")[0]
    assert str(problem.where) == "templates/shared/part.j2, line 2"


def test_sections_deeper_than_four_are_refused(stage: Stage) -> None:
    deep = "".join(f"<section><h{n}>x</h{n}>" for n in (2, 3, 4, 5))
    stage.document(deep + "<p>x</p>" + "</section>" * 4)
    problem = stage.problems(deep + "<section><h5>y</h5></section>" + "</section>" * 4)[0]
    assert problem.what == "Sections are nested deeper than 4."


def test_of_a_table_of_many_rows_the_first_are_printed(stage: Stage) -> None:
    stage.needs = {"some": stage.needs["some"] * 301}
    row = "{% for f in facts.some %}<tr></tr><tr><td>x</td></tr>{% endfor %}"
    (table,) = tables(stage.document(f"<table><caption>c</caption><tbody>{row}</tbody></table>"))
    assert table.rest is not None
    assert (len(table.rows), len(table.rest.rows)) == (300, 1)


def test_the_rows_of_each_table_are_counted_by_themselves(stage: Stage) -> None:
    stage.needs = {"some": stage.needs["some"] * 200}
    row = "{% for f in facts.some %}<tr><td>x</td></tr>{% endfor %}"
    table = f"<table><caption>c</caption><tbody>{row}</tbody></table>"
    found = tables(stage.document(table + table))
    assert [(len(each.rows), each.rest) for each in found] == [(200, None)] * 2
