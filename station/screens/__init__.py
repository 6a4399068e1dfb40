"""The screens: each shows the day and keeps nothing of it."""
