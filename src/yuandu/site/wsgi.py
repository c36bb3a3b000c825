"""The door for granian: the application, and the ledger's one writer of this process."""

import atexit
import gc
import multiprocessing
import os
from contextlib import ExitStack

from django.core.wsgi import get_wsgi_application

from yuandu.site.processes import end_with_the_parent

# A web process of granian: without its first process it would serve on for ever.
if multiprocessing.parent_process() is not None:
    end_with_the_parent()

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuandu.site.settings")
application = get_wsgi_application()

from yuandu.kernel.ledger.batching import Collector  # noqa: E402 - models need Django set up

_open = ExitStack()
_open.enter_context(Collector())
atexit.register(_open.close)

# What is loaded by now stays. Looking it through for garbage held up a visit now and then by a
# tenth of a second.
gc.collect()
gc.freeze()
