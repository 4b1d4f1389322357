"""The pages as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tessera.web"
    label = "web"

    def ready(self) -> None:
        from .accounts.events import events_connect  # needs the models, which are loaded only now

        events_connect()
