"""The rooms of the window, each a page; pages do not know one another."""
