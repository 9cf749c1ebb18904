"""The schemas of the three kinds of file: scenario, experiment, portfolio study; as text, and where a copy is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from copsim.constellation.kinds import KINDS
from copsim.foundation.parameters import Settings
from copsim.study.experiment import Experiment
from copsim.study.schema import keyed
from copsim.study.schema.declared import Schema, schema_of
from copsim.study.schema.keyed import SCENARIO, only
from copsim.study.schema.names import held_to_known_names
from copsim.study.strategy.settings import StrategySettings

WIDTH = 110
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES: Mapping[str, keyed.Leaf] = {
    "set": keyed.value,
    "vary": keyed.levels,
    "ranges": keyed.ends,
    "uncertain": keyed.assumption,
}
"""Tables whose keys are a scenario's, by what stands in the place of its values."""

TEXT: Schema = {"type": "string"}
FACTORS: dict[str, Schema] = {"arm": TEXT, "point": {"type": "integer"}}
"""Factors that are no keys of a scenario."""


class Keyed(NamedTuple):
    """A field whose keys are a scenario's. named: whether there are several such tables, by name. more: other keys."""

    shape: str
    named: bool = False
    more: Mapping[str, Schema] = {}


SCENARIO_KEYED: Mapping[tuple[str, str], Keyed] = {
    ("Experiment", "set"): Keyed("set"),
    ("Experiment", "vary"): Keyed("vary"),
    ("Experiment", "assumptions"): Keyed("vary"),
    ("Experiment", "arms"): Keyed("set", named=True, more={"scenario": TEXT}),
    ("ProfileSettings", "vary"): Keyed("vary", more={"arm": {"type": "array", "minItems": 1, "items": TEXT}}),
    ("ClaimSettings", "within"): Keyed("set", more=FACTORS),
    ("DesignSettings", "ranges"): Keyed("ranges"),
    ("DesignSettings", "values"): Keyed("vary"),
    ("StrategySettings", "set"): Keyed("set"),
    ("StrategySettings", "options"): Keyed("set", named=True, more={"says": TEXT}),
    ("StrategySettings", "uncertain"): Keyed("uncertain"),
}
"""By class and field. A field of a study that is not here is as its type says."""


def scenario_schema() -> Schema:
    """What a scenario file may say: the tables of all kinds of scenario; one kind's are not mixed with another's."""
    made: Schema = {"type": "object", "minProperties": 1, "properties": {}, "additionalProperties": False}
    defs: Schema = {}
    apart: Schema = {}
    for kind in sorted(KINDS, key=lambda kind: kind.table):
        told = schema_of(kind.scenario)
        defs |= told["$defs"]
        made["properties"] |= told["properties"]
        if kind.table:
            apart[kind.table] = {"propertyNames": {"enum": list(told["properties"])}}
    text = (
        "One situation. What is left out is as in scenarios/baseline.toml. `copsim check` finds what a schema cannot."
    )
    return {**_head("scenario", text), **made, "dependentSchemas": apart, "$defs": defs}


def study_schema(model: type[Settings], name: str, text: str) -> Schema:
    """What the file of a study may say: fields as declared, and tables whose keys are a scenario's."""
    told, scenario = schema_of(model), scenario_schema()
    defs = {**scenario.pop("$defs"), **told.pop("$defs")}
    defs[SCENARIO] = {"type": "object", "properties": scenario["properties"]}
    tables = {model.__name__: told, **defs}
    shapes = set()
    for (table, field), how in SCENARIO_KEYED.items():
        if field in tables.get(table, {}).get("properties", {}):
            shapes.add(how.shape)
            tables[table]["properties"][field] = _of_scenario(tables[table]["properties"][field], how)
    for shape in sorted(shapes):
        keyed.keyed(shape, SHAPES[shape], defs)
    return {**_head(name, text), **{key: told[key] for key in told if key != "description"}, "$defs": defs}


def _of_scenario(told: Schema, how: Keyed) -> Schema:
    table = only(how.shape, **how.more)
    text = {"description": told.get("description", "")}
    return {"type": "object", "additionalProperties": table, **text} if how.named else {**table, **text}


def _head(name: str, text: str) -> Schema:
    return {"$schema": DIALECT, "title": f"copsim {name}", "description": text}


def experiment_schema() -> Schema:
    """What an experiment file may say."""
    return study_schema(Experiment, "experiment", "One question, what is expected, and the runs that answer it.")


def strategy_schema() -> Schema:
    """What a portfolio study may say."""
    return study_schema(
        StrategySettings, "strategy", "A portfolio study: options held against one another over futures."
    )


SCHEMAS = {"scenario": scenario_schema, "experiment": experiment_schema, "strategy": strategy_schema}
"""Kinds of file by name; what each may say, as far as one file shows."""


def schema_text(name: str) -> str:
    """A schema as the text of a file."""
    return _text(held_to_known_names(SCHEMAS[name]()), "") + "\n"


def _text(value: Any, indent: str) -> str:
    # As json.dumps(indent=1) has it, but what fits into a line stands in one: half as long, and read more easily.
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + len(indent) <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    inner = indent + " "
    if isinstance(value, list):
        parts, ends = [_text(item, inner) for item in value], "[]"
    else:
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_text(item, inner)}" for key, item in value.items()]
        ends = "{}"
    return f"{ends[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{ends[1]}"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into a folder (docs/schemas)."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.json" for name in SCHEMAS]
    for path in paths:
        path.write_text(schema_text(path.stem), encoding="utf-8", newline="\n")
    return paths


def main(arguments: Any = None) -> None:
    """`python -m copsim.study.schema.files docs/schemas` writes them there."""
    import sys

    for path in write_schemas(Path((arguments or sys.argv[1:])[0])):
        print(path)


if __name__ == "__main__":
    main()
