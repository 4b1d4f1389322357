"""Reports of the Working Group on the Universal Periodic Review, all cycles."""
