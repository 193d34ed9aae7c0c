"""Pictures by matplotlib, the same bytes on every machine; texts stay texts, shown in the fonts of whoever looks."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT = "DejaVu Sans"
"""The font that matplotlib brings along: places are worked out by it, so that they do not depend on the machine."""

SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "minetext", "font.family": FONT}
"""The ids of the parts of a picture come from the salt."""


@contextmanager
def drawing(settings: Any) -> Iterator[None]:
    """Draw under these settings of matplotlib, besides those that keep the bytes the same.

    Import matplotlib inside: it takes long, and few commands need it.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells of its own cache of fonts
    from matplotlib import rc_context

    with rc_context(SETTINGS | settings), warnings.catch_warnings():
        # the font that measures has no Chinese; the one that the text is shown in has
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def svg(figure: "Figure", creator: str | None = None, transparent: bool = False) -> str:
    """A picture as SVG, without the day on which it was drawn."""
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=transparent, metadata={"Date": None, "Creator": creator})
    return out.getvalue()
