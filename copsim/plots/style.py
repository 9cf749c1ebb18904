"""How figures look: one palette that colour-blind readers can tell apart, a second channel for everything, no junk."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copsim.study.results import replace_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#22262b"
GREY = "#6b7280"
RULE = "#d9dce1"
BAND = "#f4f5f7"
OKABE_ITO = ("#6b7280", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe & Ito (2008), with a grey in front for what the others are held against."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DPI = 160
KEY_COLUMNS = 5
WIDTH = 10.0
"""Inches: 1600 pixels, which a README shows at half size on a sharp screen."""

_LOOK: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlepad": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": GREY,
    "ytick.color": INK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 10,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


@contextmanager
def drawing(width: float, height: float) -> Iterator[Figure]:
    """A figure of this size in inches, in this look. No window system is touched."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    look: dict[Any, Any] = {**mpl.rcParamsDefault, "backend": "agg", **_LOOK}
    with mpl.rc_context(look):
        figure = Figure(figsize=(width, height), dpi=DPI)
        FigureCanvasAgg(figure)
        yield figure


def save(figure: Figure, path: Path) -> Path:
    """Write the figure as PNG, the same bytes from the same numbers and libraries."""
    replace_file(path, lambda draft: figure.savefig(draft, format="png", metadata={"Software": None}))
    return path


LINE = 0.25
"""Inches of a further line of a title."""


def heading(figure: Figure, title: str, note: str, height: float) -> None:
    """The question as title (see `wrapped`) and one quieter line below, at the top left."""
    below = 0.40 + LINE * title.count("\n")
    figure.text(0.012, 1 - 0.10 / height, title, fontsize=13.5, fontweight="bold", va="top")
    figure.text(0.012, 1 - below / height, note, fontsize=9.5, color=GREY, va="top")


def wrapped(question: str) -> tuple[str, float]:
    """A question as a title of as many lines as it takes, and the inches that those past the first add."""
    lines = textwrap.wrap(" ".join(question.split()), 84)
    return "\n".join(lines), LINE * (len(lines) - 1)


def row_height(hues: int, least: float) -> float:
    """Inches of a row in which `hues` markers stand one below the other without touching."""
    return max(least, 0.14 * hues + 0.1)


def key_height(labels: Sequence[str]) -> float:
    """Inches that the key takes up."""
    return 0.30 * -(-len(labels) // KEY_COLUMNS)


def key(figure: Figure, labels: Sequence[str], height: float, first: int = 0, below: float = 0.0) -> None:
    """What tells markers and colours apart, each label in its colour; at most five to a line. `below`: inches lower."""
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=OKABE_ITO[n % 8], marker=MARKERS[n % 8], markersize=6.5, linewidth=1.8)
        for n in range(first, first + len(labels))
    ]
    legend = figure.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(0.0, 1 - (0.60 + below) / height), frameon=False,
        ncols=min(KEY_COLUMNS, len(labels)),
        handletextpad=0.5, columnspacing=1.8, fontsize=10, borderaxespad=0.2,
    )  # fmt: skip
    for text, handle in zip(legend.get_texts(), handles, strict=True):
        text.set_color(handle.get_color())


def stripes(axes: Axes, rows: int) -> None:
    """Faint bands behind every other row, so that the eye keeps to its row."""
    for row in range(0, rows, 2):
        axes.axhspan(row - 0.5, row + 0.5, color=BAND, zorder=0, linewidth=0)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)


def as_table(axes: Axes, rows: int, columns: int) -> None:
    """Axes on which cells stand, one for each row and column: names of columns above, no frame."""
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    for side in axes.spines.values():
        side.set_visible(False)
