"""Two people at once: acts on threads of their own, each with its connection to PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from yuandu.kernel.workspaces.refusals import Refusal


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of them at the same moment; return "done" or a refusal's code for each."""
    together = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            together.wait()
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
