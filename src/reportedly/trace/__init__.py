"""Articles and statements to derivations and origins: who took it from whom, and how many separate roots a claim grows from."""

from reportedly.trace.derive import derive
from reportedly.trace.groups import joined, origin_groups, stories
from reportedly.trace.settings import TraceSettings
from reportedly.trace.status import weigh

__all__ = ["TraceSettings", "derive", "joined", "origin_groups", "stories", "weigh"]
