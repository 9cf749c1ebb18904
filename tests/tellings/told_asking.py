"""Asking, when own knowledge is not enough."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from .draws import choose, draw, event
from .shared import Activity, Contact, Count, Decision
from .story import Beliefs, Group, Kind, Membership, Person, Story
from .told_beliefs import held_of
from .told_hours import minutes_left, pay_from_own_first
from .told_learning import copying
from .told_solving import case_for_help, is_helped
from .told_ties import acknowledge, trust_in

QUARTER = 13


class Question(NamedTuple):
    """Who asks whom about what, and through which group (None: a tie)."""

    asker: Person
    helper: Person
    kind: Kind
    group: Group | None


def fits(kind: Kind, group: Group) -> bool:
    """A group takes what is of its domain; one without a domain takes anything."""
    return group.domain is None or group.domain == kind.domain


def everybody_asks(story: Story, week: int, tally: Counter) -> None:
    """All questions are put, then answered or refused, then all answers are formed, and at last taken up."""
    questions = []
    for asker in story.people:
        asker.served.discard(week % QUARTER)
        case = case_for_help(story, asker)
        if case is not None and minutes_left(asker) >= story.shared.rules.ask:
            helper, group = whom_to_ask(story, week, asker, case.kind)
            if helper is not None:
                pay_from_own_first(asker, story.shared.rules.ask, Activity.ASKING, tally)
                tally[Count.QUESTIONS] += 1
                questions.append(Question(asker, story.people[helper], case.kind, group))
    answered = not_refused(story, week, questions, tally)
    for question in questions:
        reply_is_counted(question.asker, week, question in answered, tally)
    lessons = [(question, answer(story, week, question)) for question in answered]
    for question, lesson in lessons:
        is_answered(story, week, question, lesson, tally)


def reply_is_counted(asker: Person, week: int, reply: bool, tally: Counter) -> None:
    """The first question of somebody and whether it was answered; then whether a second came within 13 weeks."""
    if asker.first_asked is None:
        asker.first_asked, asker.first_reply = week, reply
        tally[Count.FIRST_QUESTIONS] += 1
        tally[Count.FIRST_ANSWERED] += reply
    elif not asker.again:
        asker.again = True
        if week <= asker.first_asked + QUARTER:
            tally[Count.AGAIN_AFTER_ANSWER if asker.first_reply else Count.AGAIN_AFTER_NONE] += 1


def whom_to_ask(story: Story, week: int, asker: Person, kind: Kind) -> tuple[int | None, Group | None]:
    """A hearer in the first own group where any holds something, else in a group that anyone may ask; else a tie."""
    own = [story.groups[m.group] for m in asker.memberships]
    for group in own + [group for group in story.groups if group.given.anyone and group not in own]:
        best = who_hears(story, week, asker, kind, group)
        if best is not None:
            return best, group
    return tie_that_draws(asker, asker.ties, event(story.seed, Decision.ASK_WHOM, week, asker.uid, 0)), None


def who_hears(story: Story, week: int, asker: Person, kind: Kind, group: Group) -> int | None:
    """The one who holds most of the matter among some members drawn with replacement, the first drawn of equals."""
    if not (group.given.hear and group.open and fits(kind, group)):
        return None
    key = event(story.seed, Decision.HEARERS, week, asker.uid, group.number)
    drawn = [group.members[choose(key, h, len(group.members))].who for h in range(group.given.hear)]
    hearers = [other for other in drawn if other != asker.seat]
    story.log += [(week, Contact.HEARD, asker.seat, other, group.number) for other in hearers]
    held = {other: held_of(story.people[other].beliefs, kind) for other in hearers}
    return max(held, key=lambda other: held[other]) if any(held.values()) else None


def tie_that_draws(person: Person, ties: list, key: int, free: set[int] | None = None) -> int | None:
    """The tie (among the free) that draws most: trust x chance; nobody is drawn to whom there is no trust."""
    pull = {}
    for slot, tie in enumerate(ties):
        if tie is not None and tie.trust > 0 and (free is None or tie.to in free):
            pull[tie.to] = tie.trust * (1 + draw(key, slot) // 65536)
    return max(pull, key=lambda other: pull[other], default=None)


def not_refused(story: Story, week: int, questions: list[Question], tally: Counter) -> list[Question]:
    """Each helper takes questions in an order of chance, and answers while willing and while minutes last."""

    def order(question: Question) -> tuple[int, int, int]:
        uid = question.asker.uid
        return question.helper.seat, draw(event(story.seed, Decision.HELP_ORDER, week, uid, 0), 0), uid

    price, answered = story.shared.rules.ask, []
    for question in sorted(questions, key=order):
        asker, helper = question.asker, question.helper
        reply = draw(event(story.seed, Decision.REPLY, week, asker.uid, 0), 0)
        replies = reply < helper.willingness and minutes_left(helper) >= price
        if replies:
            pay_from_own_first(helper, price, Activity.ANSWERING, tally)
            tally[Count.ANSWERS] += 1
            answered.append(question)
        story.log.append((week, Contact.QUESTION, asker.seat, helper.seat, int(replies)))
    return sorted(answered, key=lambda question: question.asker.seat)


def answer(story: Story, week: int, question: Question) -> Beliefs:
    """An answer is copied from the helper like anything said in a full hour."""
    asker, helper = question.asker, question.helper
    key = event(story.seed, Decision.ANSWER, week, asker.uid, 0)
    trust = trust_in(story, asker, helper.seat)
    return copying(story.field, story.shared.rules, asker.beliefs, helper.beliefs, question.kind, trust, 60, key)


def is_answered(story: Story, week: int, question: Question, lesson: Beliefs, tally: Counter) -> None:
    """An answer that taught something is help; through a group, answering is a contribution and asking a use of it.

    Who does not belong to that group was served by it.
    """
    asker, helper, group = question.asker, question.helper, question.group
    giving = membership_in(helper, group)
    if group is not None:
        using = membership_in(asker, group)
        if using is not None:
            using.used += 1
        else:
            asker.served.add(week % QUARTER)
        giving.gave += 1
    if lesson:
        asker.beliefs.update(lesson)
        tally[Count.BY_ANSWER] += len(lesson)
        tally[Count.APPLIED] += is_helped(asker, question.kind)
        acknowledge(story, asker, helper, giving, len(lesson), tally)


def membership_in(person: Person, group: Group | None) -> Membership | None:
    """Somebody's membership in a group."""
    return next((m for m in person.memberships if group is not None and m.group == group.number), None)
