"""Who may do what with recommendations. Seeing is the audience rule's matter (network.models.audience)."""

from __future__ import annotations

import rules

from tessera.network.rules import is_coordinator, is_of_network, manages, may_see

rules.add_perm("recommendations.import_source", manages)
rules.add_perm("recommendations.view_imports", is_of_network)
rules.add_perm("recommendations.join_records", manages & may_see)
rules.add_perm("recommendations.correct_labels", (manages | is_coordinator) & may_see)
