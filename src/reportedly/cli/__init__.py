"""The command line: reads options and the environment, calls the pipeline, writes the answer, and turns errors into exit codes.

Standard output carries the answer and nothing else; progress, warnings and errors go to standard error, an error as one line. Everything
heavy is imported inside the command that needs it. `app.py` names the commands, each other file holds one or two of them.
"""

from reportedly.cli.app import app, main, run

__all__ = ["app", "main", "run"]
