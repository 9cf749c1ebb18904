"""Telling news: what one has heard passes in meetings and along ties, item by item, by chance."""

from __future__ import annotations

from copsim.activities.log import Contact, note
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import ZERO, Decision, bernoulli_word, event
from copsim.knowledge.beliefs import count_bits


@kernel
def news_in_circle(world, week, circle):
    """Everybody present hears each item that anybody present had heard before, with chance `news_told` (in 2^-64).

    Nothing is told where the need brings no news.
    """
    if world.rules.news_items == 0:
        return
    said = ZERO
    for x in range(circle.who.size):
        said = said | world.news.heard[circle.who[x]]
    for x in range(circle.who.size):
        who = circle.who[x]
        new = said & ~world.news.heard[who]
        if new != ZERO:
            key = event(world.seed, Decision.NEWS_HEARD, week, world.people.uid[who], circle.turn)
            world.news.heard[who] = world.news.heard[who] | bernoulli_word(key, new, world.rules.news_told)


@late_kernel
def news_along_ties(world, week):
    """Each hears from those they have ties to what these had heard when the week's talk began, tie by tie.

    With chance `news_by_tie` (in 2^-64) an item; the draw is addressed by listener and teller, not by slot.
    """
    before = world.news.heard.copy()
    for i in range(world.people.uid.size):
        for t in range(world.ties.to.shape[1]):
            other = int(world.ties.to[i, t])
            if other < 0:
                continue
            new = before[other] & ~before[i]
            if new != ZERO:
                turn = world.people.uid[other]
                key = event(world.seed, Decision.NEWS_BY_TIE, week, world.people.uid[i], turn)
                told = bernoulli_word(key, new, world.rules.news_by_tie)
                world.news.heard[i] = world.news.heard[i] | told
                note(world.log, week, Contact.TOLD, i, other, count_bits(told))
