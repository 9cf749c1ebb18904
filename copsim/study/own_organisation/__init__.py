"""One's own organisation, from tables to a scenario: read, checked row by row, told, written."""
