"""Portfolios that a scenario may say, for worlds that are generated."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.portfolio_settings import AS_SET, BOUGHT


def shares_over(names: tuple[str, ...] | list[str]) -> st.SearchStrategy[dict[str, float]]:
    """Shares that sum to 1, some of them 0."""
    parts = st.lists(st.integers(0, 4), min_size=len(names), max_size=len(names)).filter(any)
    return parts.map(lambda found: {name: part / sum(found) for name, part in zip(names, found, strict=True)})


@st.composite
def portfolios(draw: st.DrawFn, names: list[str], policy: str | None = None) -> dict[str, Any]:
    """[portfolio] by dotted key: any policy, what hours buy, and perhaps a stage from week 14 on, with a gate."""
    policy = policy or draw(st.sampled_from([AS_SET, *POLICIES]))
    found: dict[str, Any] = {"portfolio.policy": policy}
    if policy == "by_hand":
        found["portfolio.shares"] = draw(shares_over(names))
    if policy != AS_SET:
        found["portfolio.levers"] = draw(st.just({}) | shares_over(BOUGHT))
        found["portfolio.levers_of"] = draw(st.just({}) | shares_over(BOUGHT).map(lambda one: {names[0]: one}))
        stage = st.fixed_dictionaries(
            {"week": st.just(14), "investing": st.floats(0, 5), "least": st.none() | st.floats(-0.1, 0.1)}
        )
        found["portfolio.stage"] = draw(st.lists(stage, max_size=1))
        found["portfolio.stopped"] = draw(st.sampled_from(["saved", "moved"]))
    return found
