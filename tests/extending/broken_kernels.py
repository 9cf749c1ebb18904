"""Parts that each break one promise of the contract, in one file, so that they are compiled together."""

from __future__ import annotations

from copsim.extend import Family, Phase, Policy, kernel


@kernel
def takes_without_booking(world, week, row):
    """Minutes vanish."""
    for who in range(world.people.uid.size):
        world.people.slack[who] = max(0, world.people.slack[who] - 30)


@kernel
def spends_twice(world, week, row):
    """More minutes go than there are."""
    world.people.slack[:] -= 10_000


@kernel
def asks_for_the_first_row(world, week, row):
    """Whoever stands in row 0 identifies more."""
    world.people.identity[0] = min(65536, world.people.identity[0] + 100)


@kernel
def sums_at_once(world, week, row):
    """NumPy adds pairwise, machine code one by one."""
    one_by_one = 0.0
    for interest in world.memberships.interest:
        one_by_one += interest
    if world.memberships.interest.sum() != one_by_one:
        world.people.identity[:] = 0


@kernel
def wants_less_than_nothing(world, week):
    """Below 0."""
    world.portfolio.wanted[:] = -1


@kernel
def touches_people(world, week):
    """It moves what is not its own."""
    world.portfolio.wanted[:] = 1
    world.people.identity[:] = 0


@kernel
def prints_money(world, week):
    """It raises the budget."""
    world.portfolio.wanted[:] = 1
    world.commitments.investing[:] = 600


@kernel
def tells_everybody(world, week, row, circle):
    """All people, there or not, hold all facets to be so."""
    world.people.beliefs[:, 0] = world.field.exists[0]


def _phase(part):
    return Phase("P", "p", part.__name__.rpartition(".")[2], part, after="sponsors_resource")


EXTENSION = (
    *map(_phase, (takes_without_booking, spends_twice, asks_for_the_first_row, sums_at_once)),
    Policy("wants_less_than_nothing", wants_less_than_nothing, "-"),
    Policy("touches_people", touches_people, "-"),
    Policy("prints_money", prints_money, "-"),
    Family("telepathy", tells_everybody, "from", 0, "each other", "", False, "-", "-"),
)
