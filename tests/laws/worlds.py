"""Generated worlds for the laws: small scenarios with settings drawn by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.foundation.kernels import handle
from copsim.sponsorship.relations import RELATIONS
from copsim.structures.table import STRUCTURES
from tests.portfolios import portfolios

KINDS = tuple(STRUCTURES)
NEEDS = ("knowledge_domain", "task", "single_problem", "connection", "knowledge_service")
ROSTERS = ("own", "own", "common", "random", "nominated", "interest", "experts", "everyone")
share = st.floats(0, 1, allow_nan=False)


@st.composite
def structures(draw: st.DrawFn) -> dict[str, object]:
    """A structure of any kind, begun at a date or convened, with any roster and critical mass."""
    return {
        "kind": draw(st.sampled_from(KINDS)),
        "roster": draw(st.sampled_from(ROSTERS)),
        "size": draw(st.sampled_from([None, 4, 12])),
        "circle": draw(st.integers(2, 8)),
        "starts": draw(st.integers(1, 6)),
        "convened": draw(st.booleans()),
        "critical_mass": draw(st.sampled_from([None, 0, 2, 9])),
        "lasts": draw(st.sampled_from([None, 5])),
    }


@st.composite
def needs(draw: st.DrawFn) -> dict[str, object]:
    """What people are faced with, of any kind."""
    return {
        "kind": draw(st.sampled_from(NEEDS)),
        "arrivals": draw(share),
        "abandon": draw(st.integers(8, 12)),
        "problem_every": draw(st.integers(5, 9)),
        "problem_parts": draw(st.integers(1, 9)),
        "problem_deadline": draw(st.integers(1, 5)),
        "news_items": draw(st.integers(1, 8)),
        "news_share": draw(share),
        "news_weeks": draw(st.integers(1, 8)),
        "news_told": draw(share),
        "news_by_tie": draw(share),
        "clients": draw(st.integers(1, 40)),
        "requests": draw(share),
        "at_once": draw(st.integers(1, 4)),
    }


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, object]:
    """People in units and legacies, who come and go, broker and convene."""
    members = draw(st.integers(4, 36))
    units = draw(st.integers(1, max(1, members // 4)))
    return {
        "members": members,
        "units": units,
        "legacies": draw(st.integers(1, min(units, 3))),
        "second_interest": draw(share),
        "turnover": draw(st.sampled_from([0.0, 0.01, 0.2])),
        "brokers": draw(share),
        "conveners": draw(share),
        "convene": draw(share),
    }


@st.composite
def scenarios(draw: st.DrawFn, **fixed: object) -> Scenario:
    """A small scenario of any structures, need, people and sponsorship; `fixed` settings ('__' for '.') stand."""
    names = draw(st.sampled_from([["a"], ["a", "b"], ["a", "b", "c"]]))
    settings: dict[str, Any] = {
        "seed": draw(st.integers(0, 2**32)),
        "weeks": draw(st.integers(14, 24)),
        "people": draw(organisations()),
        "domain.names": names,
        "domain.facets": draw(st.integers(8, 64)),
        "domain.kinds": draw(st.integers(1, 20)),
        "domain.facets_at_once": draw(st.integers(1, 6)),
        "domain.tacit": draw(share),
        "domain.spanning": draw(share),
        "domain.turbulence": draw(st.floats(0, 0.2)),
        "domain.innovation": draw(
            st.lists(st.fixed_dictionaries({"week": st.integers(1, 16), "seeds": st.integers(0, 5)}), max_size=2)
        ),
        "need": draw(needs()),
        "knowledge.ease": draw(share),
        "knowledge.evidence": draw(share),
        "knowledge.majority": draw(share),
        "hours.free": draw(st.floats(0, 10)),
        "hours.keep_tie": draw(st.floats(0, 1)),
        "ties.slots": draw(st.integers(5, 9)),
        "engagement.kappa": draw(st.floats(0.05, 3)),
        "structure": draw(structures()),
        "also": draw(st.lists(structures(), max_size=2)),
        "sponsorship.relation": draw(st.sampled_from(sorted(RELATIONS))),
        "sponsorship.coordinator": draw(st.sampled_from([None, 0.0, 0.1])),
        "sponsorship.convening": draw(st.sampled_from([None, 0.05, 2.0])),
        "sponsorship.curation": draw(st.sampled_from([None, 0.1, 1.0])),
        "sponsorship.recognition": draw(st.sampled_from([None, 0.0, 5.0])),
        "sponsorship.experts": draw(st.sampled_from([None, 0.1, 1.0])),
        "sponsorship.control": draw(st.none() | share),
        "sponsorship.reporting": draw(st.floats(0, 0.9)),
        "sponsorship.autonomy": draw(share),
        "domain.relevance_drift": draw(share),
        "domain.departure": draw(share),
        **draw(portfolios(names, fixed.get("portfolio__policy"))),
        "portfolio.investing": draw(st.floats(0, 5)),
        "portfolio.sponsoring": draw(st.floats(0, 3)),
        "portfolio.engaging": draw(st.floats(0, 6)),
        "portfolio.voices": draw(st.integers(1, 4)),
        "sponsorship.change": [{"week": draw(st.integers(1, 20)), "relation": "supported", "domains": ["a"]}],
    }
    settings |= {key.replace("__", "."): value for key, value in fixed.items()}
    return Scenario().with_values(**settings)


def lived(scenario: Scenario, replication: int = 0, log_lines: int = 0) -> World:
    """A world after all its weeks."""
    world = build_world(scenario, replication, log_lines=log_lines)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    return world
