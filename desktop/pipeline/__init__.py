"""The verbs of Wengu: pure functions of their arguments. No files, no database, no clock, no Qt."""
