"""A second verifier, written from docs/record-format.md alone: nothing of it comes from the program it is held against.

Standard library and ``cryptography``. It is slow, and says nothing about why. Numbers in brackets are sections of the
page.
"""
