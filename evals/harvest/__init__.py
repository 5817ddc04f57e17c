"""What reviewers did against the program, as new cases, for a person to look at."""
