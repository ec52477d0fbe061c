"""The page of a preview: the document in a frame, languages and formats to choose, mistakes."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any, Final

from generator.preview.bench import FORMATS, Shown
from generator.problems import Problem

NAMES: Final = {"html": "Page", "pdf": "PDF", "docx": "Word"}

STYLE: Final = """
:root { color-scheme: light; --line: #d0d4da; --ink: #1b2430; --soft: #5a6572; --go: #0b5d5a }
* { box-sizing: border-box }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; color: var(--ink);
  font: 15px/1.45 system-ui, sans-serif; background: #eef0f3 }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .6rem 1rem; background: #fff; border-bottom: 1px solid var(--line) }
h1 { font-size: 1rem; margin: 0 }
fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: .25rem }
legend { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden }
label { position: relative; padding: .25rem .7rem; border: 1px solid var(--line);
  border-radius: 4px; background: #fff }
label:has(:checked) { background: var(--go); border-color: var(--go); color: #fff }
label:has(:focus-visible) { outline: 3px solid #f2a900; outline-offset: 1px }
input { position: absolute; opacity: 0; inset: 0; margin: 0 }
#said { color: var(--soft); margin-inline-start: auto }
main { flex: 1; display: flex; min-height: 0 }
#document { flex: 1; display: flex; min-width: 0 }
iframe { flex: 1; border: 0; background: #fff }
#word { flex: 1; padding: 3rem; text-align: center }
aside { width: min(32rem, 40%); overflow: auto; padding: .5rem 1rem 2rem; background: #fff;
  border-inline-start: 1px solid var(--line) }
h2 { font-size: .95rem; margin: 1rem 0 .4rem }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .5rem .7rem; margin: 0 0 .5rem; border-inline-start: 4px solid #b07d00;
  background: #fdf8ea }
li.error { border-color: #b3261e; background: #fdeeed }
li.notice { border-color: #7a8794; background: #f3f5f7 }
code { font: .9em ui-monospace, monospace; color: var(--soft); overflow-wrap: anywhere }
.old iframe { opacity: .45 }
[hidden] { display: none !important }
"""

SCRIPT: Final = """
"use strict";
const frame = document.querySelector("iframe"), word = document.getElementById("word");
const said = document.getElementById("said"), list = document.getElementById("problems");
let asked = 0;
const chosen = name => document.querySelector(`input[name=${name}]:checked`).value;
async function show() {
  const mine = ++asked, path = `/document/${chosen("language")}.${chosen("format")}`;
  said.textContent = "Being made …";
  let state;
  try { state = await (await fetch(path + "?state")).json(); }
  catch (gone) { said.textContent = "The preview was stopped."; return; }
  if (mine !== asked) return;
  said.textContent = state.said;
  document.body.classList.toggle("old", !state.fresh);
  list.innerHTML = state.problems;
  const isWord = chosen("format") === "docx";
  frame.hidden = isWord || !state.there; word.hidden = !isWord || !state.there;
  if (state.there && isWord) word.querySelector("a").href = path;
  if (state.there && !isWord) {
    const y = frame.contentWindow && frame.contentWindow.scrollY || 0;
    frame.onload = () => { try { frame.contentWindow.scrollTo(0, y); } catch (other) {} };
    frame.src = path + "?v=" + state.version;
  }
}
document.querySelectorAll("input").forEach(one => one.addEventListener("change", show));
new EventSource("/changes").addEventListener("message", show);
"""


def shell(template: str, order: str, languages: Sequence[str]) -> str:
    """The page around the document."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(template)} – preview</title>
<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>
<body><header><h1>{html.escape(template)}</h1>
{_choice("language", "Language", [(tag, tag) for tag in languages])}
{_choice("format", "Format", [(name, NAMES[name]) for name in FORMATS])}
<span id="said" role="status"></span></header>
<main><div id="document"><iframe title="The document" hidden></iframe>
<p id="word" hidden><a download>Open the Word file</a></p></div>
<aside aria-label="What to mend and what to look at"><p>Made from the order
<strong>{html.escape(order)}</strong>. Every change to the template, its words, the sources or
the order is shown at once. Nothing is published.</p>
<div id="problems"></div></aside></main>
<script>{SCRIPT}</script></body></html>"""


def _choice(name: str, legend: str, options: Sequence[tuple[str, str]]) -> str:
    inputs = "".join(
        f'<label><input type="radio" name="{name}" value="{html.escape(value)}"'
        f"{' checked' if number == 0 else ''}>{html.escape(shown)}</label>"
        for number, (value, shown) in enumerate(options)
    )
    return f"<fieldset><legend>{legend}</legend>{inputs}</fieldset>"


def state(shown: Shown) -> dict[str, Any]:
    """What the page's script has to know of a document."""
    mistakes = [p for p in shown.problems if p.severity.value == "error"]
    said = f"Made in {shown.seconds:.1f} s"
    if not shown.fresh:
        said = f"{len(mistakes)} to mend" + (
            "; the last sound version is shown" if shown.content else ""
        )
    return {
        "there": shown.content is not None,
        "fresh": shown.fresh,
        "version": shown.version,
        "said": said,
        "problems": problems(shown.problems) + _others(shown.others),
    }


def _others(count: int) -> str:
    """Remarks on facts are for the officer who builds; here they would hide the template's."""
    if not count:
        return ""
    return f"<p>Remarks on facts: {count}. “briefing build” tells them.</p>"


def problems(found: Sequence[Problem]) -> str:
    """The problems of a trial as lists: what to mend, then what to look at."""
    mend = [p for p in found if p.severity.value == "error"]
    look = [p for p in found if p.severity.value != "error"]
    return _list("To mend", mend) + _list("To look at", look)


def _list(heading: str, found: Sequence[Problem]) -> str:
    if not found:
        return ""
    items = "".join(
        f'<li class="{p.severity.value}"><code>{html.escape(str(p.where))}</code> '
        f"<div>{html.escape(p.what)}</div><div>{html.escape(p.remedy)}</div></li>"
        for p in found
    )
    return f"<h2>{heading} ({len(found)})</h2><ul>{items}</ul>"
