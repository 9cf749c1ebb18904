"""Tables of an experiment whose keys are those of a scenario: [set], [vary], [assumptions], [design.ranges], ...

A key may be written as tables within tables (need.kind = ...) or in quotes ("need.kind" = ...), as copsim reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from copsim.study.schema.declared import Schema

SCENARIO = "scenario"
"""The name in $defs of what a scenario file may say."""
REF = "#/$defs/"
Leaf = Callable[[str, Schema], Schema | None]
"""What stands where a scenario has a value, from a reference to that value's schema, and the schema; None: nothing."""


def value(reference: str, schema: Schema) -> Schema:
    """The value itself."""
    return {"$ref": reference}


def levels(reference: str, schema: Schema) -> Schema:
    """A list of values, at least one."""
    return {"type": "array", "minItems": 1, "items": {"$ref": reference}}


def ends(reference: str, schema: Schema) -> Schema | None:
    """A range of a number: [low, high], or [low, high, "log"]."""
    if schema.get("type") not in ("integer", "number"):
        return None
    end: Schema = {"type": "number", **{limit: schema[limit] for limit in ("minimum", "maximum") if limit in schema}}
    text = f'[low, high] or [low, high, "log"]: {schema.get("description", "")}'
    return {
        "type": "array", "description": text, "prefixItems": [end, end, {"const": "log"}], "minItems": 2, "maxItems": 3
    }  # fmt: skip


def assumption(reference: str, schema: Schema) -> Schema | None:
    """An uncertain number: base, low, high and who says so."""
    return {"$ref": f"{REF}UncertainSettings"} if schema.get("type") in ("integer", "number") else None


def keyed(name: str, leaf: Leaf, defs: Schema) -> None:
    """Add to `defs` the tables `name`, whose keys are a scenario's and whose values are as `leaf` says.

    Other keys are left to who refers to it (unevaluatedProperties).
    """
    dotted: dict[str, Schema] = {}
    root = _tables(name, SCENARIO, "", leaf, defs, dotted)
    root.pop("additionalProperties")
    root["patternProperties"] = {f"^{re.escape(key)}$": schema for key, schema in dotted.items()}
    defs[name] = root


def _tables(name: str, table: str, prefix: str, leaf: Leaf, defs: Schema, dotted: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for key, schema in defs[table]["properties"].items():
        inner = inner_table(schema)
        if inner:
            made = _tables(name, inner, f"{prefix}{key}.", leaf, defs, dotted)
            if made["properties"]:
                defs[f"{name}.{inner}"] = made
                properties[key] = {"$ref": f"{REF}{name}.{inner}"}
            continue
        found = leaf(f"{REF}{table}/properties/{key}", schema)
        if found is not None:
            properties[key] = found
            if prefix:
                dotted[f"{prefix}{key}"] = {"$ref": f"{REF}{name}.{table}/properties/{key}"}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def inner_table(schema: Schema) -> str:
    """The name in $defs of the table that a key stands for; "" for a value or a list of tables."""
    return str(schema.get("$ref", "")).removeprefix(REF)


def only(name: str, **more: Any) -> Schema:
    """The tables `name` and the keys `more`, nothing else."""
    extra = {"properties": more} if more else {}
    return {"type": "object", "allOf": [{"$ref": REF + name}], **extra, "unevaluatedProperties": False}
