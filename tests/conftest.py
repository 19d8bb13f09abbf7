"""What any test file may ask for by name."""

from tests.damage import data

__all__ = ["data"]
