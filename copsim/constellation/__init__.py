"""Groups over one set of people, week by week: scenario, world, week, measures, Mesa model."""
