"""Taking part: workloads, interest, the hours somebody would offer, and what engagement makes of them."""

from __future__ import annotations

from .draws import draw, event
from .shared import Decision, Shared
from .story import Membership, Person, Story


def workload_moves(story: Story, week: int) -> None:
    """Log workload remembers most of last week's and is shaken by a normal shock."""
    rules, normal = story.shared.rules, story.shared.tables.normal
    for person in story.people:
        drawn = draw(event(story.seed, Decision.WORKLOAD, week, person.uid, 0), 0)
        noise = rules.workload_noise * normal[drawn // 2**20]
        person.workload = rules.workload_memory * person.workload + noise


def jobs_change(story: Story, week: int) -> None:
    """Somebody who changes job gets a new interest in each of their groups."""
    for person in story.people:
        if draw(event(story.seed, Decision.JOB_CHANGE, week, person.uid, 0), 0) < story.shared.rules.job_change:
            interests_are_drawn(story, week, person)


def interests_are_drawn(story: Story, week: int, person: Person) -> None:
    """A new interest in each of somebody's groups."""
    for m in person.memberships:
        interest_is_drawn(story, week, person, m)


def interest_is_drawn(story: Story, week: int, person: Person, m: Membership) -> None:
    """A lognormal interest, by one of 4,096 quantiles."""
    drawn = draw(event(story.seed, Decision.INTEREST, week, person.uid, m.group), 0)
    m.interest = story.shared.tables.interest[drawn // 2**20]


def minutes_offered(
    shared: Shared, m: Membership, workload: float, recognition: float, eased: int, control: int, cap: int
) -> int:
    """h = A (1 - a u) / (kappa w) - h0 (1 - c) in minutes, cut to 0 .. cap. A = z (vL eL + (vR + praise) eR + vB b).

    Control u takes away autonomy; convening pays for a share c of the first hour.
    """
    rules, table = shared.rules, shared.tables.workload
    at = int((workload + 1.0) * 1024.0)
    load = table[sorted((0, at, len(table) - 1))[1]]
    value = m.interest * (
        rules.v_learning * m.learning + (rules.v_recognition + recognition) * m.helped + rules.v_belonging * m.belonging
    )
    value = value * (1.0 - rules.autonomy * (control / 65536.0))
    wanted = int((value / (rules.kappa * load) - rules.first_hour * (1.0 - eased / 65536.0)) * 60.0)
    return sorted((0, wanted, cap))[1]


def engagement_follows(story: Story) -> None:
    """Who was there learns what an hour is worth; who was not drifts back to hearsay; belonging follows the hours."""
    rules = story.shared.rules
    for m in story.memberships():
        hours = m.present / 60.0
        if m.present > 0:
            m.learning = m.learning + rules.rate * (m.gained / hours - m.learning)
            m.helped = m.helped + rules.rate * (m.thanked / hours - m.helped)
        else:
            m.learning = m.learning + rules.rate / 5.0 * (rules.hearsay - m.learning)
            m.helped = m.helped + rules.rate / 5.0 * (rules.hearsay - m.helped)
        m.belonging = m.belonging + rules.rate / 2.0 * (min(1.0, hours) - m.belonging)
