"""The publication: facts from `data/`, read once, checked once, and turned into every shape a reader can use."""
