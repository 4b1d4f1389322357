"""The address of "My work"."""

from django.urls import path

from . import page

urlpatterns = [path("my-work/", page.my_work, name="my-work")]
