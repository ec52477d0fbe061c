"""The reasons of a plan in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.build.planning.model import ALONG, STALE, TO_CHECK, UP_TO_DATE, Why

STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        UP_TO_DATE: "up to date",
        STALE: "stale",
        TO_CHECK: "to be looked at: composing it will tell whether it prints otherwise",
        ALONG: "made again with its edition; nothing that it depends on has changed",
    }
)

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "first": "there is no edition yet",
        "fact-changed": "the fact {name} ({source}) changed{values}",
        "fact-added": "a fact was added that it looked for: {name} ({source}){need}",
        "fact-removed": "the fact {name} ({source}) is not there any more",
        "source-unsound": "the source {name} holds mistakes (“briefing check” tells them)",
        "source": "title, licence or marking of the source {name} changed",
        "measures": "the source {name} says otherwise which indicators measure the same",
        "sources": "the source {name} changed",
        "record-removed": "some of the {name} of {source} are not there any more",
        "body": "the entry of the body {name} ({source}) is new or changed",
        "person": "the entry of the person {name} ({source}) is new or changed",
        "area": "the entry of the country {name} ({source}) is new or changed",
        "term": "the term {name} ({source}) is new or changed",
        "relation": "editors noted something new of its facts: {name} ({source})",
        "ruling": "editors ruled on its facts: {name} ({source})",
        "order": "the order was changed: {name}",
        "order-unsound": "the order {name} holds mistakes ({new})",
        "language-added": "the order asks for {name} now",
        "language-removed": "the order does not ask for {name} any more",
        "format-added": "the order asks for {name} now",
        "format-removed": "the order does not ask for {name} any more",
        "meeting": "the meeting moved: {old} → {new}",
        "template": "a file of the template was {new}: {name}",
        "house": "a file of the house style was {new}: {name}",
        "fonts": "a font of the workspace was {new}: {name}",
        "message": "the program's own words in {name} changed",
        "locale": "the program's data on languages changed",
        "program-fonts": "the fonts that come with the program changed",
        "writers": "what writes documents changed with the program",
        "program": "the program changed",
        "library": "{name} changed: {old} → {new}",
        "day": "it speaks for a day before the one it was made for: {old} → {new}",
        "day-printed": "it prints how far its day is from another, which follows the day: {new}",
        "day-known": "{name} ({source}) is known since {new}",
        "day-begins": "a date of {name} ({source}) came: {new}",
        "day-ends": "a date of {name} ({source}) passed: {new}",
        "day-due": "{name} ({source}) is due to be looked at since {new}",
        "day-stale": "{name} ({source}) is stale since {new}",
        "day-too-old": "{name} ({source}) is too old for clean editions since {new}",
        "day-review": "{name} ({source}) was to be reviewed before {new}",
        "day-plan-due": "the plan {name} ({source}) is near since {new}",
        "day-plan-over": "the date of the plan {name} ({source}) passed: {new}",
        "day-closes": "the body {name} begins or ends: {new}",
        "day-meeting-over": "the meeting is over since {new}",
        "follows": "the order {name} that it follows has or will have another edition",
        "document-missing": "{name} is missing from its edition",
        "document-altered": "{name} was changed after it was published",
        "edition-newer": "edition {new} was made since it was last looked at",
        "not-remembered": "nothing is remembered of what it depends on",
        "unaffected": "{name} changed, and nothing that it depends on ({new})",
    }
)


def in_words(why: Why) -> str:
    """One reason as a sentence without its full stop."""
    values = f": {why.old} → {why.new}" if why.old or why.new else ""
    need = f", for its need “{why.new}”" if why.new else ""
    given = {"name": why.name, "old": why.old or "none", "new": why.new or "none"}
    return WORDS[why.what].format(**given, source=why.source, values=values, need=need)
