"""Feeds -> articles in the library, round after round; and a word to the user when the status of a claim that they follow changes."""

from reportedly.watch.feeds import feeds_named
from reportedly.watch.rounds import Tally
from reportedly.watch.settings import Clock, Manners, Surroundings
from reportedly.watch.watching import Ears, Watch, follow, followed_words
from reportedly.watch.webhook import Webhook, allowing

__all__ = [
    "Clock",
    "Ears",
    "Manners",
    "Surroundings",
    "Tally",
    "Watch",
    "Webhook",
    "allowing",
    "feeds_named",
    "follow",
    "followed_words",
]
