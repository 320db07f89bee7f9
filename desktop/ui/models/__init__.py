"""Lists and trees for Qt's views."""
