"""The pieces of a screen. Each is drawn from one frozen value and the words handed down; none knows the session."""
