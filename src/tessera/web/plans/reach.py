"""What the pages of plans share with other pages of a plan (web.plan_pages)."""

from __future__ import annotations

from tessera.web.plan_pages import Crumbs, activity_or_404, crumbs, plan_context, plan_or_404, today

__all__ = ["Crumbs", "activity_or_404", "crumbs", "plan_context", "plan_or_404", "today"]
