"""What a scenario may say about what people hold at the start and how it passes."""

from __future__ import annotations

from pydantic import model_validator

from copsim.foundation.parameters import Settings, parameter


class KnowledgeSettings(Settings):
    """The table [knowledge]."""

    right: float = parameter(0.3, "share of facets of the own speciality held right at the start", low=0, high=1)
    wrong: float = parameter(0.15, "share of facets of the own speciality held wrong at the start", low=0, high=1)
    right_elsewhere: float = parameter(0.1, "the same for other domains, right", unit="share", low=0, high=1)
    wrong_elsewhere: float = parameter(0.1, "the same for other domains, wrong", unit="share", low=0, high=1)
    ease: float = parameter(
        0.5, "chance to take up an explicit facet from a person in an hour; a tacit one: ease x trust", low=0, high=1
    )
    evidence: float = parameter(
        0.5, "chance that a wrong belief offered by a person or document is rejected", low=0, high=1
    )
    majority: float = parameter(
        0.3,
        "p of the majority of those who do better: chance 1-(1-p)^k at a margin of k",
        low=0,
        high=1,
        source="March 1991 (form); Fang et al. 2010 (.3)",
    )
    together: float = parameter(
        0.5, "chance to take up a facet confirmed by a success that one took part in", low=0, high=1
    )
    reading: float = parameter(
        0.6,
        "chance to take up a written facet, times the share of the challenge's facets the reader holds",
        low=0,
        high=1,
        source="assumed (form: theory 9a, 'purple in the nose')",
    )
    seen: float = parameter(
        0.7, "trust with which a tacit facet is taken up on a visit, where one sees it done", low=0, high=1
    )
    expert_wrong: float = parameter(0.1, "chance that an outside expert is wrong about a facet", low=0, high=1)
    faith: float = parameter(
        0.5,
        "faith in the documents at the start: chance to look up, when there is a case for it",
        low=0,
        high=1,
        source="assumed (slides, first wave: hard to motivate people to use a database)",
    )
    faith_gain: float = parameter(
        0.1, "step of faith towards 1 when a look-up helped, and towards 0 when it did not", low=0, high=1
    )

    @model_validator(mode="after")
    def _shares(self) -> KnowledgeSettings:
        for a, b in (("right", "wrong"), ("right_elsewhere", "wrong_elsewhere")):
            total = getattr(self, a) + getattr(self, b)
            if total > 1:
                raise ValueError(f"{a} + {b} = {total:g}, expected at most 1")
        return self
