"""Turn what pydantic refuses into problems that name file, line, key, value, expectation and nearest name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings, table_of

S = TypeVar("S", bound=Settings)

_PLAIN_WORDS = {
    "model_type": "a table",
    "model_attributes_type": "a table",
    "dict_type": "a table",
    "list_type": "a list",
}
"""What pydantic calls a dictionary, an instance or a valid list, in the words of the file."""


def checked(model: type[S], data: Mapping[str, Any], lines: Mapping[str, int] | None = None, file: str = "") -> S:
    """Validate `data` as `model`.

    Raises
    ------
    InputError
        With every problem found, each with the line of its key where `lines` knows it.
    """
    where = lines or {}
    between = [replace(p, line=line_of(p.key, where)) for p in model.across_tables(data)]
    try:
        made = model.model_validate(dict(data))
    except ValidationError as refused:
        between += problems_of(model, refused, where)
    if between:
        raise InputError(sorted(between, key=lambda p: (p.line, p.key)), file)
    return made


def problems_of(model: type[Settings], refused: ValidationError, lines: Mapping[str, int]) -> list[Problem]:
    """The problems in a pydantic error."""
    return [_problem(model, error, lines) for error in refused.errors()]


def line_of(key: str, lines: Mapping[str, int]) -> int:
    """The line of `key`, or of the nearest table around it that the file names; 0 if none."""
    while key:
        if key in lines:
            return lines[key]
        key = key.rpartition(".")[0]
    return 0


def _problem(model: type[Settings], error: Any, lines: Mapping[str, int]) -> Problem:
    key = ".".join(str(part) for part in error["loc"])
    given = error.get("input")
    if error["type"] == "extra_forbidden":
        known = _known_keys(model, error["loc"][:-1])
        near = nearest(str(error["loc"][-1]), known)
        known_text = "" if near else f"; known here: {', '.join(known)}"
        return Problem(key, f"unknown key{known_text}", line_of(key, lines), near)
    if error["type"] in _PLAIN_WORDS:
        return Problem(key, f"expected {_PLAIN_WORDS[error['type']]}, got {given!r}", line_of(key, lines))
    if error["type"] == "literal_error":
        options = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ",").split(",")]
        near = nearest(given, options) if isinstance(given, str) else ""
        return Problem(key, f"{given!r} is not one of {', '.join(options)}", line_of(key, lines), near)
    if error["type"] == "value_error":
        return Problem(key, str(error["ctx"]["error"]), line_of(key, lines))
    text = error["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return Problem(key, f"expected {text[:1].lower() + text[1:]}, got {given!r}", line_of(key, lines))


def _known_keys(model: type[Settings], path: tuple[Any, ...]) -> list[str]:
    for part in path:
        info = model.model_fields.get(part) if isinstance(part, str) else None
        inner = table_of(info) if info is not None else None
        model = inner or model
    return list(model.model_fields)
