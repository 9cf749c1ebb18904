"""Cases on somebody's desk: trying settings, closing what is solved, knowing when help is needed."""

from __future__ import annotations

from collections import Counter
from itertools import product

from .draws import draw, event
from .shared import Activity, Contact, Count, Decision, Payer, Source
from .story import Case, Kind, Person, Story
from .told_hours import minutes_left, pay_from_own_first
from .told_learning import confirm

Setting = tuple[int, ...]


def next_setting(story: Story, person: Person, case: Case) -> tuple[Setting, int]:
    """The setting to try next and how many beliefs it contradicts.

    Fewest contradictions first; among those, the one that differs from a guess in the least places, where a later
    facet weighs more than all before it. When every setting has failed, all may be tried again.
    """
    facets = case.kind.facets
    coins = draw(event(story.seed, Decision.GUESS, case.came, person.uid, case.kind.number), 0)
    guess = [1 if coins >> p & 1 else -1 for p in range(len(facets))]
    settings = list(product((-1, 1), repeat=len(facets)))
    if len(case.failed) == len(settings):
        case.failed.clear()

    def contradictions(setting: Setting) -> int:
        return sum(person.beliefs.get(f, sign) != sign for f, sign in zip(facets, setting, strict=True))

    def far_from_guess(setting: Setting) -> list[bool]:
        return [sign != guessed for sign, guessed in zip(reversed(setting), reversed(guess), strict=True)]

    untried = [setting for setting in settings if setting not in case.failed]
    best = min(untried, key=lambda setting: (contradictions(setting), far_from_guess(setting)))
    return best, contradictions(best)


def right_setting(story: Story, kind: Kind) -> Setting:
    """What is right of a kind now."""
    return tuple(story.field.truth[facet] for facet in kind.facets)


def attempt(story: Story, week: int, person: Person, case: Case, tally: Counter) -> bool:
    """Try a case once. A failure is remembered; a success confirms its facets and takes it off the desk.

    What a colleague knew when it came need not have cost a failure: it is repetition avoided, or else repeated.
    """
    setting, _ = next_setting(story, person, case)
    right = right_setting(story, case.kind)
    if setting != right:
        case.failed.add(setting)
        tally[Count.FAILED_TRIES] += 1
        tally[Count.REPEATED_TRIES] += case.known
        return False
    if case.known:
        tally[Count.REPEATED if case.failed else Count.AVOIDED] += 1
    solution_is_noted(story, week, person, case.kind, right)
    tally[Count.BY_OWN_SUCCESS] += confirm(story.field, person.beliefs, case.kind)
    tally[Count.WEEKS_TO_SOLVE] += week - case.came + 1
    tally[Count.IN_TIME if week <= case.due else Count.LATE] += 1
    tally[Count.REALISED] += week <= case.due and case.helped
    part_is_done(story, week, person, case, tally)
    person.cases = [other for other in person.cases if other is not case]
    return True


def solution_is_noted(story: Story, week: int, person: Person, kind: Kind, right: Setting) -> None:
    """The latest solution stands, and of one week that of the lowest uid."""
    when, who = story.solved[kind.number][1:] if kind.number in story.solved else (0, person.uid)
    if when < week or person.uid < who:
        story.solved[kind.number] = right, week, person.uid


def is_helped(person: Person, kind: Kind) -> int:
    """Something of use to cases of a kind was taken up: how many of them had not been helped before."""
    helped = [case for case in person.cases if case.kind is kind and not case.helped]
    for case in helped:
        case.helped = True
    return len(helped)


def part_is_done(story: Story, week: int, person: Person, case: Case, tally: Counter) -> None:
    """A part of the unit's current task, or of the current problem; the last one delivers it, if it is still due."""
    unit = story.units[person.unit]
    if case.source == Source.TASK and case.part_of == unit.task:
        unit.parts -= 1
        if unit.parts == 0 and unit.due is not None:
            tally[Count.TASKS_DUE] += 1
            tally[Count.TASKS_DELIVERED] += 1
            unit.due = None
    problem = story.problem
    if case.source == Source.PROBLEM and case.part_of == problem.number:
        problem.parts -= 1
        story.log.append((week, Contact.PART, person.seat, problem.number, problem.parts))
        if problem.parts == 0 and problem.due is not None:
            tally[Count.PROBLEMS_DUE] += 1
            tally[Count.PROBLEMS_SOLVED] += 1
            problem.due = None


def needs_help(story: Story, person: Person, case: Case) -> bool:
    """Something is not held, or every setting that agrees with what is held has failed."""
    if any(facet not in person.beliefs for facet in case.kind.facets):
        return True
    return next_setting(story, person, case)[1] > 0


def case_for_help(story: Story, person: Person) -> Case | None:
    """The oldest case for which own knowledge is not enough."""
    return next((case for case in person.cases if needs_help(story, person, case)), None)


def everybody_tries(story: Story, week: int, tally: Counter) -> None:
    """The job pays one try at each case new on the desk; then own hours go to the oldest case, try after try."""
    price = story.shared.rules.a_try
    for person in story.people:
        for case in [case for case in person.cases if case.fresh]:
            case.fresh = False
            tally[Payer.JOB, Activity.TRYING] += price
            attempt(story, week, person, case, tally)
        while person.cases and minutes_left(person) > 0:
            minutes = min(minutes_left(person), price - person.effort)
            pay_from_own_first(person, minutes, Activity.TRYING, tally)
            person.effort += minutes
            if person.effort == price:
                person.effort = 0
                attempt(story, week, person, person.cases[0], tally)
        pay_from_own_first(person, minutes_left(person), Activity.IDLE, tally)
