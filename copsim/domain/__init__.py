"""Domains raise challenges: what is true, what can be written down, which kinds of challenge recur."""
