"""The health of facts in words, and as a page that needs nothing beside it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.build.health import Ailment, OrderHealth, State

VERDICTS: Final = {
    "final": "a final edition can be made",
    "draft": "the gate makes a draft of a final edition",
    "refused": "the gate refuses a final edition",
    "unknown": "it cannot be made at all",
}

DOUBTS: Final[Mapping[tuple[str, State], str]] = {
    ("stale", "now"): "stale",
    ("stale", "soon"): "stale soon",
    ("expired", "now"): "expired",
    ("expired", "soon"): "expires soon",
    ("conflicting", "now"): "in conflict",
    ("untranslated", "now"): "not translated",
}
"""What a doubt is called, in the order in which it is counted."""

STYLE: Final = """
:root { color-scheme: light }
body { font: 15px/1.45 system-ui, sans-serif; color: #1b2430; max-width: 72rem; margin: 2rem auto;
  padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem }
p { margin: .3rem 0 .8rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid #d0d4da }
thead th { border-bottom: 2px solid #1b2430 } td.number { text-align: end }
tbody th { font-weight: 600; overflow-wrap: anywhere }
.draft { color: #7a5600 } .refused, .unknown { color: #a3211a } .final { color: #0b5d3a }
code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere }
@media print { h2 { break-after: avoid } tr { break-inside: avoid } }
"""


def why(one: Ailment) -> str:
    """Why a fact is doubtful, in one line."""
    if one.kind == "conflicting":
        return f"gives another value than {', '.join(one.with_facts)}, and nobody has ruled on it"
    if one.kind == "untranslated":
        return f"no reviewed text for {', '.join(one.languages)}"
    since = f" since {one.since}" if one.since and one.state == "now" else ""
    on = f"on {one.since}" if one.since else "by then"
    if one.kind == "expired" and one.state == "now":
        return f"past{since}; nothing says what became of it"
    if one.kind == "expired":
        return f"its day passes {on}"
    if one.state == "soon":
        return f"passes its limit {on}"
    return f"{_age(one)}; stale{since}"


def _age(one: Ailment) -> str:
    over = one.age is not None and one.limit is not None and one.age > one.limit
    return f"{one.age} days old, limit {one.limit}" if over else "its day of review has passed"


def verdict(one: OrderHealth) -> str:
    """What a final edition of the order would be today, and whether one is ordered."""
    ordered = "a final edition is ordered" if one.final else "a draft is ordered"
    return f"{ordered}; {VERDICTS[one.verdict]}"


def health_page(found: Sequence[OrderHealth], today: dt.date) -> bytes:
    """The page: a table of all orders, then of each its doubtful facts. UTF-8."""
    body = [
        "<h1>Health of the facts</h1>",
        f"<p>Looked at on {today}. Facts are named by their ids; mend them at their places.</p>",
        _overview(found),
        *(part for one in found for part in _section(one)),
    ]
    head = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>Health of the facts, {today}</title><style>{STYLE}</style></head><body>\n"
    )
    return (head + "\n".join(body) + "\n</body></html>\n").encode()


def _overview(found: Iterable[OrderHealth]) -> str:
    rows = []
    for one in found:
        counted = "".join(
            f'<td class="number">{one.counted(*doubt) if one.verdict != "unknown" else "–"}</td>'
            for doubt in DOUBTS
        )
        name = html.escape(one.order)
        rows.append(
            f'<tr><th scope="row"><a href="#{name}">{name}</a></th>'
            f'<td class="{one.verdict}">{verdict(one)}</td>{counted}</tr>'
        )
    return _table(("order", "today", *DOUBTS.values()), rows)


def _section(one: OrderHealth) -> Iterable[str]:
    yield f'<h2 id="{html.escape(one.order)}">{html.escape(one.order)}</h2>'
    yield f'<p class="{one.verdict}">{verdict(one)}.</p>'
    for problem in one.problems:
        yield f"<p>{html.escape(problem.what)} {html.escape(problem.remedy)}</p>"
    if one.verdict == "unknown":
        return
    yield f"<p>{one.facts} facts as of {one.as_of}, looked at until {one.until}.</p>"
    if not one.ailments:
        yield "<p>None of them is doubtful.</p>"
        return
    rows = [
        f"<tr><td>{DOUBTS[each.kind, each.state]}</td>"
        f'<th scope="row"><code>{html.escape(each.fact)}</code></th>'
        f"<td>{html.escape(why(each))}</td><td><code>{html.escape(_place(each))}</code></td></tr>"
        for each in one.ailments
    ]
    yield _table(("doubt", "fact", "why", "place"), rows)


def _place(one: Ailment) -> str:
    return f"{one.file}:{one.line}" if one.line else one.file or one.source


def _table(head: Iterable[str], rows: Iterable[str]) -> str:
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
