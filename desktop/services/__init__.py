"""What a learner wants, one class an intention. Loads neither Qt nor a dictionary."""
