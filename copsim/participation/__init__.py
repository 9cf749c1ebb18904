"""Members, their hours and ties, what makes them take part, and the levels read off it."""
