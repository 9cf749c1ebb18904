"""A period of learning told plainly, after March (1991), Miller et al. (2006) and Fang, Lee & Schilling (2010)."""

from __future__ import annotations

from collections import Counter

from . import draws
from .shared_decisions import Decision
from .told_organisation import Beliefs, House, Learner, coin, people_leave
from .told_pay_off import codified_standing, could_find, eighth_power, explore, pay_off, right_of


def truths_flip(house: House, period: int) -> None:
    """Turbulence, when it is due."""
    if period % house.chosen.p4_every == 0:
        for facet in house.truth:
            domain, place = house.address(facet)
            key = house.key(Decision.TURBULENCE, period, domain, 0)
            if draws.falls_below(key, place, house.numbers.turbulence):
                house.truth[facet] *= -1


def the_world_moves(house: House, period: int) -> None:
    """Turbulence, then turnover."""
    truths_flip(house, period)
    people_leave(house, period)


def show(house: House, period: int, learner: Learner) -> None:
    """A member shows what is held, and where nothing is held tosses a coin, if that is the custom."""
    learner.shows = dict(learner.holds)
    if house.chosen.unknown == "acted_out":
        for facet in house.truth.keys() - learner.holds.keys():
            domain, place = house.address(facet)
            learner.shows[facet] = coin(house.key(Decision.ACT_OUT, period, learner.uid, domain), place)
    learner.pay = pay_off(house, learner.shows)
    learner.standing = codified_standing(house, learner.shows)


def view(votes: list[int], zeros: str, ties: str, toss: int) -> tuple[int | None, bool]:
    """What votes of -1, 0 and +1 come to (None: nothing), and whether a coin had to decide, or could have."""
    tally = Counter(votes)
    if zeros != "count":
        tally[0] = 0
    level = tally[1] == tally[-1]
    if ties == "coin" and level and tally[1] > tally[0]:
        return toss, True
    if zeros == "count":
        highest = max(tally[1], tally[0], tally[-1])
        first = [sign for sign in (-1, 0, 1) if tally[sign] == highest]
        return (first[0] if len(first) == 1 else None), False
    if level:
        return (0 if zeros == "copy" else None), False
    return (1 if tally[1] > tally[-1] else -1), False


def moved(held: int, seen: int, step: str) -> int:
    """A view held, moved to one that is seen."""
    return seen if step == "full" else held + (seen > held) - (seen < held)


def put(views: Beliefs, facet: int, sign: int) -> None:
    """Hold a sign, or nothing."""
    views.pop(facet, None)
    if sign:
        views[facet] = sign


def superior_to(house: House, standing: int) -> list[Learner]:
    """Those who stand above the code."""
    return [learner for learner in house.learners if learner.standing > standing]


def codify(house: House, period: int) -> tuple[Beliefs, bool]:
    """What the code will say; whether it could have learnt anything."""
    superior = superior_to(house, codified_standing(house, house.code))
    learnt, could = dict(house.code), False
    for facet in house.explicit() if superior else ():
        says = house.code.get(facet, 0)
        votes = [learner.shows.get(facet, 0) for learner in superior]
        seen, _ = view(votes, house.chosen.votes, "left", 0)
        if seen is None or seen == says:
            continue
        against = sum(1 if vote != says else -1 for vote in votes)
        margin = against if house.chosen.votes == "count" else abs(sum(votes))
        chance = house.numbers.codify[margin] if margin > 0 else 0
        could = could or chance > 0
        domain, place = house.address(facet)
        if draws.draw(house.key(Decision.CODIFY, period, domain, 0), place) < chance:
            put(learnt, facet, moved(says, seen, house.chosen.code))
    return learnt, could


def contacts_of(house: House, learner: Learner) -> list[Learner]:
    """Whom a member could listen to."""
    if house.chosen.attention == "everybody":
        return [other for other in house.learners if other is not learner]
    return [house.learners[seat] for seat in house.contacts[learner.seat]]


def is_known(house: House, learner: Learner, other: Learner) -> bool:
    """Whether it is the member, or a contact."""
    return other is learner or other in contacts_of(house, learner)


def luck_of(house: House, period: int, learner: Learner, other: Learner) -> tuple[int, int]:
    """By which a listener chooses among equals: the lowest."""
    return draws.draw(house.key(Decision.ATTEND, period, learner.uid, 0), other.uid), other.uid


