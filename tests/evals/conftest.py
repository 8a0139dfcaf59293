"""Lets these tests import the scorers, which are no part of the package."""

from __future__ import annotations
