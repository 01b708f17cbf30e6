"""The person whom the tests of delivering write to."""

from __future__ import annotations

import pytest

from core.model import Person
from tests.house import House


@pytest.fixture
def an(house: House) -> Person:
    return house.person("Nguyễn Văn An")
