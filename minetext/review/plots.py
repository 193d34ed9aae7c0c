"""The plots of a run as inline SVG: matplotlib draws them, in colours that the page sets for dark and light."""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from minetext.drawing import drawing, svg
from minetext.messages import Language, say
from minetext.review.payload import RESULTS
from minetext.review.svg import inline
from minetext.review.tally import Cell, Tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAX_ROWS = 15
"""Units that a plot shows: those with the most."""
MAX_COLUMNS = 12
"""Years that a plot shows: the latest."""

INK, PAPER, ACCENT = "#010203", "#040506", "#070809"
RESULT_COLOURS = {"fail": "#0a0b0c", "unsure": "#0d0e0f", "pass": "#101112"}
VARIABLES = {
    INK: "--ink", PAPER: "--paper", ACCENT: "--accent",
    **{colour: f"--{result}" for result, colour in RESULT_COLOURS.items()},
}  # fmt: skip
"""Colours that stand for those of the page's style sheet."""

SETTINGS: Any = {
    "text.parse_math": False, "font.size": 10,
    "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.edgecolor": INK,
}  # fmt: skip


class Plot(NamedTuple):
    """A plot: the code of its caption, and its picture."""

    code: str
    svg: str


def plots(tally: Tally, language: Language) -> list[Plot]:
    """All plots that there is something to show in."""

    def name(group: str) -> Callable[[str], str]:
        return lambda code: _named(f"page.{group}.{code}", code, language)

    results = {Cell(one.row, one.column): count for one, count in tally.results.items()}
    families = sorted({one.row for one in results}, key=lambda family: (-results.get(Cell(family, "fail"), 0), family))
    months = [f"{month:02d}" for month in range(1, 13)]
    drawn: tuple[tuple[str, bool, Callable[[], str]], ...] = (
        ("results", bool(results), lambda: _stacked(results, families, name("check"))),
        ("statuses", bool(tally.statuses), lambda: _bars(tally.statuses, name("status"))),
        (
            "months",
            bool(tally.months),
            lambda: _grid(tally.months, _most(tally.months), months, name("type"), language),
        ),
        ("headcounts", bool(tally.headcounts), lambda: _by_year(tally.headcounts, language)),
        ("amounts", bool(tally.amounts), lambda: _by_year(tally.amounts, language)),
    )
    return [Plot(code, draw()) for code, there, draw in drawn if there]


def _named(code: str, otherwise: str, language: Language) -> str:
    try:
        return say(code, language)
    except KeyError:
        return otherwise  # a family of checks of a later version


def _most(cells: Mapping[Cell, Decimal] | Mapping[Cell, int]) -> list[str]:
    """The rows with the most, largest first."""
    sums: dict[str, Decimal] = {}
    for cell, value in cells.items():
        sums[cell.row] = sums.get(cell.row, Decimal(0)) + value
    return sorted(sums, key=lambda row: (-sums[row], row))[:MAX_ROWS]


def _by_year(cells: Mapping[Cell, Decimal], language: Language) -> str:
    years = sorted({cell.column for cell in cells})[-MAX_COLUMNS:]
    rows = _most({cell: value for cell, value in cells.items() if cell.column in years})
    return _grid(cells, rows, years, str, language)


def _grid(
    cells: Mapping[Cell, Decimal] | Mapping[Cell, int], rows: Sequence[str], columns: Sequence[str],
    name: Callable[[str], str], language: Language,
) -> str:  # fmt: skip
    """A table of numbers, each on a ground that is the stronger the larger it is (by its logarithm)."""
    largest = max((float(cells.get(Cell(row, column), 0)) for row in rows for column in columns), default=1)

    def draw(axes: "Axes") -> None:
        for y, row in enumerate(rows):
            for x, column in enumerate(columns):
                value = float(cells.get(Cell(row, column), 0))
                if value <= 0:
                    continue
                strength = 0.12 + 0.5 * math.log1p(value) / math.log1p(largest)
                axes.barh(y, 0.94, height=0.88, left=x - 0.47, color=ACCENT, alpha=round(strength, 2))
                axes.text(x, y, short(value, language), ha="center", va="center", fontsize=8.5)
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks(range(len(columns)), columns)
        axes.set_yticks(range(len(rows)), [_cut(name(row)) for row in rows])

    return _drawn(draw, len(rows))


def _bars(counts: Mapping[str, int], name: Callable[[str], str]) -> str:
    rows = sorted(counts, key=lambda row: (-counts[row], row))

    def draw(axes: "Axes") -> None:
        axes.barh(range(len(rows)), [counts[row] for row in rows], height=0.7, color=ACCENT, alpha=0.6)
        for y, row in enumerate(rows):
            axes.text(counts[row], y, f" {counts[row]:,}", va="center", ha="left", fontsize=9)
        axes.set_xlim(0, max(counts.values()) * 1.12)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks([])
        axes.set_yticks(range(len(rows)), [name(row) for row in rows])

    return _drawn(draw, len(rows))


def _stacked(results: Mapping[Cell, int], rows: Sequence[str], name: Callable[[str], str]) -> str:
    """One bar a family in three parts, in shares; the counts stand in it, and beside it where there is no room."""

    def draw(axes: "Axes") -> None:
        for y, row in enumerate(rows):
            counts = [results.get(Cell(row, result), 0) for result in RESULTS]
            left, total = 0.0, sum(counts)
            for result, count in zip(RESULTS, counts, strict=True):
                share = count / total
                axes.barh(y, share, height=0.7, left=left, color=RESULT_COLOURS[result], edgecolor=PAPER)
                left += share
            axes.text(1.01, y, " / ".join(f"{count:,}" for count in counts), va="center", ha="left", fontsize=9)
        axes.set_xlim(0, 1.3)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks([])
        axes.set_yticks(range(len(rows)), [name(row) for row in rows])

    return _drawn(draw, len(rows))


def _drawn(draw: Callable[["Axes"], None], rows: int) -> str:
    """A plot of so many rows as SVG."""
    with drawing(SETTINGS):
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        height = 0.29 * rows + 0.36
        picture = Figure(figsize=(6.6, height))
        FigureCanvasSVG(picture)
        axes = picture.add_axes((0.24, 0.3 / height, 0.755, 0.29 * rows / height), frameon=False)
        draw(axes)
        axes.tick_params(length=0)
        return inline(svg(picture, transparent=True), VARIABLES)


SCALES: Mapping[Language, tuple[tuple[float, str], ...]] = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")),
}
"""What large numbers are counted in."""


def short(value: float, language: Language) -> str:
    """A number in three digits or so: 950, 1.25万, 3.4亿; 12.5k, 3.4M."""
    if value < 10000:
        return f"{value:g}" if value == int(value) else f"{value:.1f}"
    scale, letter = next(one for one in SCALES[language] if value >= one[0])
    scaled = value / scale
    return f"{scaled:.0f}{letter}" if scaled >= 100 else f"{scaled:.3g}{letter}"


def _cut(name: str) -> str:
    """A name that fits beside a plot, without characters that XML has no room for."""
    shown = "".join(one for one in name if one.isprintable())
    return shown if len(shown) <= 10 else shown[:9] + "…"
