"""A corpus of any size to partitioned Parquet: statements, derivations, matches and origins, day by day, on one machine or many.

Every task reads whole partitions and writes one, so that a run that was ended goes on where it was. `plan.py` has the order.
"""

from reportedly.batch.plan import Outcome, run
from reportedly.batch.settings import BatchSettings

__all__ = ["BatchSettings", "Outcome", "run"]
