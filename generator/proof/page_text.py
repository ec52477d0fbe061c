"""The text of a finished HTML page, in the order of its elements."""

from __future__ import annotations

from typing import Final

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
    return "".join(str(text) for text in body.itertext())
