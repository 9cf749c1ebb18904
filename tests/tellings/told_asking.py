"""Asking and looking up, when own knowledge is not enough."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from .draws import choose, draw, event
from .shared import Activity, Contact, Count, Decision
from .story import Beliefs, Group, Kind, Membership, Person, Story
from .told_beliefs import held_of
from .told_hours import minutes_left, pay_from_own_first
from .told_learning import copying, reading
from .told_solving import case_for_help
from .told_ties import note_help, trust_in


class Question(NamedTuple):
    """Who asks whom about what, and through which of the asker's memberships (None: a tie)."""

    asker: Person
    helper: Person
    kind: Kind
    through: Membership | None


def fits(kind: Kind, group: Group) -> bool:
    """A group takes what is of its domain; one without a domain takes anything."""
    return group.domain is None or group.domain == kind.domain


def everybody_asks(story: Story, week: int, tally: Counter) -> None:
    """All questions are put, then answered or refused, then all answers are formed, and at last taken up."""
    questions = []
    for asker in story.people:
        case = case_for_help(story, asker)
        if case is not None and minutes_left(asker) >= story.shared.rules.ask:
            helper, through = whom_to_ask(story, week, asker, case.kind)
            if helper is not None:
                pay_from_own_first(asker, story.shared.rules.ask, Activity.ASKING, tally)
                tally[Count.QUESTIONS] += 1
                questions.append(Question(asker, story.people[helper], case.kind, through))
    lessons = [(question, answer(story, week, question)) for question in not_refused(story, week, questions, tally)]
    for question, lesson in lessons:
        is_answered(story, question, lesson, tally)


def whom_to_ask(story: Story, week: int, asker: Person, kind: Kind) -> tuple[int | None, Membership | None]:
    """The hearer who holds most of the matter, in the first own group where any hearer holds something; else a tie."""
    for through in asker.memberships:
        group, hear = story.groups[through.group], story.shared.settings.hear
        if hear and group.open and fits(kind, group):
            key = event(story.seed, Decision.HEARERS, week, asker.uid, group.number)
            drawn = [group.members[choose(key, h, len(group.members))].who for h in range(hear)]
            hearers = [other for other in drawn if other != asker.uid]
            story.log += [(week, Contact.HEARD, asker.uid, other, group.number) for other in hearers]
            held = {other: held_of(story.people[other].beliefs, kind) for other in hearers}
            if any(held.values()):
                return max(held, key=lambda other: held[other]), through
    return tie_that_draws(asker, asker.ties, event(story.seed, Decision.ASK_WHOM, week, asker.uid, 0)), None


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
        return question.helper.uid, draw(event(story.seed, Decision.HELP_ORDER, week, uid, 0), 0), uid

    price, answered = story.shared.rules.ask, []
    for question in sorted(questions, key=order):
        asker, helper = question.asker, question.helper
        reply = draw(event(story.seed, Decision.REPLY, week, asker.uid, 0), 0)
        replies = reply < helper.willingness and minutes_left(helper) >= price
        if replies:
            pay_from_own_first(helper, price, Activity.ANSWERING, tally)
            tally[Count.ANSWERS] += 1
            answered.append(question)
        story.log.append((week, Contact.QUESTION, asker.uid, helper.uid, int(replies)))
    return sorted(answered, key=lambda question: question.asker.uid)


def answer(story: Story, week: int, question: Question) -> Beliefs:
    """An answer is copied from the helper like anything said in a full hour."""
    asker, helper = question.asker, question.helper
    key = event(story.seed, Decision.ANSWER, week, asker.uid, 0)
    trust = trust_in(story, asker, helper.uid)
    return copying(story.field, story.shared.rules, asker.beliefs, helper.beliefs, question.kind, trust, 60, key)


def is_answered(story: Story, question: Question, lesson: Beliefs, tally: Counter) -> None:
    """An answer that taught something is help; through a group, answering is a contribution and asking a use of it."""
    asker, helper, through = question.asker, question.helper, question.through
    asker.beliefs.update(lesson)
    tally[Count.BY_ANSWER] += len(lesson)
    if lesson:
        note_help(asker, helper.uid)
    if through is not None:
        through.used += 1
        for m in helper.memberships:
            if m.group == through.group:
                m.gave += 1
                m.thanked += bool(lesson)


def everybody_looks_up(story: Story, week: int, tally: Counter) -> None:
    """Who has a case for help reads once, in the first own group that keeps documents of its domain."""
    for reader in story.people:
        case = case_for_help(story, reader)
        if case is None or minutes_left(reader) < story.shared.rules.look_up:
            continue
        groups = [(m, story.groups[m.group]) for m in reader.memberships]
        for m, group in [(m, g) for m, g in groups if g.open and g.shelf is not None and fits(case.kind, g)][:1]:
            pay_from_own_first(reader, story.shared.rules.look_up, Activity.LOOKING_UP, tally)
            says = {facet: line.says for facet, line in story.shelves[group.shelf].items()}
            key = event(story.seed, Decision.READ, week, reader.uid, group.number)
            lesson = reading(story.field, story.shared.rules, reader.beliefs, says, case.kind, key)
            reader.beliefs.update(lesson)
            tally[Count.BY_READING] += len(lesson)
            story.log.append((week, Contact.READING, reader.uid, group.number, len(lesson)))
            m.used += bool(lesson)
