"""The folder of a congress as its clerk has it, for the command that makes papers of it."""

from tests.cli.conftest import cheap_keys, desk, sealed

__all__ = ["cheap_keys", "desk", "sealed"]
