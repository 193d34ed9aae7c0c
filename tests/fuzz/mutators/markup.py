"""HTML and XML: elements, attributes and entities."""

import re
from collections.abc import Callable, Mapping
from random import Random

from . import Mutator, place, times

_TAG = re.compile(r"<[^<>]{1,200}>")
_ATTRIBUTE = re.compile(r'[\w:-]+="[^"<>]*"')
_ELEMENT = re.compile(r"<([\w:]+)(?:\s[^<>]*)?>[^<>]*</\1>")
_TEXT = re.compile(r">([^<>]*[一-鿿][^<>]*)<")

BLOCKS = (
    "<div>", "<table>", "<tr>", "<td>", "<td rowspan=9>", "<ul><li>", "<b>", "<p>", "<pre>", "<blockquote>", "<w:p>",
    "<w:tbl>", "<w:tc>", "<svg>", "<template>", "<select>", "<frameset>", "<text:p>", "<table:table>", "<text:span>",
)  # fmt: skip
PIECES = (
    "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "</p>", "</table>", "</html>", "<br/>", "<",
    ">", "&", "</w:p>", "<w:tab/>", "<w:br/>", "<text:s text:c='1000000'/>", "<plaintext>", "<title>", "<noscript>",
    "<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;&a;'>]>", "<?php ?>", "<base href=x>", "<body>", "<td>", "<tr>",
)  # fmt: skip
ENTITIES = (
    "&nbsp;", "&#0;", "&#x110000;", "&#xD800;", "&#55296;", "&a;", "&lt;", "&#x20000;", "&#13;", "&#x80;", "&;", "&amp",
    "&NotEqualTilde;", "&#99999999999999999999;", "&#x3000;", "&ensp;",
)  # fmt: skip
VALUES = (
    "", "0", "-1", "1000000", "99999999999999999999", "x", "1e9", "０", "3.5", "\"", "A" * 20_000, "display:none",
    "一", "restart", "gb18030", "\t", "²",
)  # fmt: skip


def unclose(rng: Random, text: str) -> str:
    """Leave a tag out."""
    return _changed(rng, text, _TAG, lambda tag: "")


def twice(rng: Random, text: str) -> str:
    """Tell a tag several times."""
    return _changed(rng, text, _TAG, lambda tag: tag * (1 + times(rng, 40)))


def drop(rng: Random, text: str) -> str:
    """Leave an element out."""
    return _changed(rng, text, _ELEMENT, lambda element: "")


def duplicate(rng: Random, text: str) -> str:
    """Tell an element several times."""
    return _changed(rng, text, _ELEMENT, lambda element: element * (1 + times(rng, 40)))


def nest(rng: Random, text: str) -> str:
    """Put an element inside itself, or deep into others."""
    depth = times(rng, 3000) if rng.random() < 0.9 else rng.choice((60, 300))
    block = rng.choice(BLOCKS)
    name = re.findall(r"[\w:]+", block)[0]
    closed = f"</{name}>" * depth if rng.random() < 0.5 else ""
    return _changed(rng, text, _ELEMENT, lambda element: block * depth + element + closed)


def put(rng: Random, text: str) -> str:
    """Put a piece of markup anywhere."""
    at = place(rng, len(text))
    return text[:at] + rng.choice(PIECES) + text[at:]


def entity(rng: Random, text: str) -> str:
    """Put an entity into the text."""
    return _changed(rng, text, _TEXT, lambda shown: shown[:2] + rng.choice(ENTITIES) + shown[2:])


def attribute(rng: Random, text: str) -> str:
    """Give an attribute another value."""
    return _changed(rng, text, _ATTRIBUTE, lambda one: f'{one.partition("=")[0]}="{rng.choice(VALUES)}"')


def more_attributes(rng: Random, text: str) -> str:
    """Give a tag attributes that readers look at."""
    name = rng.choice(("rowspan", "colspan", "w:val", "style", "hidden", "charset", "id", "t", "r", "s", "xml:space"))
    return _changed(rng, text, _TAG, lambda tag: f'{tag[:-1].rstrip("/")} {name}="{rng.choice(VALUES)}">')


def swap(rng: Random, text: str) -> str:
    """Give a tag the place of another."""
    tags = _TAG.findall(text)
    return _changed(rng, text, _TAG, lambda tag: rng.choice(tags)) if tags else text


def rename(rng: Random, text: str) -> str:
    """Call an element by the name of another, everywhere."""
    names = sorted(set(re.findall(r"</?([\w:]+)", text)))
    return text.replace(f"<{rng.choice(names)}", f"<{rng.choice(names)}") if names else text


def _changed(rng: Random, text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> str:
    """The text with one of the places that fit the pattern changed."""
    found = [match.span() for match in pattern.finditer(text)]
    if not found:
        return text
    start, end = rng.choice(found)
    return text[:start] + change(text[start:end]) + text[end:]


MUTATORS: Mapping[str, Mutator[str]] = {
    one.__name__: one
    for one in (
        unclose, twice, drop, duplicate, nest, put, entity, attribute, more_attributes, swap, rename,
    )
}  # fmt: skip
