"""Structures arrange activities: records of settings, rosters, and groups that convene."""
