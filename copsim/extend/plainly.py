"""Runs in a process of their own, told on stdin as JSON; prints what each comes to. For kernels as plain Python."""

from __future__ import annotations

import json
import sys

from copsim.constellation.scenario import Scenario
from copsim.extend.trial import seen
from copsim.foundation.checking import checked

if __name__ == "__main__":
    for told in json.load(sys.stdin):
        print(seen(checked(Scenario, told)))
