"""What can go wrong, by what the caller can do about it.

    ReportedlyError
    ├── UsageError        the call was wrong: change the call
    ├── SourceError       the input could not be read or holds no article: give another input
    │   └── RefusedError  the input was refused on purpose (private address, too large, too slow)
    ├── LibraryError      the library cannot be opened, or is from a newer version: repair or choose another
    └── ModelError        a model folder does not hold what it should: choose another

Every message is one line that says what, where and what to do. The command line turns each class into an exit code.
"""

__all__ = ["LibraryError", "ModelError", "RefusedError", "ReportedlyError", "SourceError", "UsageError"]


class ReportedlyError(Exception):
    """The root of all errors that the program raises on purpose."""


class UsageError(ReportedlyError):
    """The call was wrong."""


class SourceError(ReportedlyError):
    """The input could not be read, or holds no article."""


class RefusedError(SourceError):
    """The input was refused: a private address, over a size or time limit, or a kind of link that is never followed."""


class LibraryError(ReportedlyError):
    """The library cannot be opened, read or written."""


class ModelError(ReportedlyError):
    """A model folder is incomplete, or its weights are not those of its card."""
