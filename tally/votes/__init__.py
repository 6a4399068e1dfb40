"""The votes that elect nobody: cards raised on a resolution (R18), and the year-end rating (R19)."""

from tally.votes.card import CardResult, CardStatus, CardVote, count_card
from tally.votes.rating import (
    Cap,
    CapBase,
    Level,
    PersonStatus,
    Rated,
    Rating,
    RatingResult,
    RatingStatus,
    RatingVote,
    Standing,
    count_rating,
)

__all__ = [
    "Cap",
    "CapBase",
    "CardResult",
    "CardStatus",
    "CardVote",
    "Level",
    "PersonStatus",
    "Rated",
    "Rating",
    "RatingResult",
    "RatingStatus",
    "RatingVote",
    "Standing",
    "count_card",
    "count_rating",
]
