"""All facts, how they came out, and those that cannot be asked of this model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copsim.foundation.errors import InputError, Problem
from copsim.study.facts import connecting, knowing, participating
from copsim.study.facts.fact import Fact, Found, Lives, estimate, find, verdict
from copsim.study.statistics import Estimate

FACTS: list[Fact] = [*participating.FACTS, *knowing.FACTS, *connecting.FACTS]

NOT_HAD = {
    "3: truncated power law of activity": "contributions are too equal here (see inequality) for a fit to say anything",
    "6: size raises gain and loss of members": "who joins or leaves does not depend on a community's size",
    "7: personalised against community moderation": "there is no moderation of messages",
    "14: barter in a small world": "knowledge is not exchanged for knowledge",
    "16: facts and theories under clustering": "information and solutions are not told apart",
    "17: reinforcement by several contacts": "no rule of a community's uptake needs two sources for one facet",
    "21: diverse teams beat the best": "members search in one way; they differ in what they hold, not in heuristics",
    "22, 23: transactive memory": "who knows what is read off ties, not learnt as a directory",
    "24: e-mail, repository and groupware": "channels are not told apart beyond talking, reading and doing",
    "25: moderate hubs": "no dial of how much depends on a hub",
    "28: specialists' dense networks": "ties follow help, not the kind of task",
    "29: strong ties in place of contributors": "no setting makes ties strong without making trust",
}
"""Facts of literature E.3 that cannot be had, by number, each with the reason."""


REPLICATIONS = 20
"""Runs of each side of a fact in `make science`."""


def find_all(
    replications: int, say: Callable[[str], None] = lambda line: None, only: Sequence[str] = ()
) -> list[Found]:
    """Measure every fact, or those whose key has one of the words `only`; takes a few minutes.

    Raises
    ------
    InputError
        When no fact is left.
    """
    wanted = [fact for fact in FACTS if not only or any(word in fact.key for word in only)]
    if not wanted:
        raise InputError([Problem("--only", f"no fact has this word; facts: {', '.join(f.key for f in FACTS)}")])
    lives, found = Lives(replications), []
    for fact in wanted:
        found.append(find(fact, lives))
        say(f"{verdict(found[-1].default, fact.limits)}: {fact.key}: {shown(found[-1].default)}")
    return found


def shown(found: Estimate) -> str:
    """A number with its interval."""
    return f"{found.mean:.3f} [{found.low:.3f}, {found.high:.3f}]"


def expected(limits: tuple[float, float]) -> str:
    """Where a number ought to lie, in words."""
    return "above 0" if limits[0] == 0 else f"{limits[0]:g} to {limits[1]:g}"


def half_time(replications: int = 20) -> Estimate:
    """Weeks until half of the people hold a novelty that three were given."""
    return estimate(knowing.half_times(Lives(replications)))
