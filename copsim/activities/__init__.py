"""What hours are spent on: families of learning activity, and work on challenges."""
