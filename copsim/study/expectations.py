"""What an experiment file says of its expectations: claims, assumptions they may hang on, and dials."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from copsim.foundation.parameters import Settings, parameter
from copsim.study.plan import Claim, Dial


class ClaimSettings(Settings):
    """An item of [[claim]]: one thing that is expected, so that it can be held against the runs."""

    says: str = parameter(..., "the expectation in plain words", min_length=10)
    measure: str = parameter(..., "the summary it is about")
    side: Literal["more", "less"] = parameter(..., "whether more or less of it is expected here than there")
    factor: str = parameter("", "a key of [vary], or arm; left out where all arms are meant")
    level: Any = parameter(None, "its level here")
    against: Any = parameter(None, "its level there")
    over: str = parameter("", "another summary of the same runs, instead of another level")
    than: float | None = parameter(None, "a number, instead of another level")
    within: dict[str, Any] = parameter({}, "levels of other factors; over those not named it is averaged")
    row: str = parameter("", "the idea that it is about, where an experiment serves several (see `copsim findings`)")

    @model_validator(mode="after")
    def _one_there(self) -> ClaimSettings:
        there = [self.against is not None, bool(self.over), self.than is not None]
        if sum(there) != 1:
            raise ValueError("name exactly one of against, over and than: what it is held against")
        if self.against is not None and (not self.factor or self.level is None):
            raise ValueError("against needs factor and level")
        if bool(self.factor) != (self.level is not None):
            raise ValueError("factor and level go together")
        return self

    def claim(self) -> Claim:
        """As a plan has it."""
        return Claim(**self.model_dump())


class DialSettings(Settings):
    """An item of [[dial]]: a factor along which the highest mean of a measure is looked for."""

    factor: str = parameter(..., "a key of [vary] whose levels are numbers, or arm (in the order of the file)")
    measure: str = parameter(..., "the summary that is to be high")

    def dial(self) -> Dial:
        """As a plan has it."""
        return Dial(self.factor, self.measure)
