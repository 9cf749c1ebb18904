"""A phase of the week may be replaced in plain Python."""

import numpy as np
import pytest

from copsim.constellation.week import WEEK
from copsim.participation.ties import FULL_TRUST
from tests.constellation.test_mesa_model import SMALL, CommunityModel, small


def run(kind, weeks=25, **more):
    model = kind(**SMALL | more)
    model.run_for(weeks)
    return model


class TiesInPython(CommunityModel):
    """The rule of `participation.ties`, told in Python over the arrays."""

    gain_of = staticmethod(lambda rules: rules.trust_gain)

    def ties_change(self):
        ties, rules = self.world.ties, self.world.rules
        for i in range(len(ties.to)):
            helpers = ties.helper[i, : ties.helpers[i]].tolist()
            for t, (to, trust) in enumerate(zip(ties.to[i].tolist(), ties.trust[i].tolist(), strict=True)):
                if to >= 0 and to in helpers:
                    ties.trust[i, t] = trust + ((FULL_TRUST - trust) * self.gain_of(rules) >> 16)
                elif to >= 0:
                    ties.trust[i, t] = trust - (trust * rules.trust_fade >> 16)
            for helper in helpers:
                strength = [trust if to >= 0 else -1 for to, trust in zip(ties.to[i], ties.trust[i], strict=True)]
                weakest = int(np.argmin(strength))
                if helper not in ties.to[i] and strength[weakest] < rules.first_trust:
                    ties.to[i, weakest], ties.trust[i, weakest] = helper, rules.first_trust
            ties.helper[i] = -1
            ties.helpers[i] = 0


class TiesThatGrowFaster(TiesInPython):
    """Another rule: twice the step."""

    gain_of = staticmethod(lambda rules: 2 * rules.trust_gain)


class ForgetfulWeeks(CommunityModel):
    """A rule over windows: every fourth week everybody forgets facet 0."""

    def engagement_follows(self):
        super().engagement_follows()
        if self.week % 4 == 0:
            for member in self.members:
                member.hold(0, 0)


@pytest.mark.parametrize("kind", ["network", "community_of_practice"])
def test_a_phase_told_in_python_gives_the_same_result_as_its_kernel(kind):
    python, kernel = (run(model, structure__kind=kind) for model in (TiesInPython, CommunityModel))
    assert python.digest() == kernel.digest()
    assert python.series().equals(kernel.series())


def test_another_rule_gives_another_result():
    assert run(TiesThatGrowFaster).digest() != run(CommunityModel).digest()
    assert run(TiesThatGrowFaster).measure("trust") > run(CommunityModel).measure("trust")


def test_a_rule_over_windows_changes_what_it_says_when_it_says():
    model = run(ForgetfulWeeks, weeks=3)
    assert model.digest() == run(CommunityModel, weeks=3).digest()
    model.run_for(1)
    assert not any(0 in member.skills for member in model.members)
    assert any(0 in member.skills for member in run(CommunityModel, weeks=4).members)


@pytest.mark.parametrize("phase", [phase.method for phase in WEEK])
def test_any_phase_can_be_left_out_by_a_class_or_on_a_model(phase):
    by_class = run(type("Without", (CommunityModel,), {phase: lambda self: None}), weeks=16)
    on_model = small()
    setattr(on_model, phase, lambda: None)
    on_model.run_for(16)
    assert by_class.digest() == on_model.digest()
    assert by_class.week == on_model.week == by_class.steps == 16
    with_it = run(CommunityModel, weeks=16).digest()
    assert (by_class.digest() == with_it) == (phase == "the_organisation_talks"), "it talks where there is a portfolio"


@pytest.mark.parametrize("phase", [phase.method for phase in WEEK])
def test_a_phase_that_only_calls_super_changes_nothing(phase):
    def same(self):
        getattr(super(kind, self), phase)()

    kind = type("Same", (CommunityModel,), {phase: same})
    assert run(kind).digest() == run(CommunityModel).digest()


def test_a_step_of_ones_own_is_walked_week_by_week():
    class Noting(CommunityModel):
        def step(self):
            super().step()
            self.noted = [*getattr(self, "noted", []), self.week]

    model = run(Noting, weeks=4)
    assert model.noted == [1, 2, 3, 4]
    assert model.digest() == run(CommunityModel, weeks=4).digest()
