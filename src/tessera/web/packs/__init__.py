"""Country briefs and dissemination packs."""
