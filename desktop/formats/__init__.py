"""Outside formats, one a module. Hostile input ends here."""
