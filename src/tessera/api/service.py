"""The API as a whole: its name, its throttle, what a wrong request is answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.throttling import AnonRateThrottle, AuthRateThrottle

from .documents import countries_router, documents
from .guidance import router as guidance
from .plans import router as plans
from .ratifications import ratifications_router, treaties_router
from .recommendations import router as recommendations

api = NinjaAPI(
    title="Tessera",
    version="1",
    description=(
        "Recommendations of human rights mechanisms, treaties and who is bound by them, action plans and the "
        "Guidance Note, read only. Signed in, you see more than the public."
    ),
    docs_url=None,
    urls_namespace="api-v1",
    throttle=[AnonRateThrottle("600/m"), AuthRateThrottle("1200/m")],
)
api.add_router("/plans", plans, tags=["plans"])
api.add_router("/guidance", guidance, tags=["guidance"])
api.add_router("/treaties", treaties_router, tags=["ratifications"])
api.add_router("/ratifications", ratifications_router, tags=["ratifications"])
api.add_router("/recommendations", recommendations, tags=["recommendations"])
api.add_router("/documents", documents, tags=["documents"])
api.add_router("/countries", countries_router, tags=["countries"])


@api.exception_handler(ValidationError)
def wrong_request(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """One sentence that names the first wrong value."""
    first: dict[str, Any] = error.errors[0] if error.errors else {}
    name = str(first.get("loc", ("",))[-1])
    return api.create_response(request, {"detail": f"“{name}”: {first.get('msg', 'wrong value')}."}, status=422)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=error.status_code)
