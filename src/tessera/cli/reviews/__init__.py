"""Many files reviewed: spread over worker processes, and remembered in a folder so that a run goes on where it was.

For the verb `tessera review`. Imports analysis and extraction; no Django.
"""

from .folder import Folder
from .workers import Outcome, Task, outcomes

__all__ = ["Folder", "Outcome", "Task", "outcomes"]
