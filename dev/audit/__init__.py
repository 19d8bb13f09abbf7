"""The outside checkers of `make audit`, run over the built site: nothing found is the only pass."""
