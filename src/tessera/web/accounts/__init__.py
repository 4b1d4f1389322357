"""Sign-in, second factor and one-time links, on django-allauth."""
