"""Generated worlds for the laws: small scenarios with settings drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from copsim.constellation.scenario import Scenario
from copsim.constellation.week import run_weeks
from copsim.constellation.world import World, build_world
from copsim.domain.settings import NeedSettings
from copsim.foundation.kernels import handle
from copsim.foundation.parameters import declared
from copsim.sponsorship.policies import POLICIES
from copsim.sponsorship.portfolio_settings import AS_SET
from copsim.sponsorship.relations import RELATIONS
from copsim.structures.table import STRUCTURES

KINDS = tuple(STRUCTURES)
NEEDS = tuple(next(p.choices for p in declared(NeedSettings) if p.key == "kind"))
share = st.floats(0, 1, allow_nan=False)


@st.composite
def scenarios(draw: st.DrawFn, **fixed: object) -> Scenario:
    """A small scenario of any structure, need and sponsorship; `fixed` settings (dotted, '__' for '.') stand."""
    members = draw(st.integers(4, 36))
    kind = str(fixed.get("structure__kind") or draw(st.sampled_from(KINDS)))
    settings: dict[str, object] = {
        "seed": draw(st.integers(0, 2**32)),
        "weeks": draw(st.integers(14, 24)),
        "people.members": members,
        "people.units": draw(st.integers(1, max(1, members // 4))),
        "domain.names": draw(st.sampled_from([["a"], ["a", "b"], ["a", "b", "c"]])),
        "domain.facets": draw(st.integers(8, 64)),
        "domain.kinds": draw(st.integers(1, 20)),
        "domain.facets_at_once": draw(st.integers(1, 6)),
        "domain.tacit": draw(share),
        "domain.spanning": draw(share),
        "domain.turbulence": draw(st.floats(0, 0.2)),
        "need.kind": draw(st.sampled_from(NEEDS)),
        "need.arrivals": draw(share),
        "knowledge.ease": draw(share),
        "knowledge.evidence": draw(share),
        "knowledge.majority": draw(share),
        "hours.free": draw(st.floats(0, 10)),
        "hours.keep_tie": draw(st.floats(0, 1)),
        "ties.slots": draw(st.integers(5, 9)),
        "engagement.kappa": draw(st.floats(0.05, 3)),
        "structure.kind": kind,
        "structure.starts": draw(st.integers(1, 6)),
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
        "portfolio.policy": draw(st.sampled_from([AS_SET, *POLICIES])),
        "portfolio.investing": draw(st.floats(0, 5)),
        "portfolio.sponsoring": draw(st.floats(0, 3)),
        "portfolio.engaging": draw(st.floats(0, 6)),
        "portfolio.voices": draw(st.integers(1, 4)),
        "sponsorship.change": [{"week": draw(st.integers(1, 20)), "relation": "supported", "domains": ["a"]}],
    }
    if STRUCTURES[kind].gathering == "together":
        settings["structure.circle"] = draw(st.integers(2, 8))
    settings |= {key.replace("__", "."): value for key, value in fixed.items()}
    return Scenario().with_values(**settings)


def lived(scenario: Scenario, replication: int = 0, log_lines: int = 0) -> World:
    """A world after all its weeks."""
    world = build_world(scenario, replication, log_lines=log_lines)
    run_weeks(handle(world), 1, scenario.weeks, 0)
    return world
