"""Looking up what a group has written, when own knowledge is not enough and there is faith to find something."""

from __future__ import annotations

from collections import Counter

from .draws import draw, event
from .shared import Activity, Contact, Count, Decision
from .story import Kind, Membership, Person, Story
from .told_asking import fits
from .told_hours import minutes_left, pay_from_own_first
from .told_learning import reading
from .told_solving import case_for_help, is_helped

FULL = 65536


def everybody_looks_up(story: Story, week: int, tally: Counter) -> None:
    """Who has a case for help looks once; then faith follows what looking has brought."""
    helped: dict[int, bool] = {}
    for reader in story.people:
        case = case_for_help(story, reader)
        if case is not None and minutes_left(reader) >= story.shared.rules.look_up:
            m = where_to_look(story, week, reader, case.kind)
            if m is not None:
                helped[id(m)] = look_up(story, week, reader, m, case.kind, tally) > 0
    for m in story.memberships():
        m.faith = faith_after(story, m.faith, helped.get(id(m)))


def where_to_look(story: Story, week: int, reader: Person, kind: Kind) -> Membership | None:
    """The first own group with documents of the domain in which there is faith this week, which is drawn for each."""
    for m in reader.memberships:
        group = story.groups[m.group]
        drawn = draw(event(story.seed, Decision.FAITH, week, reader.uid, group.number), 0)
        if group.open and group.shelf is not None and fits(kind, group) and drawn < m.faith * FULL:
            return m
    return None


def look_up(story: Story, week: int, reader: Person, m: Membership, kind: Kind, tally: Counter) -> int:
    """Read, take up, and count; how many facets were taken up."""
    pay_from_own_first(reader, story.shared.rules.look_up, Activity.LOOKING_UP, tally)
    shelf = story.shelves[story.groups[m.group].shelf]
    tally[Count.LOOK_UPS] += 1
    tally[Count.DOCUMENTS_USED] += sum(facet in shelf for facet in kind.facets)
    standing = standing_of(reader, week, kind)
    tally[Count[f"NEW_TO_{standing}"]] += sum(
        f in shelf and reader.beliefs.get(f) != shelf[f].says for f in kind.facets
    )
    key = event(story.seed, Decision.READ, week, reader.uid, m.group)
    lesson = reading(story.field, story.shared.rules, reader.beliefs, shelf, kind, key)
    reader.beliefs.update(lesson)
    tally[Count.BY_READING] += len(lesson)
    tally[Count[f"READ_BY_{standing}"]] += len(lesson)
    story.log.append((week, Contact.READING, reader.seat, m.group, len(lesson)))
    if lesson:
        tally[Count.LOOK_UPS_USEFUL] += 1
        tally[Count.APPLIED] += is_helped(reader, kind)
        m.used += 1
    return len(lesson)


def standing_of(reader: Person, week: int, kind: Kind) -> str:
    """Another job makes an outsider; else half a year makes the difference."""
    if reader.speciality != kind.domain:
        return "OUTSIDERS"
    return "NEWCOMERS" if reader.came and week < reader.came + 26 else "MEMBERS"


def faith_after(story: Story, faith: int, helped: bool | None) -> int:
    """A step towards 1 or 0 by what looking up brought; without looking, back to where it began."""
    rules = story.shared.rules
    if helped is None:
        distance = abs(rules.faith - faith) * rules.faith_drift // FULL
        return faith + distance if faith < rules.faith else faith - distance
    if helped:
        return faith + (FULL - faith) * rules.faith_gain // FULL
    return faith - faith * rules.faith_gain // FULL
