"""How an organisation learns, as parts to choose from: what the published models of learning differ in.

One choice of every part is a model (docs: March 1991 in some nine readings, Miller, Zhao & Calantone 2006, Fang, Lee &
Schilling 2010). The parts are constants of one source: `periods.run_of` compiles the same kernels for each combination.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import model_validator

from copsim.foundation.parameters import parameter
from copsim.knowledge.attention_settings import FANG, AttentionSettings

MARCH = "March 1991"
MILLER = "Miller, Zhao & Calantone 2006 (literature B, partly from memory)"
LAZER = "Lazer & Friedman 2007"
FEW_DOMAINS = 2
HIGHEST_FACETS = 24
"""Facets of a landscape at most: its highest point is found by trying all settings."""


class LearningSettings(AttentionSettings):
    """The table [learning]. The defaults are March (1991) as his figures can be reproduced (literature A.2)."""

    members: int = parameter(50, "members of the organisation", low=2, high=1_000_000, source=MARCH)
    facets: int = parameter(30, "facets of what there is to know", low=1, high=4096, source=MARCH)
    tacit: int = parameter(
        0, "the first so many facets are tacit: the code has no position on them", low=0, high=4096, source=MILLER
    )
    held: float = parameter(
        2 / 3, "chance that a newcomer holds something of a facet, right or wrong alike", low=0, high=1, source=MARCH
    )
    order: Literal["snapshot", "sequential"] = parameter(
        "snapshot",
        "snapshot: everybody reads the start of the period; sequential: members learn one after the other in an order"
        " of chance, each from what the others have become, and the code last",
        source="March 1991; literature A.3 (sequential)",
    )
    unknown: Literal["acted_out", "left"] = parameter(
        "acted_out",
        "what shows of a facet of which nothing is held: a fair coin, tossed anew each period, or nothing",
        source="literature A.2 (acted out), A.3 (left)",
    )
    step: Literal["one", "full"] = parameter(
        "one", "a member moves one step (-1, 0, +1) towards a view, or takes it up at once", source="literature A.3"
    )
    code: Literal["none", "one", "full"] = parameter(
        "full", "whether there is a code, and whether it learns by one step or at once", source="literature A.2, A.3"
    )
    superior: Literal["score", "matches"] = parameter(
        "score",
        "who is superior to the code, strictly: by facets right less facets wrong, or by facets right",
        source="literature A.3",
    )
    votes: Literal["abstain", "count"] = parameter(
        "abstain",
        "zeros of the superior group when the code learns: abstain (margin k: difference of the two sides), or count as"
        " a view (k: those who differ from the code less those who do not)",
        source="literature A.3",
    )
    p1: float = parameter(
        0.1, "chance a period that a member learns a facet from the code", low=0, high=1, source=MARCH
    )
    p1_fast: float = parameter(0.9, "the same for the fast members", low=0, high=1, source=MARCH)
    fast: int = parameter(0, "how many members are fast; they are the first", low=0, high=1_000_000, source=MARCH)
    p2: float = parameter(
        0.5, "p of the code: it learns a facet with chance 1-(1-p)^k at a margin of k", low=0, high=1, source=MARCH
    )
    p3: float = parameter(
        0.0, "turnover: chance a period that a newcomer replaces a member", low=0, high=1, source=MARCH
    )
    p4: float = parameter(0.0, "turbulence: chance that a facet's truth flips", low=0, high=1, source=MARCH)
    p4_every: int = parameter(
        1, "periods from one turbulence to the next", unit="periods", low=1, high=100_000, source=f"{MARCH}; {FANG}"
    )
    source: Literal["nobody", "majority_of_better", "majority", "best_contact", "one_contact"] = parameter(
        "nobody",
        "from which contacts a member learns: the better ones (their majority), all of them, the best if better, or one"
        " by chance whatever they do",
        source="Fang et al. 2010 (majority of better); Miller et al. 2006 (best contact); literature E.2",
    )
    p5: float = parameter(
        0.3,
        "chance a period that a member learns a facet from contacts",
        low=0,
        high=1,
        source="Fang et al. 2010; Miller",
    )
    zeros: Literal["abstain", "count", "copy"] = parameter(
        "abstain",
        "zeros of contacts: abstain; count as a view, which may win; or abstain, but a sum of zero is taken up",
        source="literature B (count), C (all three)",
    )
    ties: Literal["left", "coin"] = parameter(
        "left",
        "a tie between +1 and -1 among contacts: no view, or a fair coin for each listener",
        source="literature C",
    )
    distant: Literal["never", "if_none_better", "also"] = parameter(
        "never",
        "whether a random member who is no contact is listened to if better: never, instead if no contact is better, or"
        " also, before the contacts, who then prevail",
        source=MILLER,
    )
    looks: float = parameter(
        1.0, "chance a period that a member looks at contacts (or strangers) at all", low=0, high=1, source=LAZER
    )
    alone: Literal["never", "one_facet"] = parameter(
        "never",
        "what a member does who listens to nobody this period: nothing, or try the other value of one random facet and"
        " keep it if it does strictly better",
        source=LAZER,
    )
    revert: Literal["never", "if_worse"] = parameter(
        "never",
        "whether a member who would do worse with what was learnt in a period takes none of it",
        source=f"{LAZER} (copying with errors)",
    )
    pay_off: Literal["share", "score", "blocks", "landscape"] = parameter(
        "share",
        "how well a member does, for contacts and in the series: facets right; right less wrong; facets in blocks"
        " that are right at once; or the contributions of facets to a landscape (NK), whatever the truth",
        source="literature B (share), A (score), C (blocks), D (landscape)",
    )
    at_once: int = parameter(5, "facets of a block, which count only if all are right", low=1, high=64, source=FANG)
    partners: int = parameter(
        5, "other facets on which a facet's contribution depends (K of NK)", low=0, high=10, source=LAZER
    )
    partners_drawn: Literal["with_replacement", "distinct"] = parameter(
        "with_replacement",
        "how they are drawn: each from all facets, so that a facet can be its own partner or have one twice; or"
        " different others",
        source="literature D (the plotted levels are those of with_replacement; the textbook's are distinct)",
    )
    stop: Literal["at_rest", "never"] = parameter(
        "at_rest", "stop when nothing can change any more and no outside event is due, or never", source=MARCH
    )
    counted: Literal["after_learning", "after_the_world_moves"] = parameter(
        "after_learning",
        "what the last row of the series tells: what the last period came to, or what is left of it when the world has"
        " moved once more (truths flipped, newcomers come) and nobody has learned yet",
        source="literature A.4 (Fig. 5), B (T = 100)",
    )
    periods: int = parameter(3000, "periods a run lasts at most", unit="periods", low=1, high=1_000_000, source=MARCH)

    @model_validator(mode="after")
    def _possible(self) -> LearningSettings:
        if self.tacit > self.facets:
            raise ValueError(f"tacit = {self.tacit} is more than facets = {self.facets}")
        if self.fast > self.members:
            raise ValueError(f"fast = {self.fast} is more than members = {self.members}")
        if self.pay_off == "blocks" and self.at_once > self.facets:
            raise ValueError(f"at_once = {self.at_once} is more than facets = {self.facets}")
        if self.pay_off == "landscape" and self.facets > HIGHEST_FACETS:
            raise ValueError(
                f"facets = {self.facets} is more than {HIGHEST_FACETS}, all settings of a landscape are tried"
            )
        if self.pay_off == "landscape" and self.partners_drawn == "distinct" and self.partners >= self.facets:
            raise ValueError(f"partners = {self.partners} is not less than facets = {self.facets}")
        if self.distant != "never" and self.source != "best_contact":
            raise ValueError(f"distant = '{self.distant}' goes with source = 'best_contact', not '{self.source}'")
        return self


class Pays(NamedTuple):
    """A rule of pay-off, with the domains (0: as many as there are) and the facets of a block that it reads."""

    rule: str
    domains: int
    at_once: int


class Parts(NamedTuple):
    """The choices that are constants of the kernels; the numbers stay numbers, so that a sweep compiles once.

    But for two that say how long short loops are: how many domains there are, up to FEW_DOMAINS (0: more), and how many
    facets a block of the pay-off has (1 without blocks).
    """

    order: str
    unknown: str
    step: str
    code: str
    superior: str
    votes: str
    source: str
    zeros: str
    ties: str
    distant: str
    listed: bool
    pay_off: str
    alone: str
    revert: str
    domains: int
    at_once: int

    @property
    def pays(self) -> Pays:
        """What a pay-off depends on."""
        return Pays(self.pay_off, self.domains, self.at_once)


def facets_by_domain(settings: LearningSettings) -> list[tuple[int, int]]:
    """First facet and end of each domain: 64 facets, or as many as make whole blocks."""
    width = 64 - 64 % block_of(settings)
    return [(first, min(first + width, settings.facets)) for first in range(0, settings.facets, width)]


def block_of(settings: LearningSettings) -> int:
    """Facets that count only together."""
    return settings.at_once if settings.pay_off == "blocks" else 1


def parts_of(settings: LearningSettings, listed: bool | None = None) -> Parts:
    """The parts that a table chooses, where they matter.

    A choice that cannot matter (the votes without a code) is set to its first value, so that combinations which are
    the same model share their machine code. `listed`: contacts stand in a list, because not everybody is a contact.
    """
    chosen = {name: getattr(settings, name) for name in Parts._fields if name not in ("listed", "domains")}
    domains = len(facets_by_domain(settings))
    chosen |= {"domains": domains if domains <= FEW_DOMAINS else 0, "at_once": block_of(settings)}
    chosen["listed"] = settings.attention != "everybody" if listed is None else listed
    if chosen["code"] == "none":
        chosen |= {"superior": "score", "votes": "abstain"}
    if chosen["source"] == "nobody":
        chosen |= {"zeros": "abstain", "ties": "left", "listed": False}
        if chosen["code"] == "none":
            chosen |= {"revert": "never"}
    return Parts(**chosen)
