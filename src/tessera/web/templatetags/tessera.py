"""Template tags of Tessera's pages."""

from django import template

register = template.Library()
