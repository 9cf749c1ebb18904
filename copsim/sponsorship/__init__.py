"""Sponsorship resources structures: relations as presets of levers in hours."""
