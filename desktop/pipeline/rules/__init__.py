"""What can be wrong with a text, one kind of damage a module; ``desktop.pipeline.repair`` gives their order."""
