"""SVG that may stand inside a page whose policy allows no style attributes, in the page's own colours."""

from collections.abc import Mapping

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_KEPT = frozenset(
    ("d", "x", "y", "viewBox", "transform", "fill", "stroke", "opacity", "stroke-width", "font-size", "text-anchor")
)
"""Attributes that stay: ids would not be unique in the page, and nothing is cut off at the edge of the axes."""
_DROPPED = ("metadata", "style", "defs", "use")
"""What a page has no use for: the marks of ticks are among them, since ours have no length."""


def inline(svg: str, variables: Mapping[str, str]) -> str:
    """The picture of a stand-alone SVG file, with style attributes as plain ones and colours as variables of the page.

    Args:
        svg: what the plot library wrote.
        variables: the names of style sheet variables by the colours that stand for them.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for name in _DROPPED:
        for element in root.findall(f".//{{{SVG}}}{name}"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    for element in root.iter(f"{{{SVG}}}*"):
        for name, value in _styles(str(element.attrib.pop("style", ""))):
            element.set(name, value)
        for name in set(map(str, element.attrib)) - _KEPT:
            del element.attrib[name]
        for name in ("fill", "stroke"):
            variable = variables.get(str(element.get(name)))
            if variable:
                element.set(name, f"var({variable})")
    etree.strip_tags(root, etree.Comment)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _styles(style: str) -> list[tuple[str, str]]:
    """The declarations of a style attribute; of the shorthand `font` only the size."""
    pairs = [
        (name.strip(), value.strip()) for name, _, value in (one.partition(":") for one in style.split(";")) if value
    ]
    return [("font-size", value.split("px")[0] + "px") if name == "font" else (name, value) for name, value in pairs]
