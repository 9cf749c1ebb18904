"""Single rules in stirred worlds: whatever people hold and whoever they trust, kernel and telling answer the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.activities import asking, solving
from copsim.domain import field
from copsim.foundation.kernels import handle
from copsim.knowledge import beliefs, learning, repertoire
from copsim.participation import engagement, levels, people, ties

from . import (
    told_asking,
    told_beliefs,
    told_field,
    told_learning,
    told_levels,
    told_participation,
    told_solving,
    told_ties,
    told_writing,
)
from .comparing import assert_same
from .stirring import STIRRED, stirred
from .story import Beliefs, Kind, Person, Story


class Scene(tuple):
    """A world and its story; shown shortly, by the place of the scenario and the number that stirred it."""

    def __new__(cls, place: int, number: int) -> Scene:
        made = super().__new__(cls, stirred(STIRRED[place], number))
        made.name = f"Scene({place}, {number})"
        return made

    def __repr__(self) -> str:
        return self.name


scenes = st.builds(Scene, st.integers(0, len(STIRRED) - 1), st.integers(0, 10**9))
numbers = st.integers(0, 10**6)
few = settings(max_examples=25)


class Deal(NamedTuple):
    """Two people, a kind of challenge, minutes present, a trust, the key of a draw and further luck."""

    mine: Person
    theirs: Person
    kind: Kind
    present: int
    trust: int
    key: int
    luck: Random


def deals(story: Story, number: int, times: int = 12) -> Iterator[Deal]:
    luck = Random(number)
    for _ in range(times):
        mine, theirs = luck.sample(story.people, 2)
        present, trust = luck.choice((60, luck.randint(1, 60))), luck.choice((0, 65536, luck.randint(0, 65536)))
        yield Deal(mine, theirs, luck.choice(story.field.kinds), present, trust, luck.getrandbits(64), luck)


def as_lesson(kind: Kind, answer: tuple[int, int]) -> Beliefs:
    take, value = answer
    return {f: 1 if value >> p & 1 else -1 for p, f in enumerate(kind.facets) if take >> p & 1}


@given(scenes, numbers)
@few
def test_copying_and_taking_up(scene: Scene, number: int) -> None:
    world, story = scene
    seen, rules, held = handle(world.field), handle(world.rules), world.people.beliefs
    for mine, theirs, kind, present, trust, key, _ in deals(story, number):
        answer = learning.copying(
            held, seen, rules, mine.seat, theirs.seat, kind.number, trust, present, np.uint64(key)
        )
        lesson = told_learning.copying(
            story.field, story.shared.rules, mine.beliefs, theirs.beliefs, kind, trust, present, key
        )
        for f, value in [(f, value) for f in kind.facets for value in (-1, 1)]:
            told = told_learning.after_evidence(story.field, story.shared.rules, f, value, key >> 32)
            assert learning.weighed(seen, rules, f, value, key >> 32) == told
        assert as_lesson(kind, answer) == lesson
        assert learning.take_up(held, seen, mine.seat, kind.number, *answer) == len(lesson)
        mine.beliefs.update(lesson)
    assert_same(world, story, "taken up")


@given(scenes, numbers)
@few
def test_majority_of_superior(scene: Scene, number: int) -> None:
    world, story = scene
    seen, majority = handle(world.field), world.tables.majority
    for _, _, kind, present, _, key, luck in deals(story, number):
        circle = luck.sample(story.people, luck.randint(2, len(story.people)))
        standing = [luck.randint(0, 3) for _ in circle]
        at = luck.randrange(len(circle))
        who = np.array([p.seat for p in circle])
        answer = learning.majority_of_superior(
            world.people.beliefs, seen, majority, who, np.array(standing), at, kind.number, present, np.uint64(key)
        )
        better = [p.beliefs for p, does in zip(circle, standing, strict=True) if does > standing[at]]
        told = told_learning.majority_of_superior(majority.tolist(), circle[at].beliefs, better, kind, present, key)
        assert as_lesson(kind, answer) == told


@given(scenes, numbers)
@few
def test_sharing_a_success_and_confirming(scene: Scene, number: int) -> None:
    world, story = scene
    seen, rules, held = handle(world.field), handle(world.rules), world.people.beliefs
    for mine, theirs, kind, present, _, key, _ in deals(story, number):
        answer = learning.sharing_a_success(held, seen, rules, mine.seat, kind.number, present, np.uint64(key))
        told = told_learning.sharing_a_success(story.field, story.shared.rules, mine.beliefs, kind, present, key)
        assert as_lesson(kind, answer) == told
        taught = told_learning.confirm(story.field, theirs.beliefs, kind)
        assert learning.confirm(held, seen, theirs.seat, kind.number) == taught
    assert_same(world, story, "confirmed")


@given(scenes, numbers)
@few
def test_reading(scene: Scene, number: int) -> None:
    world, story = scene
    seen, rules, held, written = (
        handle(world.field),
        handle(world.rules),
        world.people.beliefs,
        handle(world.repertoire),
    )
    for mine, _, kind, _, _, key, luck in deals(story, number):
        shelf = luck.randrange(len(story.shelves))
        answer = learning.reading(held, written, shelf, seen, rules, mine.seat, kind.number, np.uint64(key))
        told = told_learning.reading(story.field, story.shared.rules, mine.beliefs, story.shelves[shelf], kind, key)
        assert as_lesson(kind, answer) == told


@given(scenes, numbers)
@few
def test_shared_views_and_experts(scene: Scene, number: int) -> None:
    world, story = scene
    seen, rules, held, majority = handle(world.field), handle(world.rules), world.people.beliefs, world.tables.majority
    for mine, _, kind, present, _, key, luck in deals(story, number):
        circle = luck.sample(story.people, luck.randint(2, len(story.people)))
        shelf = luck.randrange(-1, len(story.shelves))
        who = np.array([p.seat for p in circle])
        votes = learning.votes_of_all(held, world.repertoire.says, shelf, seen, who, kind.number)
        told = told_learning.votes_of_all([p.beliefs for p in circle], story.shelves[shelf] if shelf >= 0 else {}, kind)
        assert votes.tolist() == list(told.values())
        args = (mine.seat, kind.number, present, np.uint64(key))
        answer = learning.shared_view(held, seen, rules, majority, votes, *args)
        assert as_lesson(kind, answer) == told_learning.shared_view(story, told, mine.beliefs, kind, present, key)
        group = luck.randrange(3)
        answer = learning.hearing_an_expert(held, seen, rules, world.seed, group, *args)
        assert as_lesson(kind, answer) == told_learning.hearing_an_expert(
            story, group, mine.beliefs, kind, present, key
        )


@given(scenes, numbers)
@few
def test_writing_down(scene: Scene, number: int) -> None:
    world, story = scene
    seen, documents, held = handle(world.field), handle(world.repertoire), world.people.beliefs
    for author, _, kind, week, _, _, luck in deals(story, number):
        present = luck.sample(story.people, luck.randint(2, 9))
        shelf = luck.randrange(len(story.shelves))
        who = np.array([p.seat for p in present])
        wrote = repertoire.write_down(documents, shelf, held, seen, who, author.uid, kind.number, week)
        views = [p.beliefs for p in present]
        assert wrote == told_writing.write_down(story, story.shelves[shelf], views, author.uid, kind, week)
    assert_same(world, story, "written")


@given(scenes)
@few
def test_ability_and_what_is_held(scene: Scene) -> None:
    world, story = scene
    held, seen = world.people.beliefs, handle(world.field)
    rights, wrongs = np.zeros((2, len(story.field.facets)), np.uint64)
    for person in story.people:
        beliefs.all_right_and_wrong(held, seen, person.seat, rights, wrongs)
        for d in range(len(story.field.facets)):
            told = told_beliefs.ability_in(person.beliefs, story.field, story.shared.weight, d)
            strategic = told_beliefs.strategic_in(person.beliefs, story.field, d)
            assert beliefs.ability_of(rights, wrongs, seen, d) == (told, strategic)
            right, wrong = beliefs.right_and_wrong(held, seen, person.seat, d)
            assert (right, wrong) == (int(rights[d]), int(wrongs[d]))
            assert int(right).bit_count() == told_beliefs.right_of(person.beliefs, story.field, d)
            assert int(wrong).bit_count() == told_beliefs.wrong_of(person.beliefs, story.field, d)
    for kind in story.field.kinds:
        told = told_beliefs.held_of(story.people[0].beliefs, kind)
        assert beliefs.held_count(held, seen, 0, kind.number) == told


@given(scenes, st.integers(0, 2**32 - 1))
@few
def test_kind_by_law(scene: Scene, drawn: int) -> None:
    world, story = scene
    edges = [limit + step for limit in story.shared.law for step in (-1, 0) if limit + step < 2**32]
    for x in [drawn, 0, 2**32 - 1, *edges]:
        for d in range(len(story.field.facets)):
            assert field.kind_by_law(handle(world.field), d, x) == told_field.kind_by_law(story, d, x).number


@given(scenes)
@few
def test_the_next_setting_and_who_needs_help(scene: Scene) -> None:
    world, story = scene
    seen = handle(world)
    for person in story.people:
        case = told_solving.case_for_help(story, person)
        place = person.cases.index(case) if case is not None else -1
        assert solving.case_for_help(seen, person.seat) == place
        for place, case in enumerate(person.cases):
            setting, doubted = solving.next_setting(seen, person.seat, place)
            told = told_solving.next_setting(story, person, case)
            signs = tuple(1 if setting >> p & 1 else -1 for p in range(len(case.kind.facets)))
            assert (signs, doubted) == told
    assert_same(world, story, "looked at")


@given(scenes, numbers)
@few
def test_becoming_tied(scene: Scene, number: int) -> None:
    world, story = scene
    seen = handle(world.ties)
    for mine, theirs, _, _, trust, _, _ in deals(story, number):
        stranger = people.stranger_to(handle(world), mine.seat, theirs.seat)
        assert stranger == told_ties.trust_in_stranger(story, mine, theirs)
        assert ties.trust_between(seen, mine.seat, theirs.seat, stranger) == told_ties.trust_in(
            story, mine, theirs.seat
        )
        ties.add_tie(seen, mine.seat, theirs.seat, trust)
        told_ties.become_tied(mine, theirs.seat, trust)
        ties.note_help(seen, mine.seat, theirs.seat)
        told_ties.note_help(mine, theirs.seat)
    assert_same(world, story, "tied")


@given(scenes, numbers)
@few
def test_hours_offered(scene: Scene, number: int) -> None:
    world, story = scene
    rules, tables, luck = handle(world.rules), handle(world.tables), Random(number)
    for m in story.memberships():
        w, praise, cap = luck.gauss(0, 1.5), luck.uniform(0, 5), luck.choice((0, 240, 3000))
        worth = (m.interest, m.learning, m.helped, m.belonging)
        eased, control = (
            luck.choice((0, 65536, luck.randint(0, 65536))),
            luck.choice((0, 65536, luck.randint(0, 65536))),
        )
        told = told_participation.minutes_offered(story.shared, m, w, praise, eased, control, cap)
        assert engagement.minutes_offered(rules, tables, *worth, w, praise, eased, control, cap) == told


@pytest.mark.parametrize("contributions", [0, 6, 7, 13])
def test_level_of(contributions: int) -> None:
    for present in [0, 1, 155, 156, 157, 623, 624, 1559, 1560, 9999]:
        for used in (False, True):
            told = told_levels.level_of(present, contributions, used)
            assert levels.level_of(present, contributions, used) == told


@given(scenes, numbers)
@few
def test_refusing_in_an_order_of_chance(scene: Scene, number: int) -> None:
    world, story = scene
    luck = Random(number)
    asked = luck.sample(story.people, 4)
    helper, questions = np.full(len(story.people), -1, np.int64), []
    for asker in story.people:
        of = luck.choice([None, *asked])
        if of is not None and of is not asker:
            helper[asker.seat] = of.seat
            questions.append(told_asking.Question(asker, of, story.field.kinds[0], None))
    asking.refuse_some(handle(world), 3, 2, helper)
    story.tally[2] = Counter()
    told = {q.asker.seat: q.helper.seat for q in told_asking.not_refused(story, 3, questions, story.tally[2])}
    assert {i: int(j) for i, j in enumerate(helper) if j >= 0} == told
    assert_same(world, story, "refused")
