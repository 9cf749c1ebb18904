"""A number of the model is declared once: default, unit, range, meaning and source in one place.

Scenario key, check, `copsim explain`, documentation table and (later) slider and sweep bound all read the declaration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from copsim.foundation.errors import Problem


class Settings(BaseModel):
    """A table of a scenario file. Unknown keys, wrong types and numbers out of range are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    @classmethod
    def across_tables(cls, data: Mapping[str, Any]) -> list[Problem]:
        """Problems between tables, found in `data` as given, so that they are told beside those within a table."""
        return []


def parameter(
    default: Any,
    meaning: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    source: str = "assumed",
    **more: Any,
) -> Any:
    """Declare one parameter. `low` and `high` are inclusive limits of what a scenario may say."""
    extra: dict[str, Any] = {"unit": unit, "source": source}
    return Field(default, description=meaning, ge=low, le=high, json_schema_extra=extra, **more)


def shares_of_one(shares: dict[str, float]) -> dict[str, float]:
    """The shares as given, if they are none, or not negative and sum to 1.

    Raises
    ------
    ValueError
        Naming what is wrong with them; pydantic tells it with the key.
    """
    negative = [name for name, share in shares.items() if share < 0]
    if negative:
        raise ValueError(f"the share of {', '.join(negative)} is negative")
    if shares and abs(sum(shares.values()) - 1) > 1e-6:
        raise ValueError(f"shares sum to {sum(shares.values()):g}, expected 1")
    return shares


class Declared(NamedTuple):
    """One declared parameter as documentation, checks and sweeps see it."""

    key: str
    default: Any
    unit: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    meaning: str
    source: str


def declared(model: type[Settings], prefix: str = "") -> Iterator[Declared]:
    """Every parameter declared in `model` and the tables inside it, in the order of declaration."""
    for name, info in model.model_fields.items():
        inner = table_of(info)
        if inner is not None:
            yield from declared(inner, f"{prefix}{name}.")
        else:
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            low, high = (next((getattr(m, a) for m in info.metadata if hasattr(m, a)), None) for a in ("ge", "le"))
            default = info.get_default(call_default_factory=True)
            yield Declared(
                prefix + name,
                default,
                str(extra.get("unit", "")),
                low,
                high,
                _choices(info.annotation),
                info.description or "",
                str(extra.get("source", "assumed")),
            )


def table_of(info: FieldInfo) -> type[Settings] | None:
    """The Settings class of a field that is a table or an array of tables; None for a plain value."""
    for candidate in (info.annotation, *get_args(info.annotation)):
        if isinstance(candidate, type) and issubclass(candidate, Settings):
            return candidate
    return None


def _choices(annotation: Any) -> tuple[str, ...]:
    options = [a for a in (annotation, *get_args(annotation)) if get_origin(a) is Literal]
    return tuple(str(value) for option in options for value in get_args(option))
