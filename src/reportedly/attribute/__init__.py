"""Article to statements: who says what, through whom.

The tagger finds cues with their sources and contents (`tag`), these are cleaned into utterances (`relate`), utterances get their inner
and outer voices (`nest`), voices get their names (`who`) and times (`when`), and what nobody is said to say is the outlet's own (`own`).
"""

from reportedly.attribute.chains import attribute

__all__ = ["attribute"]
