"""The change feed: pages that should move by themselves hear what changed.

A topic says that something changed, never what: whoever hears it asks again, with the
rights they have. PostgreSQL delivers, after the commit of the change; one connection a
process listens for all pages it serves.
"""

import json
import logging
import queue
import threading
from collections.abc import Iterable

import psycopg
from django.db import connection

from yuandu.kernel.accounts.actors import Actor

CHANNEL = "yuandu_feed"
LONGEST_QUEUE = 100  # topics that a slow page may fall behind
RECONNECT_AFTER = 2  # seconds
LOOK_UP_EVERY = 1  # seconds after which the thread sees that nobody subscribes any more

# Instead of a topic: changes may have been missed, so ask for everything again.
MISSED = "message"

logger = logging.getLogger(__name__)
_public: set[str] = set()


def publish(workspace_id: int, topic: str) -> None:
    """Announce a change under `topic`; heard when the surrounding transaction commits.

    PostgreSQL sends equal announcements of one transaction once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps([workspace_id, topic])])


def inbox_of(user_id: int) -> str:
    """Return the topic of somebody's in-box."""
    return f"inbox:{user_id}"


def open_to_all(topic: str) -> None:
    """Let the public hear `topic`: that a published page has changed."""
    _public.add(topic)


def may_hear(actor: Actor, topic: str) -> bool:
    """Whether `actor` may know that something changed under `topic`."""
    if topic.startswith("inbox:"):
        return actor.user_id is not None and topic == inbox_of(actor.user_id)
    return actor.is_insider or topic in _public


class Subscription:
    """What one page waits for."""

    def __init__(self, workspace_id: int, topics: Iterable[str]) -> None:
        self.workspace_id, self.topics = workspace_id, frozenset(topics)
        self._queue: queue.Queue[str] = queue.Queue(LONGEST_QUEUE)

    def put(self, topic: str) -> None:
        """Hand over a topic; a page that has fallen too far behind starts afresh."""
        try:
            self._queue.put_nowait(topic)
        except queue.Full:
            with self._queue.mutex:
                self._queue.queue.clear()
                self._queue.queue.append(MISSED)

    def get(self, patience: float) -> str | None:
        """Return the next topic, `None` if there is none within `patience` seconds."""
        try:
            return self._queue.get(timeout=patience)
        except queue.Empty:
            return None


class Listener:
    """One connection that listens, and the subscriptions it serves.

    The thread starts with the first subscription and ends soon after the last.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscriptions: set[Subscription] = set()
        self._is_running = False
        self._thread: threading.Thread | None = None

    def subscribe(self, workspace_id: int, topics: Iterable[str]) -> Subscription:
        """Return a subscription that hears `topics` of the workspace from now on.

        Whenever the connection is made, also the first time, everybody is told that
        changes may have been missed: nobody listened before.
        """
        subscription = Subscription(workspace_id, topics)
        with self._lock:
            self._subscriptions.add(subscription)
            if not self._is_running:
                self._is_running = True
                self._thread = threading.Thread(target=self._run, daemon=True, name="feed")
                self._thread.start()
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Let the subscription hear no more."""
        with self._lock:
            self._subscriptions.discard(subscription)

    def close(self) -> None:
        """Let nobody hear any more, and return when the connection is closed."""
        with self._lock:
            self._subscriptions.clear()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        parameters = {
            name: value
            for name, value in connection.get_connection_params().items()
            if name not in {"cursor_factory", "context"}  # Django's own
        }
        while self._is_wanted():
            try:
                with psycopg.connect(**parameters, autocommit=True) as listening:
                    listening.execute(f"LISTEN {CHANNEL}")
                    self._tell_missed()
                    self._listen(listening)
            except psycopg.Error as error:
                logger.warning("feed: the connection broke and is made anew: %s", error)
                threading.Event().wait(RECONNECT_AFTER)

    def _is_wanted(self) -> bool:
        """Whether anybody subscribes; the thread that hears no ends."""
        with self._lock:
            self._is_running = bool(self._subscriptions)
            return self._is_running

    def _listen(self, listening: psycopg.Connection) -> None:
        while self._is_wanted():
            for told in listening.notifies(timeout=LOOK_UP_EVERY):
                workspace_id, topic = json.loads(told.payload)
                self._tell(workspace_id, topic)

    def _tell(self, workspace_id: int, topic: str) -> None:
        with self._lock:
            for subscription in self._subscriptions:
                if subscription.workspace_id == workspace_id and topic in subscription.topics:
                    subscription.put(topic)

    def _tell_missed(self) -> None:
        with self._lock:
            for subscription in self._subscriptions:
                subscription.put(MISSED)


listener = Listener()  # of this process
