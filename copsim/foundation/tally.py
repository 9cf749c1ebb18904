"""What is counted: one row of integers a week, so that sums never depend on the order of work."""

from __future__ import annotations

from enum import IntEnum

from copsim.foundation.kernels import kernel


class Count(IntEnum):
    """The columns of the tally before the hours."""

    ABILITY = 0
    RIGHT = 1
    WRONG = 2
    ARRIVED = 3
    IN_TIME = 4
    OVERDUE = 5
    LATE = 6
    ABANDONED = 7
    OPEN = 8
    WEEKS_TO_SOLVE = 9
    TASKS_DUE = 10
    TASKS_DELIVERED = 11
    NOT_YET_KNOWN = 12
    OUTSIDE = 13
    TRANSACTIONAL = 14
    PERIPHERAL = 15
    OCCASIONAL = 16
    ACTIVE = 17
    CORE = 18
    TIES = 19
    TRUST = 20
    DOCUMENTS = 21
    DOCUMENTS_WRONG = 22
    BY_EXCHANGE = 23
    BY_MAJORITY = 24
    BY_TEACHING = 25
    BY_SUCCESS_TOGETHER = 26
    BY_ANSWER = 27
    BY_READING = 28
    BY_OWN_SUCCESS = 29
    QUESTIONS = 30
    ANSWERS = 31
    OFFERED = 32


class Activity(IntEnum):
    """What an hour is spent on. The first seven are the families of learning activity, in Wenger's order."""

    EXCHANGES = 0
    INQUIRIES = 1
    UNDERSTANDING = 2
    ASSETS = 3
    STANDARDS = 4
    FORMAL_ACCESS = 5
    VISITS = 6
    TRYING = 7
    ASKING = 8
    ANSWERING = 9
    LOOKING_UP = 10
    TIES = 11
    COORDINATION = 12
    RECOGNITION = 13
    IDLE = 14


class Payer(IntEnum):
    """Who pays an hour."""

    SLACK = 0
    JOB = 1
    SPONSOR = 2


HOURS_FROM = 33
"""First column of the hours: minutes of payer p on activity a stand in column HOURS_FROM + 15 p + a."""

COUNTS = HOURS_FROM + 15 * 3
"""Columns of the tally."""


@kernel
def charge(tally, row, payer, activity, minutes):
    """Book minutes of an activity to a payer."""
    tally[row, HOURS_FROM + 15 * payer + activity] += minutes
