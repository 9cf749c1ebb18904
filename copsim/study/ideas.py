"""The ideas of the slides: for each of them where it is run, and what of its answer the rules of the model settle.

A new idea is one line here and an experiment file. `copsim findings` runs them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copsim.foundation.errors import InputError, Problem, nearest


class Idea(NamedTuple):
    """One idea of the slides (E. Wenger, "Communities of practice: the art of learning together").

    key: also the row of a claim in an experiment that serves several ideas. slide: its words. settled: what follows
    nearly from the model's rules, so that finding it is no evidence.
    """

    key: str
    title: str
    slide: str
    experiments: tuple[str, ...]
    settled: str


IDEAS = (
    Idea(
        "definition",
        "Definition: what is a community of practice?",
        "a group of people who share similar challenges, interact regularly, learn from and with each other, and "
        "improve "
        "their ability to address their challenges",
        ("definition",),
        "The four tests are computed from what groups did, whatever they are called; their thresholds are assumed. A "
        "group that meets in pairs only cannot learn *with* each other by the rules of its activities.",
    ),
    Idea(
        "purple_in_the_nose",
        "Purple in the nose: the same note, read by outsider, newcomer and member",
        "purple in the nose",
        ("purple_in_the_nose",),
        "That reading gives less to who knows less of the matter is a rule of the model (knowledge.reading x share "
        "of the "
        "facets held); how much less it comes to, and whether newcomers catch up, is not.",
    ),
    Idea(
        "practice_and_voice",
        "Practice and voice: patients with myeloproliferative disorders",
        "from support to practice; gaining a voice in research and policy",
        ("practice_and_voice",),
        "That voice has thresholds (standards, carriers, contact with experts) is a rule of the model (`[voice]`); "
        "when "
        "they are passed, and whether a schism undoes it, is not.",
    ),
    Idea(
        "quantitative_biologists",
        "Quantitative biologists after an acquisition",
        "they create a common identity, build trust, and develop a shared practice; they learn to collaborate, avoid "
        "repeated tests, pool supply purchases, share equipment, saving frustration, time and money",
        ("quantitative_biologists",),
        "Identification grows with hours spent together, by rule; discounts and shares of equipment are assumed "
        "amounts.",
    ),
    Idea(
        "key_dimensions",
        "Model 1: key dimensions, each taken away",
        "domain, community, practice; participation, nurturing; sponsorship, support",
        ("key_dimensions",),
        "What taking an element away means is our reading of the figure, written in the experiment's arms.",
    ),
    Idea(
        "orientations",
        "Model 2: orientations, profiles of togetherness",
        "community profiles as patterns of togetherness",
        ("orientations",),
        "Hours follow the profile by one documented table, so that the observed profile is near the intended one is no "
        "finding; which profile serves which need is.",
    ),
    Idea(
        "learning_activities",
        "Model 3: learning activities, from each other and with each other",
        "learning activities: informal to formal, learning from to learning with, each other to outside sources",
        ("learning_activities", "learning_with_and_from"),
        "Tacit facets never pass by reading and pass between people by ease x trust, by rule.",
    ),
    Idea(
        "forms_of_participation",
        "Model 4: forms of participation, rings and trajectories",
        "core, active, occasional, peripheral, transactional",
        ("forms_of_participation",),
        "No rule reads a level. Core and active together were fitted to 30 % (engagement.kappa); the rest was not.",
    ),
    Idea(
        "needs_and_structures",
        "Match needs and structures",
        "task: team; single problem: task force; connection: network; knowledge domain: community of practice; "
        "knowledge "
        "service: centre of excellence",
        ("structures_and_sponsorship", "needs_and_rosters", "needs_and_assumptions"),
        "A task force's members alone are given the problem, and a centre alone keeps a desk for requests: that is "
        "their "
        "record. Scores never enter a rule.",
    ),
    Idea(
        "two_trends",
        "Two trends: the strategic importance of knowledge, and mass collaboration",
        "the strategic importance of knowledge; the emergence of mass collaboration",
        ("strategic_importance", "mass_collaboration"),
        "Nothing of the answer is settled by a rule.",
    ),
    Idea(
        "first_wave",
        "First wave: technology, knowledge as information",
        "put the knowledge of the organization in a database; useless databases with outdated information; difficult "
        "to "
        "motivate people to use a database",
        ("three_waves",),
        "Faith in documents falls by rule when a look-up brought nothing; documents do not change when the truth does.",
    ),
    Idea(
        "second_wave",
        "Second wave: people, knowledge as practice",
        "knowledge lives in communities; connecting practitioners; in the hands of practitioners; technology in "
        "support",
        ("three_waves",),
        "Nothing of the answer is settled by a rule.",
    ),
    Idea(
        "third_wave",
        "Third wave: strategic capabilities, knowledge as strategy",
        "a strategic conversation involving the organization and the communities of practice; how to make knowledge a "
        "strategy, how to connect communities and organization, how to invest in strategic domains",
        ("three_waves", "strategic_conversation"),
        "Management sees relevance and capability 13 weeks late and with an error, groups see them at once with an "
        "error "
        "of the same size: that is assumed.",
    ),
    Idea(
        "paradoxes",
        "Organizational paradoxes: pulls as dials",
        "organizational paradoxes (the figure is lost; candidates in theory.md 7)",
        ("control_and_autonomy", "formal_and_informal", "vertical_and_horizontal", "now_and_later"),
        "Control acts through the agenda, hours of reporting and the value of an hour of one's own, and nothing else.",
    ),
    Idea(
        "portfolio",
        "Portfolio of domains: engaging, investing, sponsoring",
        "strategic capabilities: portfolio of domains; engaging, investing, sponsoring",
        ("portfolio_policies", "portfolio_levers"),
        "All policies but none have the same budget of hours and recognition.",
    ),
    Idea(
        "constellation",
        "A constellation of communities of practice",
        "constellation of communities of practice",
        ("constellation",),
        "What a broker can carry is limited by competence and belonging on both sides, by rule.",
    ),
    Idea(
        "learning_citizenship",
        "Learning citizenship: contributor, broker, convener; multimembership",
        "learning citizenship: multimembership; contributor, broker, convener",
        ("learning_citizenship",),
        "Groups that nobody founds do not meet where conveners are needed (structure.convened), by rule.",
    ),
)
"""In the order of the slides."""


def chosen(names: Sequence[str]) -> list[str]:
    """The experiments named, by their names or by the key of an idea, once each.

    Raises
    ------
    InputError
        With every name that is neither.
    """
    by_key = {idea.key: idea.experiments for idea in IDEAS}
    known = [*all_experiments(), *by_key]
    wrong = [
        Problem(name, "is no experiment of an idea, and no idea", 0, nearest(name, known))
        for name in names
        if name not in known
    ]
    if wrong:
        raise InputError(wrong)
    return list(dict.fromkeys(one for name in names for one in by_key.get(name, (name,))))


def all_experiments() -> list[str]:
    """Every experiment that serves an idea, once, in their order."""
    return list(dict.fromkeys(name for idea in IDEAS for name in idea.experiments))
