"""The text of a finished HTML page, in the order of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from generator.proof.trouble import UnreadableError

_SILENT: Final = frozenset({"head", "script", "style", "template"})


def read_page(content: bytes) -> str:
    """The text of the page's body. Raises ``UnreadableError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    _, _, markup = content.partition(b"\n")
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("it is no whole page") from error
    body = root.find("body")
    if body is None:
        raise UnreadableError("it has no body")
    if any(node.tag in _SILENT for node in body.iter()):
        raise UnreadableError("it hides text")
    return "".join(_texts(body))


def _texts(element: Any) -> Iterator[str]:
    """The texts in order; a picture says its alternative text."""
    if element.tag == "img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""
