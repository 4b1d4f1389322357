"""What the verbs of the command line share: finding them, an open TESSERA_HOME, answers, errors in one sentence.

Loads no Django before a verb runs, so that help is quick; knows no verb by name.
"""

from .answers import answer, note, progress
from .errors import Failure, failing_on
from .home import with_home
from .options import json_option
from .run import main

__all__ = ["Failure", "answer", "failing_on", "json_option", "main", "note", "progress", "with_home"]
