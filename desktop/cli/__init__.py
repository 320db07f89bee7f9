"""The command line: the same services and words as the window."""
