"""The plans' records; one module per cluster of them."""

from .amendments import Amendment
from .continuing import Continuation
from .delivery import Contribution, Dependency, Evidence, FundingLine, Milestone, Obstacle, StatusChange
from .guidance import GuidanceRecommendation, GuidanceWording, Suggestion
from .imports import PlanImport
from .indicators import Indicator, IndicatorRating, IndicatorValue, RatingCriteria
from .initiatives import Initiative
from .plan import Activity, Objective, Plan, Section, StrategyItem

__all__ = [
    "Activity",
    "Amendment",
    "Continuation",
    "Contribution",
    "Dependency",
    "Evidence",
    "FundingLine",
    "GuidanceRecommendation",
    "GuidanceWording",
    "Indicator",
    "IndicatorRating",
    "IndicatorValue",
    "Initiative",
    "Milestone",
    "Objective",
    "Obstacle",
    "Plan",
    "PlanImport",
    "RatingCriteria",
    "Section",
    "StatusChange",
    "StrategyItem",
    "Suggestion",
]
