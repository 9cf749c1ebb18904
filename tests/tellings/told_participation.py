"""Taking part: workloads, interest, the hours offered, what engagement makes of them, and levels."""

from __future__ import annotations

from .draws import draw, event
from .shared import Decision, Shared
from .story import Membership, Person, Story
from .told_hours import grant_of, minutes_left


def groups_open(story: Story, week: int) -> None:
    """A group is there from its first to its last week, unless its hours are working hours."""
    given = story.shared.settings
    for group in story.groups:
        group.open = given.meets and given.starts <= week and (given.ends is None or week <= given.ends)


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
    """A lognormal interest in each group, by one of 4,096 quantiles."""
    for m in person.memberships:
        drawn = draw(event(story.seed, Decision.INTEREST, week, person.uid, m.group), 0)
        m.interest = story.shared.tables.interest[drawn // 2**20]


def members_offer(story: Story, week: int) -> None:
    """Group by group, members offer hours out of what they have not promised yet; the closed are offered nothing."""
    praise = grant_of(story, week)["recognition"]
    promised = {person.uid: 0 for person in story.people}
    for m in story.memberships():
        m.offered = m.present = m.gained = m.gave = m.thanked = m.used = 0
        if story.groups[m.group].open:
            person = story.people[m.who]
            cap = minutes_left(person) - promised[m.who]
            mandate = story.shared.settings.mandated
            if mandate is None:
                m.offered = hours_offered(story.shared, m, person.workload, praise[person.speciality], cap)
            else:
                m.offered = min(mandate, cap)
            promised[m.who] += m.offered


def hours_offered(shared: Shared, m: Membership, workload: float, recognition: float, cap: int) -> int:
    """h = A / (kappa w) - h0 in minutes cut to 0 .. cap, with A = z (vL eL + (vR + recognition) eR + vB b)."""
    rules, table = shared.rules, shared.tables.workload
    at = int((workload + 1.0) * 1024.0)
    load = table[sorted((0, at, len(table) - 1))[1]]
    value = m.interest * (
        rules.v_learning * m.learning + (rules.v_recognition + recognition) * m.helped + rules.v_belonging * m.belonging
    )
    wanted = int((value / (rules.kappa * load) - rules.first_hour) * 60.0)
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


def levels_change(story: Story, week: int) -> None:
    """The week is entered into the quarter; once the group is a quarter old, the quarter has a level."""
    for m in story.memberships():
        m.quarter[week % 13] = (m.present, m.gave > 0, m.used > 0)
        seen = list(m.quarter.values())
        minutes = sum(present for present, _, _ in seen)
        gave = sum(contributed for _, contributed, _ in seen)
        used = any(made_use for _, _, made_use in seen)
        young = week < story.shared.settings.starts + 12
        m.level = None if young else level_of(minutes, gave, used)


def level_of(minutes: int, contributions: int, used: bool) -> int:
    """5 core: 2 h and contributions in 7 weeks; 4 active: .8 h; 3 occasional: .2 h; 2: some; 1: used; 0: none."""
    if minutes >= 13 * 120 and contributions >= 7:
        return 5
    return max((level for level, least in ((4, 13 * 48), (3, 13 * 12), (2, 1)) if minutes >= least), default=int(used))
