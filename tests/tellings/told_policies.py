"""The policies of the portfolio: how much each domain should get, in any unit."""

from __future__ import annotations

from .draws import event
from .shared import Decision
from .story import Group, Membership, Story
from .told_errors import as_seen, with_error

FULL = 65536
QUARTER = 13


def nothing(story: Story, week: int) -> list[int]:
    """The control."""
    return [0 for _ in story.field.facets]


def equal(story: Story, week: int) -> list[int]:
    """To each the same."""
    return [1 for _ in story.field.facets]


def by_relevance(story: Story, week: int) -> list[int]:
    """By what management believes to matter; the same to each, if it sees nothing that does where there are people."""
    portfolio = story.portfolio
    some = any(seen and people for seen, people in zip(portfolio.relevance, portfolio.people, strict=True))
    return list(portfolio.relevance) if some else equal(story, week)


def by_gap(story: Story, week: int) -> list[int]:
    """By what matters and is missing, as the organisation sees it."""
    return gaps(story, story.portfolio.relevance, story.portfolio.capability)


def gaps(story: Story, relevance: list[int], capability: list[int]) -> list[int]:
    """Relevance x what is missing to the target, where there are people; the same to those, if nothing is missing."""
    target, missing = story.shared.allotting.target, []
    for matters, able, people in zip(relevance, capability, story.portfolio.people, strict=True):
        missing.append(matters * max(0, target - able) if people else 0)
    return missing if any(missing) else [int(people > 0) for people in story.portfolio.people]


def by_conversation(story: Story, week: int) -> list[int]:
    """What groups report of their domains takes the place of management's view; those who come pay for talking."""
    portfolio, given = story.portfolio, story.shared.allotting
    reports: dict[int, list[tuple[int, int]]] = {}
    for group in story.groups:
        voices = [m for m in group.members if was_there(m, week)]
        if group.domain is not None and len(voices) >= given.voices and given.engaging:
            reports.setdefault(group.domain, []).append(report(story, week, group, voices))
            for m in voices:
                story.people[m.who].talks = given.engaging
    for d, told in reports.items():
        relevances, capabilities = zip(*told, strict=True)
        portfolio.relevance[d] = sum(relevances) // len(told)
        portfolio.capability[d] = sum(capabilities) // len(told)
    return by_gap(story, week)


def report(story: Story, week: int, group: Group, voices: list[Membership]) -> tuple[int, int]:
    """Relevance as it is and the ability of those who came, each with an error of the group's own."""
    able = sum(story.people[m.who].ability[group.domain] for m in voices) // len(voices)
    values = (story.field.relevance[group.domain], able // 2**story.shared.settings.parts)
    keys = [event(story.seed, Decision.REPORT, week, group.number, turn) for turn in (0, 1)]
    noise = story.shared.allotting.report_noise
    seen = [with_error(story, value, key, noise) for value, key in zip(values, keys, strict=True)]
    return seen[0], seen[1]


def was_there(m: Membership, week: int) -> bool:
    """Present last week, and not a newcomer of this one."""
    return m.present > 0 and m.since < week


def by_results(story: Story, week: int) -> list[int]:
    """More to domains whose results rose, less where they fell, in proportion to the others, within half and double."""
    portfolio, given, count = story.portfolio, story.shared.allotting, len(story.field.facets)
    relevance, _ = story.field.then[week % QUARTER]
    gains = []
    for d, able in enumerate(portfolio.then[week % QUARTER]):
        change = relevance[d] * able - portfolio.result[d]
        portfolio.result[d] = relevance[d] * able
        seen = as_seen(story, week, d, 2, abs(change))
        gains.append(-seen if change < 0 else seen)
    if week <= QUARTER or not any(portfolio.weight):
        return equal(story, week)
    size = sum(map(abs, gains))
    wanted = []
    for weight, gain in zip(portfolio.weight, gains, strict=True):
        step = given.eta * gain * count // size if size else 0
        factor = sorted((FULL // 2, FULL + step, 2 * FULL))[1]
        wanted.append(max(given.least // count, weight * factor // FULL))
    return wanted


def by_hand(story: Story, week: int) -> list[int]:
    """As somebody wrote down."""
    return list(story.shared.shares)


POLICIES = {
    "none": nothing,
    "equal": equal,
    "relevance": by_relevance,
    "gap": by_gap,
    "conversation": by_conversation,
    "results": by_results,
    "by_hand": by_hand,
}
