"""Fields: complete, with a stored result, so that Word never has to ask for an update."""

from __future__ import annotations

from generator.writers.docx.xml import escape

_BEGIN = '<w:fldChar w:fldCharType="begin"/>'
_SEPARATE = '<w:fldChar w:fldCharType="separate"/>'
_END = '<w:fldChar w:fldCharType="end"/>'


# Word counts in these digits by itself; others follow the numerals its reader has chosen.
_COUNTERS = {"deva": "HINDIARABIC", "thai": "THAIARABIC"}
_LISTS = {"deva": "hindiNumbers", "thai": "thaiNumbers"}


def counter(digits: str) -> str:
    """The switch of a field that counts in a set of digits."""
    return _COUNTERS.get(digits, "ARABIC")


def list_format(digits: str) -> str:
    """The kind of numbered lists in a set of digits."""
    return _LISTS.get(digits, "decimal")


def begin(code: str, properties: str = "") -> str:
    """The runs before a field's result; ``properties`` is the ``w:rPr`` of every run."""
    instruction = f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>'
    return "".join(f"<w:r>{properties}{it}</w:r>" for it in (_BEGIN, instruction, _SEPARATE))


def end(properties: str = "") -> str:
    """The run after a field's result."""
    return f"<w:r>{properties}{_END}</w:r>"


def field(code: str, result: str, properties: str = "") -> str:
    """A whole field that shows ``result``."""
    shown = f"<w:r>{properties}<w:t>{escape(result)}</w:t></w:r>"
    return f"{begin(code, properties)}{shown}{end(properties)}"
