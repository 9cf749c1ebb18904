"""Where should the budget go? Options held against one another over many futures, and what they are worth."""
