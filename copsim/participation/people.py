"""The members: one row each, who they are, what they hold, and the minutes they have this week."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.foundation.tally import Payer, charge


class People(NamedTuple):
    """Members. `uid` is the person: seat + 2^32 x nth holder of the seat; a row is only where they are stored."""

    TOGETHER = (("uid", "legacy"), ("slack", "released"))  # type: ignore[misc]

    uid: Annotated[Array, Column("int64", ("member",), "who: seat + 2^32 x nth holder of the seat")]
    unit: Annotated[Array, Column("int32", ("member",), "unit of the line organisation")]
    legacy: Annotated[
        Array, Column("int32", ("member",), "organisation that the unit belonged to before they were joined")
    ]
    speciality: Annotated[Array, Column("int32", ("member",), "the domain of the member's job")]
    second: Annotated[Array, Column("int32", ("member",), "a second domain of interest; -1: none", -1)]
    came: Annotated[Array, Column("int32", ("member",), "week in which they came; 0: there from the start")]
    broker: Annotated[Array, Column("uint8", ("member",), "1: disposed to carry beliefs between groups")]
    convener: Annotated[Array, Column("uint8", ("member",), "1: disposed to start a group")]
    identity: Annotated[Array, Column("int32", ("member",), "identification with the whole organisation, in 65,536ths")]
    willingness: Annotated[Array, Column("int64", ("member",), "chance to reply when asked, in 2^-32")]
    beliefs: Annotated[Array, Column("uint64", ("member", "belief word"), "per domain a word of +1s and a word of -1s")]
    ability: Annotated[
        Array, Column("int64", ("member", "domain"), "chance to solve a challenge of the domain, in 2^-(16 + parts)")
    ]
    strategic: Annotated[
        Array, Column("int64", ("member",), "ability in the own speciality as its kinds matter, in 2^-(32 + parts)")
    ]
    workload: Annotated[Array, Column("float64", ("member",), "log workload w")]
    effort: Annotated[Array, Column("int32", ("member",), "minutes already spent on the next try")]
    slack: Annotated[Array, Column("int32", ("member",), "own free minutes left this week", state=False)]
    released: Annotated[Array, Column("int32", ("member",), "sponsored minutes left this week", state=False)]
    recognition: Annotated[Array, Column("int32", ("member",), "sponsored minutes for recognition", state=False)]
    expert: Annotated[
        Array, Column("int32", ("member",), "sponsored minutes of outside experts left this week", state=False)
    ]
    across: Annotated[
        Array, Column("int32", ("member",), "minutes with people of another legacy, this week", state=False)
    ]
    first_asked: Annotated[Array, Column("int32", ("member",), "week of the first question; 0: none yet")]
    first_reply: Annotated[
        Array, Column("int8", ("member",), "its answer: 0 none, 1 answered; 2 more once a second question was put")
    ]
    served: Annotated[
        Array, Column("uint16", ("member",), "bit w % 13: had an answer of a group not their own in week w")
    ]
    mark: Annotated[
        Array, Column("int32", ("member",), "position in the hour's gathering; -1: not there", -1, "", False)
    ]


class Units(NamedTuple):
    """The units of the line organisation and who is in them, in the order of uid."""

    start: Annotated[Array, Column("int64", ("unit + 1",), "unit u's people are people[start[u] : start[u + 1]]")]
    people: Annotated[Array, Column("int32", ("member",), "rows, unit by unit", refers="member")]
    legacy: Annotated[
        Array, Column("int64", ("legacy + 1",), "legacy l's people are people[legacy[l] : legacy[l + 1]]")
    ]


@kernel
def draw_jobs(people, seed, shares, second_interest):
    """Draw the speciality of every seat (cumulative `shares` in 2^-32), and a second domain of interest for some.

    With chance `second_interest` (in 2^-32) a seat has one of the other domains, each as likely, as its second.
    """
    for i in range(people.uid.size):
        uid = people.uid[i]
        drawn = draw(event(seed, Decision.SPECIALITY, 0, uid, 0), 0)
        domain = 0
        while drawn >= shares[domain]:
            domain += 1
        people.speciality[i] = domain
        key = event(seed, Decision.SECOND_INTEREST, 0, uid, 0)
        if shares.size > 1 and draw(key, 0) < second_interest:
            people.second[i] = (domain + 1 + choose(key, 1, shares.size - 1)) % shares.size


@kernel
def draw_person(people, rules, seed, who):
    """Draw what a person brings along: willingness (low + span x uniform), dispositions to broker and convene."""
    uid = people.uid[who]
    drawn = draw(event(seed, Decision.WILLINGNESS, 0, uid, 0), 0)
    people.willingness[who] = rules.willingness_low + ((drawn * (rules.willingness_span >> 16)) >> 16)
    key = event(seed, Decision.DISPOSITION, 0, uid, 0)
    people.broker[who] = 1 if draw(key, 0) < rules.brokers else 0
    people.convener[who] = 1 if draw(key, 1) < rules.conveners else 0
    people.identity[who] = rules.identity


@kernel
def draw_own_ties(ties, people, units, rules, seed, who):
    """First ties of a person: colleagues of the own unit, then acquaintances, each with the same first trust.

    An acquaintance is somebody of the own legacy with chance `homophily`, else anybody. Whoever cannot be tied
    (oneself, somebody already tied) is passed over; there are 8 draws for every tie wanted.
    """
    everybody = people.uid.size
    key = event(seed, Decision.FIRST_TIES, 0, people.uid[who], 0)
    first = int(units.start[people.unit[who]])
    mates = int(units.start[people.unit[who] + 1]) - first
    slot = 0
    turn = 0
    while slot < rules.colleagues and turn < 8 * rules.colleagues:
        other = int(units.people[first + choose(key, turn, mates)])
        turn += 1
        slot += add_first_tie(ties, who, slot, other, rules.first_trust)
    wanted = slot + rules.acquaintances
    turn = 1024
    while slot < wanted and turn < 1024 + 8 * rules.acquaintances:
        first = 0
        size = everybody
        if draw(key, turn + 1024) < rules.homophily:
            first = int(units.legacy[people.legacy[who]])
            size = int(units.legacy[people.legacy[who] + 1]) - first
        other = int(units.people[first + choose(key, turn, size)])
        turn += 1
        slot += add_first_tie(ties, who, slot, other, rules.first_trust)


@kernel
def stranger_to(world, who, other):
    """Trust of `who` in `other` without a tie, in 65,536ths: across legacies scaled by identification with the whole.

    world: as an activity is given it. who, other: rows of members.
    """
    if world.people.legacy[who] == world.people.legacy[other]:
        return world.rules.stranger
    return (world.rules.stranger * int(world.people.identity[who])) >> 16


@kernel
def identity_grows(people, rules):
    """identity += gain (1 - identity) for an hour with people of another legacy, identity -= fade identity a week.

    Integers in 65,536ths; minutes past 60 a week do not count. With one legacy nothing moves.
    """
    for i in range(people.uid.size):
        identity = int(people.identity[i])
        minutes = min(int(people.across[i]), 60)
        gain = ((65536 - identity) * rules.identity_gain >> 16) * minutes // 60
        loss = (identity * rules.identity_fade) >> 16
        people.identity[i] = identity + gain - loss
        people.across[i] = 0


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

    Learning together is paid from sponsored minutes first (`sponsor_first`), everything else from the member's own
    slack first. The caller has checked that the member has the minutes (`minutes_left`). people, tally, row:
    `world.people`, `world.tally`, the week's row of it; they are changed. who: row of the member. activity: an
    `Activity`.
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
    """Minutes that the member in row `who` still has this week; people: `world.people`."""
    return int(people.slack[who]) + int(people.released[who])
