"""Setting up ladders, which of their rungs count as equal, and what each asks."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers import library, permissions
from yuandu.mechanisms.careers.models import Equivalence, Rung, RungBook
from yuandu.mechanisms.careers.refusals import OddBook, OddLadders
from yuandu.mechanisms.careers.rules import graph


@transaction.atomic
def begin_ladders(*, by: Actor) -> list[Rung]:
    """Enter the three ladders to start from, with their equivalences, doors and books.

    Raises:
        PermissionDenied: the actor does not keep the ladders.
        OddLadders: the company has ladders already.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    # Of two who begin at once the second finds them there.
    Workspace.objects.select_for_update().get(pk=by.workspace_id)
    if Rung.objects.filter(workspace=by.workspace).exists():
        raise OddLadders("there")
    standard = library.standard()
    made = Rung.objects.bulk_create(
        Rung(
            workspace=by.workspace,
            ladder=one.ladder,
            order=one.order,
            code=one.code,
            name=one.name,
            name_en=one.name_en,
            pay_from=one.pay[0],
            pay_to=one.pay[1],
        )
        for one in standard.rungs
    )
    by_code = {rung.code: rung for rung in made}
    Equivalence.objects.bulk_create(
        _pair(by, by_code[one], by_code[other]) for one, other in standard.equal
    )
    RungBook.objects.bulk_create(
        RungBook(
            workspace=by.workspace,
            target=by_code[one.target],
            source=by_code[one.source] if one.source else None,
            code=one.code,
            text=one.text,
            hash=library.book_of(one.text, one.code).hash,
            effective_from=one.effective_from,
            entered_by=by.label,
        )
        for one in standard.books
    )
    audit.record(
        by, "careers.begin_ladders", by.workspace, rungs=len(made), books=len(standard.books)
    )
    return made


@transaction.atomic
def equate(*, by: Actor, one: Rung, other: Rung) -> Equivalence:
    """Let two rungs of different ladders count as equal.

    Raises:
        PermissionDenied: the actor does not keep the ladders.
        OddLadders: the rungs are of one ladder, equal already, or the order would contradict
            itself.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if one.ladder == other.ladder:
        raise OddLadders("ladder")
    # Two pairs that are sound one by one may contradict each other: they come one by one.
    Workspace.objects.select_for_update().get(pk=by.workspace_id)
    made = _pair(by, one, other)
    ladders: dict[str, list[int]] = {}
    for rung in Rung.objects.filter(workspace=by.workspace).order_by("ladder", "order"):
        ladders.setdefault(rung.ladder, []).append(rung.pk)
    pairs = Equivalence.objects.filter(workspace=by.workspace).values_list("one_id", "other_id")
    if graph.contradiction(ladders.values(), [*pairs, (made.one_id, made.other_id)]):
        raise OddLadders("order")
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise OddLadders("twice") from error
    audit.record(by, "careers.equate", made, one=one.code, other=other.code)
    return made


@transaction.atomic
def set_band(*, by: Actor, rung: Rung, pay_from: Decimal | None, pay_to: Decimal | None) -> None:
    """Set the pay band of a rung, yuan a month; who was recognised earlier keeps theirs.

    Raises:
        PermissionDenied: the actor does not keep the ladders.
        OddLadders: it is no band.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if (pay_from is None) != (pay_to is None):
        raise OddLadders("pay")
    if pay_from is not None and pay_to is not None and not 0 < pay_from <= pay_to:
        raise OddLadders("pay")
    Rung.objects.filter(pk=rung.pk).update(pay_from=pay_from, pay_to=pay_to)
    audit.record(by, "careers.set_band", rung, pay_from=pay_from, pay_to=pay_to)


@transaction.atomic
def enter_book(*, by: Actor, target: Rung, source: Rung | None, text: str) -> RungBook:
    """Enter a version of what a rung asks; it holds from the day that stands in it.

    Raises:
        PermissionDenied: the actor does not keep the ladders.
        OddLadders: a door is asked for between rungs of one ladder.
        OddBook: the text is no book, or its code or day is taken.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if source is not None and source.ladder == target.ladder:
        raise OddLadders("ladder")
    try:
        book = library.book_of(text, target.code)
    except rules.Bad as bad:
        raise OddBook(bad.problems) from bad
    if _is_taken(by, target, source, book.effective_from):
        raise OddBook(why="day")
    try:
        with transaction.atomic():
            made = RungBook.objects.create(
                workspace=by.workspace,
                target=target,
                source=source,
                code=book.code,
                text=text,
                hash=book.hash,
                effective_from=book.effective_from,
                entered_by=by.label,
            )
    except IntegrityError as error:
        raise OddBook(why="code") from error
    audit.record(by, "careers.enter_book", made, code=made.code, hash=made.hash)
    return made


def _is_taken(by: Actor, target: Rung, source: Rung | None, on: datetime.date) -> bool:
    return RungBook.objects.filter(
        workspace=by.workspace, target=target, source=source, effective_from=on
    ).exists()


def _pair(by: Actor, one: Rung, other: Rung) -> Equivalence:
    first, second = sorted((one, other), key=lambda rung: rung.pk)
    return Equivalence(workspace=by.workspace, one=first, other=second)
