"""What a recommendation is about and how specific its action is: learned from labelled texts, or read by rules.

Imports analysis and vocabulary; numpy and scipy to read, scikit-learn to learn (training alone loads it). Of no text it
keeps more than its words; it says nothing of a person or an organisation.
"""

from .model import ACTION, ISSUES, PERSONS, THEMES, Guess, Model, Reading
from .model_file import UnreadableModel
from .model_file import model_load as load
from .model_file import model_save as save

__all__ = ["ACTION", "ISSUES", "PERSONS", "THEMES", "Guess", "Model", "Reading", "UnreadableModel", "load", "save"]
