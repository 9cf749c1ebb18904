"""The members: one row each, who they are, what they hold, and the minutes they have this week."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Payer, charge


class People(NamedTuple):
    """Members. `uid` is the person: seat + 2^32 x nth holder of the seat; a row is only where they are stored."""

    uid: Annotated[Array, Column("int64", ("member",), "who: seat + 2^32 x nth holder of the seat")]
    unit: Annotated[Array, Column("int32", ("member",), "unit of the line organisation")]
    speciality: Annotated[Array, Column("int32", ("member",), "the member's own domain")]
    willingness: Annotated[Array, Column("int64", ("member",), "chance to reply when asked, in 2^-32")]
    beliefs: Annotated[Array, Column("uint64", ("member", "belief word"), "per domain a word of +1s and a word of -1s")]
    ability: Annotated[
        Array, Column("int64", ("member", "domain"), "chance to solve a challenge of the domain, in 2^-(16 + parts)")
    ]
    workload: Annotated[Array, Column("float64", ("member",), "log workload w")]
    effort: Annotated[Array, Column("int32", ("member",), "minutes already spent on the next try")]
    slack: Annotated[Array, Column("int32", ("member",), "own free minutes left this week", state=False)]
    released: Annotated[Array, Column("int32", ("member",), "sponsored minutes left this week", state=False)]
    recognition: Annotated[Array, Column("int32", ("member",), "sponsored minutes for recognition", state=False)]
    expert: Annotated[
        Array, Column("int32", ("member",), "sponsored minutes of outside experts left this week", state=False)
    ]
    mark: Annotated[
        Array, Column("int32", ("member",), "position in the hour's gathering; -1: not there", -1, "", False)
    ]


class Units(NamedTuple):
    """The units of the line organisation and who is in them, in the order of uid."""

    start: Annotated[Array, Column("int64", ("unit + 1",), "unit u's people are people[start[u] : start[u + 1]]")]
    people: Annotated[Array, Column("int32", ("member",), "rows, unit by unit", refers="member")]


@kernel
def draw_people(people, seed, shares, willingness_low, willingness_span):
    """Draw everybody's speciality (cumulative `shares` in 2^-32) and willingness (low + span x uniform)."""
    for i in range(people.uid.size):
        uid = people.uid[i]
        drawn = draw(event(seed, Decision.SPECIALITY, 0, uid, 0), 0)
        domain = 0
        while drawn >= shares[domain]:
            domain += 1
        people.speciality[i] = domain
        drawn = draw(event(seed, Decision.WILLINGNESS, 0, uid, 0), 0)
        people.willingness[i] = willingness_low + ((drawn * (willingness_span >> 16)) >> 16)


@kernel
def draw_ties(ties, people, units, seed, colleagues, acquaintances, trust):
    """First ties: `colleagues` of the own unit, then `acquaintances` from anywhere, each with the same first trust."""
    everybody = people.uid.size
    for i in range(everybody):
        key = event(seed, Decision.FIRST_TIES, 0, people.uid[i], 0)
        first = int(units.start[people.unit[i]])
        mates = int(units.start[people.unit[i] + 1]) - first
        slot = 0
        turn = 0
        while slot < colleagues and turn < 8 * colleagues:
            other = int(units.people[first + choose(key, turn, mates)])
            turn += 1
            slot += add_first_tie(ties, i, slot, other, trust)
        wanted = slot + acquaintances
        turn = 1024
        while slot < wanted and turn < 1024 + 8 * acquaintances:
            other = int(units.people[choose(key, turn, everybody)])
            turn += 1
            slot += add_first_tie(ties, i, slot, other, trust)


@kernel
def add_first_tie(ties, who, slot, other, trust):
    """Fill a slot unless the tie is to oneself or there already; returns 1 if it was filled."""
    if other == who:
        return 0
    for t in range(slot):
        if ties.to[who, t] == other:
            return 0
    ties.to[who, slot] = other
    ties.trust[who, slot] = trust
    return 1


@kernel
def pay(people, who, minutes, activity, tally, row, sponsor_first):
    """Charge a member's minutes to the payer whose turn it is, and to the other when those are used up.

    Learning together is paid from sponsored minutes first, everything else from the member's own slack first. The
    caller has checked that the member has the minutes.
    """
    own = int(people.slack[who])
    sponsored = int(people.released[who])
    from_sponsor = min(minutes, sponsored) if sponsor_first else max(0, minutes - own)
    people.released[who] = sponsored - from_sponsor
    people.slack[who] = own - (minutes - from_sponsor)
    book(tally, row, activity, minutes - from_sponsor, from_sponsor)


@kernel
def book(tally, row, activity, from_slack, from_sponsor):
    """Enter what slack and sponsor paid for an activity."""
    charge(tally, row, Payer.SLACK, activity, from_slack)
    charge(tally, row, Payer.SPONSOR, activity, from_sponsor)


@kernel
def minutes_left(people, who):
    """Minutes a member still has this week."""
    return int(people.slack[who]) + int(people.released[who])
