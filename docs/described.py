"""What Sphinx is told of this package and its pages beyond its own ways (see conf.py)."""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
from pathlib import Path
from typing import Any

from copsim.foundation.parameters import Settings

ITEM = re.compile(r"^(\w+(?:, \w+)*): +(?=\S)")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([\w./-]+)\)")


def names_of(described: Any) -> set[str]:
    """The fields of a class and the parameters of a function."""
    names = set(getattr(described, "_fields", ()))
    if dataclasses.is_dataclass(described):
        names |= {field.name for field in dataclasses.fields(described)}
    try:
        return names | set(inspect.signature(described).parameters)
    except (TypeError, ValueError):
        return names


def with_items(lines: list[str], names: set[str]) -> list[str]:
    """The lines, each that begins with `name: ` of a known name made an item of a list, with what is indented below."""
    written: list[str] = []
    inside = False
    for line in lines:
        found = ITEM.match(line)
        if found and set(found.group(1).split(", ")) <= names:
            written += [] if inside else [""]
            written.append(f"- ``{found.group(1)}``: {line[found.end() :]}")
            inside = True
        elif inside and line.strip():
            written.append("  " + line.strip())
        else:
            inside = False
            written.append(line)
    return written


def docstring(app: Any, what: str, name: str, described: Any, options: Any, lines: list[str]) -> None:
    """Of a field or parameter, what is said becomes an item of a list; a property's first words are no type."""
    if what == "property" and described.__doc__:
        lines[:] = [*inspect.cleandoc(described.__doc__).splitlines(), ""]
    lines[:] = with_items(lines, names_of(described))


def is_noise(app: Any, what: str, name: str, described: Any, skip: bool, options: Any) -> bool | None:
    """A field of a record is described with the record."""
    return True if str(getattr(described, "__doc__", "")).startswith("Alias for field number") else None


def signature(app: Any, what: str, name: str, described: Any, *rest: Any) -> tuple[str, str] | None:
    """A table of a file has too many keys for a signature."""
    return ("", "") if isinstance(described, type) and issubclass(described, Settings) else None


def readable(app: Any, docname: str, source: list[str]) -> None:
    """Links to files that are no pages become copies to look at, those to folders plain text."""
    here = Path(app.env.doc2path(docname)).parent

    def linked(found: re.Match[str]) -> str:
        text, path = found.groups()
        target = Path(os.path.normpath(here / path))
        if target.is_dir():
            return f"{text} (`{target.name}/`)"
        name = target.with_suffix("")
        page = name.is_relative_to(app.srcdir) and name.relative_to(app.srcdir).as_posix() in app.env.found_docs
        return found.group(0) if page or target.suffix != ".md" else f"{{download}}`{text} <{path}>`"

    source[0] = LINK.sub(linked, source[0])


def opened(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """A page of a lesson is opened by its link, not saved."""
    context["body"] = re.sub(r' download=""(?= href="[^"]*\.html")', "", context.get("body", ""))


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", docstring)
    app.connect("autodoc-skip-member", is_noise)
    app.connect("autodoc-process-signature", signature)
    app.connect("source-read", readable)
    app.connect("html-page-context", opened)
    return {"parallel_read_safe": True}
