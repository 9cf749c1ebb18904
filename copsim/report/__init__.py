"""What people look at: a run as a page of its own, with pictures, numbers and words; and lessons around it."""
