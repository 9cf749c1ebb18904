"""Lines for a terminal: a measure that is not defined in some weeks is shown where it is, and nowhere else."""

from __future__ import annotations

import math

from copsim.study.printing import sparkline


def test_a_course_is_drawn_from_its_lowest_to_its_highest() -> None:
    assert sparkline([0.0, 1.0, 2.0, 7.0]) == "▁▂▃█"
    assert sparkline([3.0, 3.0]) == "▁▁"
    assert sparkline([]) == ""


def test_weeks_without_a_value_are_blank_and_do_not_count() -> None:
    assert sparkline([math.nan, 0.0, math.nan, 7.0]) == " ▁ █"
    assert sparkline([math.nan, 1.0, 2.0, 2.0], width=2) == "▁█"
    assert sparkline([math.nan] * 3) == "   "
