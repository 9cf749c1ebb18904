"""The schema of one class of settings, as pydantic tells it, made plain enough for editors of TOML.

What TOML cannot say (null) goes; unit, range and source go into the description, which is what an editor shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from copsim.constellation.kinds import MEASURES, SUMMARIES
from copsim.constellation.parts import USUAL_PICTURES
from copsim.foundation.parameters import Settings
from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.portfolio_settings import AS_SET
from copsim.structures.table import STRUCTURES
from copsim.study.schema.names import Schema, open_choice

NET_VALUE = "net_value"
CHOICES: dict[tuple[str, str], Iterable[str]] = {
    ("StructureSettings", "kind"): STRUCTURES,
    ("PortfolioSettings", "policy"): (AS_SET, *POLICIES),
    ("StageSettings", "policy"): (AS_SET, *POLICIES),
    ("Experiment", "measures"): SUMMARIES,
    ("Experiment", "picture"): ("", *USUAL_PICTURES),
    ("Experiment", "shows"): {**MEASURES, **SUMMARIES},
    ("ClaimSettings", "measure"): SUMMARIES,
    ("ClaimSettings", "over"): ("", *SUMMARIES),
    ("DialSettings", "measure"): SUMMARIES,
    ("UntilSettings", "measure"): SUMMARIES,
    ("GoalSettings", "measure"): (*SUMMARIES, NET_VALUE),
}
"""Names that a field may say where its type is any text, since they stand in a table: by class and field."""

INSIDE = ("items", "additionalProperties", "propertyNames")
DROPPED = ("title", "unit", "source")


def schema_of(model: type[Settings]) -> Schema:
    """The schema of a table of this class; tables within are in its $defs, by the name of their class."""
    told = model.model_json_schema(mode="validation")
    inner = {name: _table(name, table) for name, table in told.pop("$defs", {}).items()}
    return {**_table(model.__name__, told), "$defs": inner}


def _table(name: str, told: Mapping[str, Any]) -> Schema:
    made: Schema = _plain(told)
    for field, property_ in made.get("properties", {}).items():
        choices = CHOICES.get((name, field))
        if choices is not None:
            place = property_.get("items", property_)
            del place["type"]
            place |= open_choice(choices)
    return made


def _plain(told: Any) -> Any:
    if not isinstance(told, Mapping):
        return told
    made = {key: value for key, value in told.items() if key not in DROPPED}
    if "properties" in made:
        made["properties"] = {name: _plain(inner) for name, inner in made["properties"].items()}
    for key in INSIDE:
        if key in made:
            made[key] = _plain(made[key])
    if "anyOf" in made:
        kinds = [_plain(kind) for kind in made.pop("anyOf") if kind.get("type") != "null"]
        made |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if made.get("default", "") is None:
        del made["default"]
    if "description" in made:
        made["description"] = described(made, str(told.get("unit", "")), str(told.get("source", "")))
    return made


def described(made: Mapping[str, Any], unit: str, source: str) -> str:
    """What an editor shows of a key: meaning, unit, range and source."""
    meaning = " ".join(str(made["description"]).split()).rstrip(".")
    low, high = (_number(made.get(limit)) for limit in ("minimum", "maximum"))
    span = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}" if high else ""
    facts = [f"Unit: {unit}" if unit else "", f"Range: {span}" if span else ""]
    facts.append(f"Source: {source}" if source not in ("", "-") else "")
    return ". ".join([meaning, *filter(None, facts)]) + "."


def _number(limit: float | None) -> str:
    return "" if limit is None else str(limit) if isinstance(limit, int) else f"{limit:g}"
