"""Turn what pydantic refuses into problems that name file, line, key, value, expectation and nearest name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import Settings, table_of

S = TypeVar("S", bound=Settings)

EXPECTED = {
    "missing": "is missing",
    "string_type": 'expected text in quotes ("...")',
    "int_type": "expected an integer",
    "int_from_float": "expected an integer",
    "float_type": "expected a number",
    "finite_number": "expected a finite number",
    "bool_type": "expected true or false",
    "list_type": "expected a list ([...])",
    "greater_than_equal": "expected at least {ge}",
    "less_than_equal": "expected at most {le}",
    "too_short": "expected a list of at least {min_length}",
    "too_long": "expected a list of at most {max_length}",
    "string_too_short": "expected a text of at least {min_length} characters",
}
"""What copsim says for each kind of error that declared types can raise; tables, names and own rules are told below."""

TABLES = ("model_type", "model_attributes_type", "dict_type")
LONGEST = 60
"""Characters of a wrong value that are shown."""


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
    """The problems in a pydantic error; a rule of one's own may tell several, a line each."""
    found = [_problem(model, error, lines) for error in refused.errors()]
    return [replace(problem, message=line) for problem in found for line in problem.message.splitlines()]


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
    if error["type"] == "literal_error":
        options = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ",").split(",")]
        near = nearest(given, options) if isinstance(given, str) else ""
        return Problem(key, f"{as_written(given)} is not one of {', '.join(options)}", line_of(key, lines), near)
    if error["type"] == "value_error":
        return Problem(key, str(error["ctx"]["error"]), line_of(key, lines))
    return Problem(key, _expected(error, key) + _got(error), line_of(key, lines))


def _expected(error: Any, key: str) -> str:
    if error["type"] in TABLES:
        item = next((n for n, part in enumerate(error["loc"]) if isinstance(part, int)), None)
        name = key if item is None else ".".join(str(part) for part in error["loc"][:item])
        return f"expected a table ([{key}])" if item is None else f"expected a table ([[{name}]])"
    # A kind of error that nobody has met yet is told in pydantic's own words rather than not at all.
    text = EXPECTED.get(error["type"], f"expected {error['msg'].removeprefix('Input should be ')}")
    limits = {name: f"{value:g}" if isinstance(value, float) else value for name, value in error.get("ctx", {}).items()}
    return text.format(**limits) if error["type"] in EXPECTED else text


def _got(error: Any) -> str:
    if error["type"] == "missing":
        return ""
    if error["type"] in ("too_short", "too_long"):
        return f", got {len(error['input'])}"
    given = as_written(error.get("input"))
    return f", got {given if len(given) <= LONGEST else given[:LONGEST] + ' ...'}"


def as_written(value: Any) -> str:
    """A value as a TOML file has it: true, 2.5, nan, 'text', [1, 2]."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(as_written(inner) for inner in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name} = {as_written(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, int) and value.bit_length() > 256:
        return "an integer of many digits"
    return repr(value) if isinstance(value, str | int | float) or value is None else str(value)


def _known_keys(model: type[Settings], path: tuple[Any, ...]) -> list[str]:
    for part in path:
        info = model.model_fields.get(part) if isinstance(part, str) else None
        inner = table_of(info) if info is not None else None
        model = inner or model
    return list(model.model_fields)
