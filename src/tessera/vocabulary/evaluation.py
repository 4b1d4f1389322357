"""The criteria against which a plan is reviewed: data/evaluation.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class EvaluationCriterion:
    """`asks` is the question behind it."""

    code: str
    label: Text
    asks: Text


@cache
def evaluation_criteria() -> dict[str, EvaluationCriterion]:
    """All criteria by code, in the order in which a review goes through them."""
    return {
        code: EvaluationCriterion(code=code, label=Text(entry["label"]), asks=Text(entry["asks"]))
        for code, entry in read("evaluation").items()
    }


def evaluation_criterion(code: str) -> EvaluationCriterion:
    """One criterion; raises KeyError for an unknown one."""
    if code not in evaluation_criteria():
        raise KeyError(f"there is no criterion {code!r}; known are {', '.join(evaluation_criteria())}")
    return evaluation_criteria()[code]
