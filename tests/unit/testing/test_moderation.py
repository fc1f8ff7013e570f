"""The moderation in memory keeps the rules of the real one."""

import pytest

from testing.moderation import MemoryModerator, with_score
from tests.contract.moderator_rules import REFUSED_IMAGE, REVIEWED_IMAGE, ModeratorRules
from vidx.ports.providers import Moderator


class TestMemoryModerator(ModeratorRules):
    @pytest.fixture
    def moderator(self) -> Moderator:
        harmful = {REFUSED_IMAGE: with_score("sexual", 0.95), REVIEWED_IMAGE: with_score("violence", 0.6)}
        return MemoryModerator(harmful)
