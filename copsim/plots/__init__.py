"""Pictures, one file for each question a figure answers."""
