"""Plots of an archive as SVG, the same bytes for the same tables; texts stay texts, shown in the reader's own fonts."""

from collections.abc import Sequence
from itertools import groupby, islice
from pathlib import Path

from minetext.archive.terms import Term
from minetext.drawing import FONT, drawing, svg

FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'SimHei', sans-serif"
"""Fonts that hold Chinese characters, on the systems that have them; the texts are shown in these."""

LONGEST = 10
"""Characters of a text that are drawn."""

WIDTH, ROW, MARGIN = 12.0, 1.9, 0.4
"""Inches: of the figure, of a row of groups, and above the first."""

GROUPS, TERMS, COLUMNS = 48, 8, 4
"""How many groups are drawn, with how many terms each, and how many groups stand in a row."""


def plot_terms(terms: Sequence[Term], path: Path) -> None:
    """Draw the first terms of each group as bars: their length is the TF-IDF.

    Raises:
        OSError: the file cannot be written.
    """
    groups = [
        (by, name, list(islice(found, TERMS)))
        for (by, name), found in islice(groupby(terms, lambda one: (one.by, one.group)), GROUPS)
    ]
    rows = max(1, -(-len(groups) // COLUMNS))
    with drawing({"font.size": 8}):
        from matplotlib.figure import Figure

        height = ROW * rows + MARGIN
        figure = Figure(figsize=(WIDTH, height))
        # by numbers alone: where things stand does not depend on the fonts of this machine
        figure.subplots_adjust(
            left=0.09, right=0.99, wspace=0.75, hspace=0.35, bottom=MARGIN / 4 / height, top=1 - MARGIN / height
        )
        for number, (_, name, found) in enumerate(groups, 1):
            axes = figure.add_subplot(rows, COLUMNS, number)
            places = range(len(found), 0, -1)
            axes.barh(places, [one.tfidf for one in found], color="#4c78a8", height=0.7)
            axes.set_yticks(places, [_plain(one.term) for one in found])
            axes.set_xticks([])
            axes.set_title(_plain(name), loc="left", fontsize=9)
            axes.spines[["top", "right", "bottom"]].set_visible(False)
        picture = svg(figure, "minetext")
    path.write_text(picture.replace(f"'{FONT}'", FONTS), encoding="utf-8", newline="\n")


def _plain(text: str) -> str:
    """A text that fits and is not read as a formula."""
    return (text if len(text) <= LONGEST else text[: LONGEST - 1] + "…").replace("$", r"\$")
