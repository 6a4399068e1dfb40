"""What holds for all tests: a slow machine fails nobody."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
