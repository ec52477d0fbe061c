"""What is known about countries: facts, where they come from, and their checks."""
