"""Read a TOML file and remember on which line each key stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from copsim.foundation.errors import InputError, Problem

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*([A-Za-z0-9_.\-"' ]+?)\s*=""")


class TomlFile(NamedTuple):
    """What a file says, and the line (from 1) of each dotted key; items of [[tables]] are numbered from 0."""

    data: dict[str, Any]
    lines: dict[str, int]
    name: str


def read_toml(path: Path) -> TomlFile:
    """Read `path`.

    Raises
    ------
    InputError
        When the file is missing, is not text, or is not TOML.
    """
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")  # some editors put a byte order mark first
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise InputError([Problem("", "no such file")], name) from None
    except IsADirectoryError:
        raise InputError([Problem("", "is a folder, expected a TOML file")], name) from None
    except PermissionError:
        raise InputError([Problem("", "may not be read (permission denied)")], name) from None
    except UnicodeDecodeError as error:
        raise InputError([Problem("", f"is not a text file (byte {error.start} is not UTF-8)")], name) from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        message = re.sub(r"\s*\(at [^)]*\)$", "", str(error))
        raise InputError([Problem("", f"is not valid TOML: {message}", line)], name) from None
    return TomlFile(data, _lines(text), name)


def _lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, quote = "", ""
    for number, raw in enumerate(text.splitlines(), start=1):
        if quote:  # inside a multi-line string
            quote = "" if quote in raw else quote
            continue
        table = _TABLE.match(raw)
        key = _KEY.match(raw)
        if table:
            prefix = _plain(table.group(2))
            if table.group(1) == "[[":
                nth = counts[prefix] = counts.get(prefix, -1) + 1
                prefix = f"{prefix}.{nth}"
            lines.setdefault(prefix, number)
        elif key:
            name = _plain(key.group(1))
            lines.setdefault(f"{prefix}.{name}" if prefix else name, number)
            value = raw[key.end() :]
            quote = next((q for q in ('"""', "'''") if value.count(q) % 2), "")
    return lines


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
