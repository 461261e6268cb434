"""Speech acts about future actions, as records."""