def better_stranger(house: House, period: int, learner: Learner) -> list[Learner]:
    """Somebody met by chance who is no contact, if they do better; or nobody."""
    if len(contacts_of(house, learner)) >= len(house.learners) - 1:
        return []
    for toss in range(1024):
        key = house.key(Decision.ATTEND, period, learner.uid, 1)
        other = house.learners[draws.choose(key, toss, len(house.learners))]
        if not is_known(house, learner, other):
            return [other] if other.pay > learner.pay else []
    return []


def the_best(house: House, period: int, learner: Learner, among: list[Learner]) -> list[Learner]:
    """The best of those who do better, or nobody."""
    better = [other for other in among if other.pay > learner.pay]
    return sorted(better, key=lambda other: (-other.pay, luck_of(house, period, learner, other)))[:1]


def listen(house: House, period: int, learner: Learner) -> list[Learner]:
    """Those to whom a member listens."""
    contacts, rule = contacts_of(house, learner), house.chosen.source
    if rule == "one_contact":
        return [min(contacts, key=lambda other: luck_of(house, period, learner, other))] if contacts else []
    if rule == "best_contact":
        best = the_best(house, period, learner, contacts)
        if not best and house.chosen.distant == "if_none_better":
            return better_stranger(house, period, learner)
        return best
    return [other for other in contacts if rule == "majority" or other.pay > learner.pay]


def take_views(
    house: House, period: int, learner: Learner, voices: list[Learner], turn: int, after: Beliefs
) -> tuple[Beliefs, bool]:
    """Beliefs after listening to some voices, when those of an earlier lesson would have been `after`."""
    new, could = dict(after), False
    for facet in house.truth if voices else ():
        domain, place = house.address(facet)
        held = learner.holds.get(facet, 0)
        toss = coin(house.key(Decision.CONTACT, period, learner.uid, 4 * domain + turn + 1), place)
        votes = [voice.shows.get(facet, 0) for voice in voices]
        seen, tied = view(votes, house.chosen.zeros, house.chosen.ties, toss)
        differs = seen is not None and seen != held
        could = could or tied or differs
        key = house.key(Decision.CONTACT, period, learner.uid, 4 * domain + turn)
        if seen is not None and differs and draws.falls_below(key, place, house.numbers.contact):
            put(new, facet, moved(held, seen, house.chosen.step))
    return new, could


def learn(house: House, period: int, learner: Learner) -> bool:
    """A member learns from the code, from a stranger, from contacts; whether anything could have changed."""
    could = False
    new = dict(learner.holds)
    for facet, sign in house.code.items():
        domain, place = house.address(facet)
        if learner.holds.get(facet, 0) != sign and learner.rate > 0:
            could = True
            if draws.falls_below(house.key(Decision.SOCIALISE, period, learner.uid, domain), place, learner.rate):
                put(new, facet, moved(learner.holds.get(facet, 0), sign, house.chosen.step))
    heard: list[Learner] = []
    looking = house.chosen.source != "nobody" and house.numbers.contact > 0
    if looking and draws.draw(house.key(Decision.LOOK, period, learner.uid, 0), 0) >= house.numbers.looks:
        looking = False
        could = could or (house.numbers.looks > 0 and house.chosen.source in ("majority", "majority_of_better"))
    if looking:
        far = better_stranger(house, period, learner) if house.chosen.distant == "also" else []
        new, far_could = take_views(house, period, learner, far, 2, new)
        near = listen(house, period, learner)
        new, near_could = take_views(house, period, learner, near, 0, new)
        could = could or far_could or near_could
        heard = far + near
    if house.chosen.revert == "never" or pay_off(house, new) >= pay_off(house, learner.holds):
        learner.holds = new
    if house.chosen.alone == "one_facet" and not heard:
        could = explore(house, period, learner) or could
    return could


