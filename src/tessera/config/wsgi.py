"""The WSGI entry point that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tessera.config.settings")
application = get_wsgi_application()
# What was loaded so far stays for good: the search for objects that hold one another need not go through it each time.
gc.collect()
gc.freeze()
