"""What a scenario may say about voice: when research and policy listen to practitioners."""

from __future__ import annotations

from copsim.foundation.parameters import Settings, parameter


class VoiceSettings(Settings):
    """The table [voice]: when research and policy listen to practitioners, and how soon they take up what they hear."""

    uptake: float = parameter(
        0.0, "chance that a standard is taken up once they listen (0: nobody listens)", unit="per week", low=0, high=1
    )
    practice: float = parameter(
        0.25,
        "share of what can be written down that must stand in standards before they listen",
        unit="share",
        low=0,
        high=1,
    )
    carriers: int = parameter(
        12,
        "people who must have contributed in the last quarter",
        unit="people",
        low=0,
        high=1_000_000,
        source="critical mass: about 12 core or active (theory 12, assumed)",
    )
    contact: int = parameter(
        13, "hours with outside experts that the last 52 weeks must have had", unit="h", low=0, high=100_000
    )
