"""Questions and notices that stand before a screen until they are answered. None knows the session."""
