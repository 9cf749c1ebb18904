"""What is counted: one row of integers a week, so that sums never depend on the order of work."""

from __future__ import annotations

from enum import IntEnum, auto

from copsim.foundation.kernels import kernel


class _Numbered(IntEnum):
    """An enum whose members are numbered from 0 in the order in which they stand."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[int]) -> int:
        return count


class Count(_Numbered):
    """The columns of the tally before the hours."""

    ABILITY = auto()
    RIGHT = auto()
    WRONG = auto()
    ARRIVED = auto()
    IN_TIME = auto()
    OVERDUE = auto()
    LATE = auto()
    ABANDONED = auto()
    OPEN = auto()
    WEEKS_TO_SOLVE = auto()
    TASKS_DUE = auto()
    TASKS_DELIVERED = auto()
    NOT_YET_KNOWN = auto()
    OUTSIDE = auto()
    TRANSACTIONAL = auto()
    PERIPHERAL = auto()
    OCCASIONAL = auto()
    ACTIVE = auto()
    CORE = auto()
    TIES = auto()
    TRUST = auto()
    DOCUMENTS = auto()
    DOCUMENTS_WRONG = auto()
    BY_EXCHANGE = auto()
    BY_MAJORITY = auto()
    BY_TEACHING = auto()
    BY_SUCCESS_TOGETHER = auto()
    BY_ANSWER = auto()
    BY_READING = auto()
    BY_OWN_SUCCESS = auto()
    QUESTIONS = auto()
    ANSWERS = auto()
    OFFERED = auto()
    LEFT = auto()
    TENURE = auto()
    IDENTITY = auto()
    MOVED_UP = auto()
    MOVED_DOWN = auto()
    DROPPED_OUT = auto()
    FIRST_QUESTIONS = auto()
    FIRST_ANSWERED = auto()
    AGAIN_AFTER_ANSWER = auto()
    AGAIN_AFTER_NONE = auto()
    PROBLEMS_DUE = auto()
    PROBLEMS_SOLVED = auto()
    REQUESTS = auto()
    QUEUED = auto()
    NEWS_CONCERNED = auto()
    NEWS_REACHED = auto()
    BY_BROKER = auto()
    FOUNDED = auto()
    DISSOLVED = auto()
    OPEN_GROUPS = auto()
    REPEATED = auto()
    AVOIDED = auto()
    REPEATED_TRIES = auto()
    FAILED_TRIES = auto()
    ACROSS_UNITS = auto()
    ACROSS_LEGACIES = auto()
    TIES_ACROSS_UNITS = auto()
    TRUST_ACROSS_UNITS = auto()
    TIES_ACROSS_LEGACIES = auto()
    TRUST_ACROSS_LEGACIES = auto()
    IN_SEVERAL = auto()
    LINKED_UNITS = auto()
    SHARED_PRACTICE = auto()
    STRATEGIC = auto()
    RELEVANT = auto()
    ALIGNMENT = auto()
    REALLOTTED = auto()
    UNSPENT = auto()
    STOPPED = auto()
    HOURS_LISTED = auto()
    BY_SHARED_VIEW = auto()
    BY_VISIT = auto()
    BY_OTHER = auto()
    LOOK_UPS = auto()
    LOOK_UPS_USEFUL = auto()
    DOCUMENTS_USED = auto()
    DOCUMENTS_AGE = auto()
    WARRANTED = auto()
    CURATED = auto()
    VISITS_BY_EXPERTS = auto()
    APPLIED = auto()
    REALISED = auto()
    GINI_ABOVE = auto()
    GINI_BELOW = auto()
    RANK_1 = auto()
    RANK_2 = auto()
    RANK_4 = auto()
    RANK_8 = auto()
    RANK_16 = auto()
    RANK_32 = auto()
    RANK_64 = auto()
    TRIADS = auto()
    TRIADS_CLOSED = auto()
    NEW_TO_OUTSIDERS = auto()
    NEW_TO_NEWCOMERS = auto()
    NEW_TO_MEMBERS = auto()
    READ_BY_OUTSIDERS = auto()
    READ_BY_NEWCOMERS = auto()
    READ_BY_MEMBERS = auto()
    HEARD_OUTSIDE = auto()
    HEARD_RIGHT = auto()
    HEARD_FROM = auto()


class Activity(_Numbered):
    """What an hour is spent on. The first seven are the families of learning activity, in Wenger's order."""

    EXCHANGES = auto()
    INQUIRIES = auto()
    UNDERSTANDING = auto()
    ASSETS = auto()
    STANDARDS = auto()
    FORMAL_ACCESS = auto()
    VISITS = auto()
    TRYING = auto()
    ASKING = auto()
    ANSWERING = auto()
    LOOKING_UP = auto()
    TIES = auto()
    COORDINATION = auto()
    RECOGNITION = auto()
    IDLE = auto()
    CURATION = auto()
    EXPERTS = auto()
    CONVENING = auto()
    REPORTING = auto()
    CONVERSATION = auto()
    FOUNDING = auto()
    BROKERING = auto()
    OTHER = auto()


class DomainCount(_Numbered):
    """The columns of the chronicle of domains; people: those whose job is in the domain."""

    PEOPLE = auto()
    RIGHT = auto()
    WRONG = auto()
    ABILITY = auto()
    HELD_BY_SOMEBODY = auto()
    HELD_BY_ALL = auto()
    AGREED = auto()
    HELD = auto()


class GroupCount(_Numbered):
    """The columns of the chronicle of groups."""

    MEMBERS = auto()
    PRESENT = auto()
    MINUTES = auto()
    CONTRIBUTIONS = auto()
    LEARNT_FROM = auto()
    LEARNT_WITH = auto()
    ABILITY = auto()
    CASES = auto()
    CASES_SHARED = auto()
    STAGE = auto()
    OPEN = auto()


class LevelCount(_Numbered):
    """The columns of the chronicle of levels of participation.

    FROM_...: memberships of the level at the end of a quarter that had that other level, or this, a quarter before.
    """

    PEOPLE = auto()
    RIGHT = auto()
    ABILITY = auto()
    FROM_OUTSIDE = auto()
    FROM_TRANSACTIONAL = auto()
    FROM_PERIPHERAL = auto()
    FROM_OCCASIONAL = auto()
    FROM_ACTIVE = auto()
    FROM_CORE = auto()


class UnitCount(_Numbered):
    """The columns of the chronicle of units."""

    RIGHT = auto()
    ABILITY = auto()


class Payer(_Numbered):
    """Who pays an hour."""

    SLACK = auto()
    JOB = auto()
    SPONSOR = auto()


HOURS_FROM = len(Count)
"""First column of the hours: minutes of payer p on activity a stand in column HOURS_FROM + ACTIVITIES p + a."""

ACTIVITIES = len(Activity)

COUNTS = HOURS_FROM + ACTIVITIES * len(Payer)
"""Columns of the tally."""


@kernel
def charge(tally, row, payer, activity, minutes):
    """Book minutes of an activity to a payer."""
    tally[row, HOURS_FROM + ACTIVITIES * payer + activity] += minutes
