"""Pure functions on text: from a `str` to spans in it and back, knowing nothing of articles, models or the disk."""
