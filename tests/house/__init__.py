"""The builder every test talks through, and beside it the checks of the house itself: who may live in which room."""

from tests.house.builder import START, House

__all__ = ["START", "House"]
