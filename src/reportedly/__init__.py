"""Reportedly: for everything a news article puts forward, who says so, through whom, and who else says so or denies it."""

__version__ = "0.1.0"
