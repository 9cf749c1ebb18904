"""What a scenario may say about how a community divides its hours over families of learning activity."""

from __future__ import annotations

from pydantic import model_validator

from copsim.foundation.parameters import Settings, parameter


class ActivitiesSettings(Settings):
    """The table [activities]: shares of a community's hours, which sum to 1."""

    exchanges: float = parameter(0.35, "exchanges: learning from one another, in pairs", unit="share", low=0, high=1)
    inquiries: float = parameter(
        0.35, "productive inquiries: working on somebody's case together", unit="share", low=0, high=1
    )
    assets: float = parameter(
        0.15, "producing assets: writing down what those present hold", unit="share", low=0, high=1
    )
    formal_access: float = parameter(
        0.15, "formal access to knowledge: the most able present teaches", unit="share", low=0, high=1
    )

    @model_validator(mode="after")
    def _sum(self) -> ActivitiesSettings:
        total = sum(getattr(self, name) for name in type(self).model_fields)
        if abs(total - 1) > 1e-6:
            raise ValueError(f"shares of activities sum to {total:g}, expected 1")
        return self
