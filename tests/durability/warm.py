"""Loaded before processes are forked that shall find everything loaded."""

from tests.durability.worker import warm

warm()
