"""Stylised facts: what is known of communities and of learning, beside what copsim gives by default."""
