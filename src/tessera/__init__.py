"""Tessera: the working platform of an inter-agency human-rights network and its Action Plan."""
