"""Names that stand in a table of copsim's, to which extensions may add: structures, policies, measures.

At such a place a schema says "one of these, or any text": editors complete from the first. Where a file shows that no
extension can have brought the name, it is held to those that copsim has (`closed`, a second schema beside the first).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from copsim.constellation.scenario import library, names_in

Schema = dict[str, Any]

ANY_TEXT: Schema = {"type": "string"}
EXTENSIONS = "extensions"
NO_EXTENSIONS: Schema = {"not": {"required": [EXTENSIONS]}}
ONE = ("items", "additionalProperties")
MANY = ("properties", "patternProperties")


def open_choice(names: Iterable[str]) -> Schema:
    """One of the names, or another that an extension brings."""
    return {"anyOf": [{"enum": list(names)}, ANY_TEXT]}


def names_of(told: Schema) -> list[str]:
    """The names of an open choice; none for anything else."""
    kinds = told.get("anyOf", [])
    return list(kinds[0]["enum"]) if len(kinds) == 2 and kinds[1] == ANY_TEXT and "enum" in kinds[0] else []


def held_to_known_names(schema: Schema) -> Schema:
    """The schema of a file, which allows no other name at an open choice while the file brings no extension."""
    return {**schema, "if": _brings_none(schema["properties"]), "then": closed(schema, schema)}


def closed(told: Schema, whole: Schema) -> Schema:
    """What is left of `told`, a part of `whole`, if only open choices are kept, and closed; empty without any."""
    names = names_of(told)
    if names:
        return {"enum": names}
    made: Schema = {}
    for key in MANY:
        inner = {name: closed(part, whole) for name, part in told.get(key, {}).items()}
        made |= {key: kept} if (kept := {name: part for name, part in inner.items() if part}) else {}
    for key in ONE:
        if isinstance(told.get(key), dict) and (part := closed(told[key], whole)):
            made[key] = part
    also = [part for kind in told.get("allOf", []) if (part := closed(kind, whole))]
    if "$ref" in told and (part := closed(_at(whole, told["$ref"]), whole)):
        also.append(part)
    if not also or not made:
        return made or (also[0] if len(also) == 1 else {"allOf": also} if also else {})
    return {**made, "allOf": also}


def _at(whole: Schema, reference: str) -> Schema:
    found = whole
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def _brings_none(fields: Schema) -> Schema:
    if EXTENSIONS in fields:
        return NO_EXTENSIONS
    ours: Schema = {"enum": names_in(library("scenarios"))}
    of = {"scenario": ours, "set": NO_EXTENSIONS, "vary": NO_EXTENSIONS}
    settings: Schema = {"additionalProperties": {**NO_EXTENSIONS, "properties": {"scenario": ours}}}
    return {
        "properties": {
            key: told for key, told in {**of, "arms": settings, "options": settings}.items() if key in fields
        }
    }
