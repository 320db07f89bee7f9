"""The few things that stand before the window."""
