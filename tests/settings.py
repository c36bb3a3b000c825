"""The product's settings, on a database of the tests' own.

Tests run as the owner, since they make and empty the test database; what the
application's own role may and may not do has tests of its own.
"""

import os
from pathlib import Path

from yuandu.site import embedded

os.environ["YUANDU_AS_OWNER"] = "1"
if not os.environ.get("DATABASE_URL"):
    embedded.ensure_running(Path(".yuandu/tests").resolve(), forgetful=True)

from yuandu.site.settings import *  # noqa: F403 - the database has to stand first

TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Lets the owner empty the log between tests; it opens nothing to anybody else.
DATABASES["default"]["OPTIONS"] |= {"options": "-c yuandu.append_only=off"}  # noqa: F405
