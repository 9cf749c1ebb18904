"""The portfolio: what the organisation sees of its domains, and how its budget is divided and handed out."""

from __future__ import annotations

import itertools
from collections import Counter
from types import SimpleNamespace

from .shared import Count
from .story import Person, Portfolio, Story
from .told_errors import as_seen
from .told_policies import POLICIES, gaps

FULL = 65536
QUARTER = 13


def portfolio_begins(story: Story) -> Portfolio:
    """Nothing is allotted yet; management could look back to the abilities of the start in every week."""
    nothing = [0] * len(story.field.facets)
    then = [capabilities(story) for _ in range(QUARTER)]
    lists = [list(nothing) for _ in range(13)]
    return Portfolio(*lists, [0.0] * len(nothing), then)


def specialists(story: Story, domain: int) -> list[Person]:
    """Those whose job is in a domain."""
    return [person for person in story.people if person.speciality == domain]


def capabilities(story: Story) -> list[int]:
    """Mean ability of the people of each domain, in 65,536ths."""
    parts = story.shared.settings.parts
    found = []
    for d in range(len(story.field.facets)):
        able = [person.ability[d] for person in specialists(story, d)]
        found.append(sum(able) // max(1, len(able)) // 2**parts)
    return found


def the_organisation_talks(story: Story, week: int, tally: Counter) -> None:
    """In weeks 1, 14, 27 .. the organisation looks, and divides by its policy; every week the budget is handed out."""
    portfolio, stage = story.portfolio, stage_of(story, week)
    if stage.policy == "as_set":
        return
    specialists_are_counted(story)
    if week % QUARTER == 1:
        management_sees(story, week)
        portfolio.wanted = POLICIES[stage.policy](story, week)
        if stage.week == week:
            gates_are_passed(story, stage)
        budget_is_divided(story, tally)
    budget_is_handed_out(story, tally, stage)
    tally[Count.STOPPED] += sum(portfolio.stopped)


def stage_of(story: Story, week: int) -> SimpleNamespace:
    """What is committed now."""
    return [stage for stage in story.shared.stages if stage.week <= week][-1]


def gates_are_passed(story: Story, stage: SimpleNamespace) -> None:
    """A domain that did not rise enough since the last look gets no more; then everybody looks again."""
    portfolio = story.portfolio
    for d, able in enumerate(portfolio.capability):
        if stage.least is not None and able - portfolio.gate[d] < stage.least:
            portfolio.stopped[d] = 1
    portfolio.gate = list(portfolio.capability)


def specialists_are_counted(story: Story) -> None:
    """How many there are in each domain."""
    story.portfolio.people = [len(specialists(story, d)) for d in range(len(story.field.facets))]


def management_sees(story: Story, week: int) -> None:
    """Everything late by a quarter, and each value wrong by an error of its own."""
    portfolio, place = story.portfolio, week % QUARTER
    relevance, _ = story.field.then[place]
    for d in range(len(relevance)):
        portfolio.relevance[d] = as_seen(story, week, d, 0, relevance[d])
        portfolio.capability[d] = as_seen(story, week, d, 1, portfolio.then[place][d])


def marks(amounts: list[int], whole: int, total: int) -> list[int]:
    """Shares of a whole in proportion to amounts, as differences of the running sum, so that none is lost."""
    ends = [sum(amounts[: d + 1]) * whole // total for d in range(len(amounts))]
    return [end - before for end, before in zip(ends, [0, *ends], strict=False)]


def budget_is_divided(story: Story, tally: Counter) -> None:
    """In proportion to what is wanted for domains with people; what moved from one to another is counted."""
    portfolio = story.portfolio
    wanted = [want if people else 0 for want, people in zip(portfolio.wanted, portfolio.people, strict=True)]
    if not story.shared.allotting.saved:
        wanted = [0 if stopped else want for want, stopped in zip(wanted, portfolio.stopped, strict=True)]
    divided = marks(wanted, FULL, sum(wanted)) if sum(wanted) else [0] * len(wanted)
    divided = [0 if stopped else weight for weight, stopped in zip(divided, portfolio.stopped, strict=True)]
    if sum(portfolio.weight):
        tally[Count.REALLOTTED] += sum(abs(a - b) for a, b in zip(divided, portfolio.weight, strict=True))
    portfolio.weight = divided


def budget_is_handed_out(story: Story, tally: Counter, stage: SimpleNamespace) -> None:
    """Whole minutes for each of a domain's people, lever by lever, up to a cap; what that leaves over is counted."""
    portfolio, given, members = story.portfolio, story.shared.allotting, len(story.people)
    hours, praise = stage.investing * members, stage.sponsoring * members * given.recognise // FULL
    dearest = given.most_recognition * given.recognise // FULL
    for d, weight in enumerate(portfolio.weight):
        people = portfolio.people[d]
        for name in (*BOUGHT, "praise"):
            getattr(portfolio, name)[d] = 0
        portfolio.recognition[d] = 0.0
        if not people or not weight:
            continue
        minutes = share_of(portfolio.weight, d, hours)
        *bought, words = cut(minutes, story.shared.ends[d])
        for name, part in zip(BOUGHT, bought, strict=True):
            getattr(portfolio, name)[d] = for_each(part, people, given.most, tally)
        words += share_of(portfolio.weight, d, praise)
        portfolio.praise[d] = for_each(words, people, dearest, tally)
        if given.recognise:
            portfolio.recognition[d] = portfolio.praise[d] / given.recognise
        else:
            units = weight * stage.sponsoring // FULL * members // people
            portfolio.recognition[d] = min(units, given.most_recognition) / 65536.0


BOUGHT = ("allowance", "coordinator", "convening", "curation")


def share_of(weight: list[int], domain: int, budget: int) -> int:
    """The share of a domain, between the rounded marks of the running weights."""
    low, high = ((sum(weight[:d]) * budget + FULL // 2) // FULL for d in (domain, domain + 1))
    return high - low


def cut(minutes: int, ends: list[int]) -> list[int]:
    """Minutes by lever, between rounded marks."""
    rounded = [(end * minutes + FULL // 2) // FULL for end in ends]
    return [high - low for low, high in itertools.pairwise(rounded)]


def for_each(minutes: int, people: int, most: int, tally: Counter) -> int:
    """A person's part of them."""
    part = min(minutes // people, most)
    tally[Count.UNSPENT] += minutes - part * people
    return part


def what_matters_is_counted(story: Story, week: int, tally: Counter) -> None:
    """Ability in what matters, of people and of the organisation; alignment; and what management will see."""
    specialists_are_counted(story)
    for d, relevance in enumerate(story.field.relevance):
        strategic = [person.strategic for person in specialists(story, d)]
        tally[Count.STRATEGIC] += sum(strategic)
        tally[Count.RELEVANT] += relevance * (sum(strategic) // max(1, len(strategic)))
    capability = capabilities(story)
    tally[Count.ALIGNMENT] += alignment(story, capability)
    story.portfolio.then[week % QUARTER] = capability


def alignment(story: Story, capability: list[int]) -> int:
    """How much of the budget lies where the true gaps would have it."""
    weight = story.portfolio.weight
    if not sum(weight):
        return 0
    missing = gaps(story, story.field.relevance, capability)
    ideal = marks(missing, FULL, sum(missing))
    return FULL - sum(abs(a - b) for a, b in zip(weight, ideal, strict=True)) // 2
