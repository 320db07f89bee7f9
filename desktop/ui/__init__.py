"""The window: everything Qt. Shows what the services give, and says what the learner wants."""
