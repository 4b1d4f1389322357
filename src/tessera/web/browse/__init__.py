"""Pages that gather recommendations by mechanism, by group concerned and by theme."""
