"""The page: one HTML file put together from the front end's parts, the replay's numbers and words. It loads nothing."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from copsim.foundation.errors import CopsimError, InputError, Problem
from copsim.report.packing import text_of
from copsim.report.replaying import Replay
from copsim.report.still import still
from copsim.report.told import told
from copsim.study.results import writing

FRONT = Path(__file__).parent / "front"
SHOWING = ("decode", "colours", "words", "layout", "stage", "aggregate", "charts", "follow", "lesson", "player")
"""The parts that show a replay, in the order in which they stand in a page."""
LIMITS = (
    "A model to think with, not a forecast: where no source is known its numbers are assumed, and one run is one piece "
    "of luck."
)


def page(replay: Replay) -> str:
    """The page of a replay, which works from a file, in a frame, and without a network."""
    meta, numbers = told(replay)
    data = "\n".join(
        (
            f'<script id="meta" type="application/json">{json_of(meta)}</script>',
            f'<script id="columns" type="application/json">{json_of(numbers.columns)}</script>',
            f'<script id="numbers" type="text/plain">{numbers.text}</script>',
            f'<script id="code" type="text/plain">{text_of(script_of((*SHOWING, "start")).encode())}</script>',
        )
    )
    return _assembled(
        title=replay.title,
        question=replay.question,
        connect="'none'",
        still=f"<noscript>{still(replay)}</noscript>",
        controls="",
        lesson=_lesson(replay.text),
        foot=_foot(replay, meta),
        data=data,
        script=script_of(("unpack", "begin")),
    )


def app_page() -> str:
    """The page of `copsim app`: the same parts, fed by the server."""
    return _assembled(
        title="copsim",
        question="Choose a scenario, change something, and watch.",
        connect="'self'",
        still="<noscript><p>This page needs JavaScript; the pages of <code>copsim replay</code> have a still picture "
        "without it.</p></noscript>",
        controls=(FRONT / "controls.html").read_text(encoding="utf-8"),
        lesson="",
        foot=f'<p class="foot">{escape(LIMITS)}</p>',
        data="",
        script=script_of(("unpack", *SHOWING, "controls", "app")),
    )


def _assembled(title: str, **parts: str) -> str:
    from copsim.study.provenance import copsim_version

    text = (FRONT / "page.html").read_text(encoding="utf-8")
    given = {
        **parts,
        "title": escape(title),
        "question": escape(parts["question"]),
        "generator": f"copsim {copsim_version()}",
        "style": lean((FRONT / "style.css").read_text(encoding="utf-8")),
        "hidden": " hidden",
        "kind": ' class="app"' if parts["controls"] else "",
    }
    pieces = text.split("{{")
    return pieces[0] + "".join(given[name] + rest for name, rest in (piece.split("}}", 1) for piece in pieces[1:]))


@cache
def script_of(names: tuple[str, ...]) -> str:
    """The named parts of the front end as one script."""
    return "\n".join(lean((FRONT / f"{name}.js").read_text(encoding="utf-8")) for name in names)


def lean(text: str) -> str:
    """A script or style sheet without its comment lines and indentation. No text of the front end spans lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**")))


def json_of(value: Any) -> str:
    """JSON that may stand in a page: no "<" can end the element that it is in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _foot(replay: Replay, meta: dict[str, Any]) -> str:
    lines = "".join(f"<br><code>{escape(side.line)}</code>" for side in replay.sides)
    made = f"copsim {meta['provenance']['copsim']}, model {meta['provenance']['model']}"
    which = f"run {replay.replication} of the scenario's luck"
    return f'<p class="foot">{escape(LIMITS)} Shown: {which}, by {escape(made)}; again with:{lines}</p>'


def _lesson(text: str) -> str:
    if not text:
        return ""
    from markdown_it import MarkdownIt

    text = text.split("\n", 1)[1] if text.startswith("# ") else text  # the page has its title already
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return (
        f'<details id="lesson"><summary>The lesson, for the teacher</summary><div class="text">{made}</div></details>'
    )


def framed(html: str, height: int) -> str:
    """A page inside another: in a frame of its own that may run its script and nothing else."""
    look = f'width="100%" height="{height}" style="border:0"'
    return f'<iframe sandbox="allow-scripts" title="copsim replay" srcdoc="{escape(html)}" {look}></iframe>'


def write_page(path: Path, html: str, replace: bool = False) -> Path:
    """Write a page as a new file.

    Raises
    ------
    InputError
        When the file is there already, unless it may be replaced.
    CopsimError
        When it cannot be written.
    """
    may_be_written(path, replace)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8", newline="\n")
    return path


def may_be_written(path: Path, replace: bool = False) -> None:
    """Raise InputError where a file is there already and may not be replaced, or its folder is a file."""
    if path.is_dir():
        raise InputError([Problem("-o", f"{path} is a folder; name a file, such as {path / 'lesson.html'}")])
    if path.exists() and not replace:
        raise InputError([Problem("-o", f"{path} is there already; nothing was overwritten (--replace does)")])
    if any(parent.is_file() for parent in path.parents):
        raise CopsimError(f"{path} cannot be written: part of its path is a file")