def in_order_of_learning(house: House, period: int) -> list[Learner]:
    """Members in an order of chance."""
    return sorted(house.learners, key=lambda x: draws.word(house.key(Decision.ORDER, period, x.uid, 0), 0) // 2)


def live(house: House, period: int) -> bool:
    """One period; whether anything could have changed."""
    for learner in house.learners:
        show(house, period, learner)
    learnt, could = house.code, []
    if house.chosen.order == "snapshot":
        if house.chosen.code != "none":
            learnt, code_could = codify(house, period)
            could.append(code_could)
        could += [learn(house, period, learner) for learner in house.learners]
    else:
        for learner in in_order_of_learning(house, period):
            could.append(learn(house, period, learner))
            show(house, period, learner)
        if house.chosen.code != "none":
            learnt, code_could = codify(house, period)
            could.append(code_could)
    house.code = learnt
    return any(could)


def differs(house: House, learner: Learner, other: Learner) -> bool:
    """Whether somebody shows what a member would take up."""
    for facet in house.truth:
        seen = other.shows.get(facet, 0)
        if seen != learner.holds.get(facet, 0) and (seen or house.chosen.zeros != "abstain"):
            return True
    return False


def could_hear(house: House, learner: Learner) -> bool:
    """Whether some luck would bring a member to listen to somebody with something to say."""
    contacts = contacts_of(house, learner)
    if house.chosen.source == "one_contact":
        return any(differs(house, learner, other) for other in contacts)
    better = [other for other in contacts if other.pay > learner.pay]
    heard = [other for other in better if other.pay == max(b.pay for b in better)]
    if house.chosen.distant == "also" or (house.chosen.distant == "if_none_better" and not better):
        heard += [o for o in house.learners if o.pay > learner.pay and not is_known(house, learner, o)]
    return any(differs(house, learner, other) for other in heard)


def at_rest(house: House) -> bool:
    """Whether nothing can change any more, after a period in which nothing could."""
    acted_out, listening = house.chosen.unknown == "acted_out", house.chosen.source != "nobody"
    if acted_out and house.chosen.code != "none" and house.numbers.codify[-1] > 0:
        for learner in house.learners:
            lucky = {facet: house.truth[facet] for facet in house.explicit()} | learner.holds
            if codified_standing(house, lucky) > codified_standing(house, house.code):
                return False
    if house.chosen.alone == "one_facet" and any(could_find(house, learner.holds) for learner in house.learners):
        return False
    if listening and house.numbers.contact > 0 and house.numbers.looks > 0:
        if acted_out and any(len(learner.holds) < house.chosen.facets for learner in house.learners):
            return False
        if house.chosen.source in ("best_contact", "one_contact"):
            return not any(could_hear(house, learner) for learner in house.learners)
    return True


def code_score(house: House) -> int:
    """Right less wrong."""
    return 2 * len(right_of(house, house.code)) - len(house.code)


def measure(house: House) -> dict[str, int]:
    """What is counted at the end of a period."""
    rights = {x.seat: len(right_of(house, x.holds)) for x in house.learners}
    wrongs = {x.seat: len(x.holds) - rights[x.seat] for x in house.learners}
    fast = [x.seat for x in house.learners if x.fast]
    tacit = [facet for facet in house.truth if facet not in house.explicit()]
    gains = [pay_off(house, x.holds) for x in house.learners]
    code_right = len(right_of(house, house.code))
    return {
        "CODE_RIGHT": code_right,
        "CODE_WRONG": len(house.code) - code_right,
        "RIGHT": sum(rights.values()),
        "WRONG": sum(wrongs.values()),
        "RIGHT_TACIT": sum(len(right_of(house, x.holds).intersection(tacit)) for x in house.learners),
        "RIGHT_FAST": sum(rights[seat] for seat in fast),
        "WRONG_FAST": sum(wrongs[seat] for seat in fast),
        "PAY_OFF": sum(gains),
        "BEST": max(gains),
        "EIGHTH": sum(eighth_power(house, x.holds) for x in house.learners),
        "AGREED": sum(len({x.holds.get(facet, 0) for x in house.learners}) == 1 for facet in house.truth),
    }


def run(house: House, periods: int, stop: bool) -> tuple[list[dict[str, int]], int]:
    """Live through the periods; what was counted before the first and after each, and the last that was lived."""
    series = [measure(house) | {"CODE_MET": code_score(house)}]
    calm = house.numbers.turbulence == 0 and house.numbers.turnover == 0
    for period in range(1, periods + 1):
        the_world_moves(house, period)
        met = code_score(house)
        could = live(house, period)
        series.append(measure(house) | {"CODE_MET": met})
        if stop and calm and not could and at_rest(house):
            return series + [series[-1]] * (periods - period), period
    return series, periods
