"""Group commit: many callers, one writer, one commit for whatever has come in meanwhile.

On a hot account a transaction for each transfer waits for the disk of the one before. Here
the callers queue up in memory, and one thread enters all of them with `actions.post_all`.
A caller gets its answer after the commit and not before: what was answered survives a crash,
and what was not can be asked again with its key.

The web server opens one collector a process (`site/wsgi.py`), and transfers that programs
ask for one by one come this way (`POST /api/v1/ledger/transfers`). A project's move does not:
its land is held back in the move's own transaction, so that one does not happen without the
other.
"""

import queue
import threading
from collections import defaultdict
from concurrent.futures import Future
from decimal import Decimal
from types import TracebackType
from typing import Self

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions
from yuandu.kernel.ledger.booking import Answer, Asked
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.permissions import may_transfer
from yuandu.kernel.ledger.refusals import OddTransfer
from yuandu.kernel.ledger.rules import USED, Order, part_of
from yuandu.kernel.workspaces.refusals import Refusal

MOST = 500  # orders in one commit
IDLE = 60  # seconds after which the writer gives its connection back
LINGER = 0.0005  # seconds without a newcomer after which a batch is closed

type _Waiting = tuple[Asked, Future[Answer]]


class InTransaction(RuntimeError):
    """The caller's own transaction could roll back, and the transfer would stay."""


class Closed(RuntimeError):
    """The collector takes no orders any more."""


class Collector:
    """Collects orders and commits them together; a context manager that owns the writer.

    While it is open, `enter` sends this process's orders through it. Several processes are
    fine: the accounts' locks stand between them.
    """

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._is_open = False
        self._writer = threading.Thread(target=self._write, name="ledger-writer", daemon=True)

    def __enter__(self) -> Self:
        self._is_open = True
        self._writer.start()
        _open.append(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _open.remove(self)
        with self._gate:
            self._is_open = False
            self._queue.put(None)
        self._writer.join()

    def enter(self, asked: Asked) -> Transfer:
        """Enter an order with others; return its transfer once it is committed.

        Raises:
            Refusal: the order was refused, as by `actions.transfer`.
            DatabaseError: the batch failed as a whole; ask again with the same key.
            InTransaction, Closed: it was not taken.
        """
        if connection.in_atomic_block:
            raise InTransaction("Enter orders outside of a transaction, or by actions.transfer")
        answer: Future[Answer] = Future()
        with self._gate:
            if not self._is_open:
                raise Closed("The collector is closed")
            self._queue.put((asked, answer))
        found = answer.result()
        if isinstance(found, Refusal):
            raise found
        return found

    def _write(self) -> None:
        try:
            while (first := self._first()) is not None:
                batch, is_last = self._batch(first)
                _commit(batch)
                if is_last:
                    return
        finally:
            connections.close_all()

    def _first(self) -> _Waiting | None:
        """Return what comes next; a writer with nothing to do for long holds no connection."""
        try:
            return self._queue.get(timeout=IDLE)
        except queue.Empty:
            connections.close_all()
            return self._queue.get()

    def _batch(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        """Return `first` with all that come right after, and whether the end came, too."""
        batch = [first]
        while len(batch) < MOST:
            try:
                following = self._queue.get(timeout=LINGER)
            except queue.Empty:
                break
            if following is None:
                return batch, True
            batch.append(following)
        return batch, False


_open: list[Collector] = []  # of this process; the one opened last takes the orders


def transfer(
    *, by: Actor, debit: Account, credit: Account, amount: Decimal, key: str, words: str = ""
) -> Transfer:
    """Move an amount between accounts, for a keeper of the books; see `actions.transfer`.

    Committed together with what others ask for, where a collector is open.

    Raises:
        PermissionDenied: the actor's post moves nothing between accounts.
        OddTransfer: what was used of a quota comes back with its project and not by hand.
        InsufficientFunds, KeyReused: as `actions.transfer`.
    """
    if not may_transfer(by):
        raise PermissionDenied
    if USED in (part_of(debit.code), part_of(credit.code)):
        raise OddTransfer("of-what-is-used")
    return enter(Asked(by, Order(debit.pk, credit.pk, amount, key, words=words.strip())))


def enter(asked: Asked) -> Transfer:
    """Enter an order with others if a collector is open, by itself if none is.

    Raises:
        Refusal: the order was refused, as by `actions.transfer`.
    """
    if _open and not connection.in_atomic_block:
        return _open[-1].enter(asked)
    return actions.enter(asked=asked)


def _commit(batch: list[_Waiting]) -> None:
    """Enter a batch, workspace by workspace, and answer."""
    by_workspace: defaultdict[int, list[_Waiting]] = defaultdict(list)
    for waiting in batch:
        by_workspace[waiting[0].by.workspace_id].append(waiting)
    for group in by_workspace.values():
        try:
            answers = actions.post_all(asked=[asked for asked, _ in group])
        except Exception as error:  # noqa: BLE001 - whoever asked has to hear of it
            for _, future in group:
                future.set_exception(error)
            if isinstance(error, DatabaseError):
                connection.close()  # the next batch finds a new one
            continue
        for (_, future), answer in zip(group, answers, strict=True):
            future.set_result(answer)
