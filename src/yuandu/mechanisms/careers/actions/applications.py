"""Applying for a rung, naming who judges, and giving an opinion."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.careers import permissions, queries, telling, wording
from yuandu.mechanisms.careers.deciding import Checked
from yuandu.mechanisms.careers.models import (
    Application,
    Kinship,
    PanelMember,
    Position,
    Rung,
    RungBook,
)
from yuandu.mechanisms.careers.queries.ways import check_of, everything
from yuandu.mechanisms.careers.refusals import (
    NotReady,
    OddApplication,
    OddKinship,
    OddPanel,
)
from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.workforce.models import Worker


@transaction.atomic
def apply(
    *, by: Actor, worker: Worker, rung: Rung, source: Rung | None = None, statement: str = ""
) -> Application:
    """Ask to be recognised in a rung; the rule's answer of the day is frozen with it.

    What nobody has recorded does not stand in the way: HR looks for it. What is recorded and
    does not suffice does.

    Raises:
        PermissionDenied: the actor asks for somebody else.
        OddApplication: the worker stands there, has asked already, or no rule leads there.
        NotReady: conditions are not met; names all of them.
    """
    if not permissions.MAY_WORKER["apply"](by, worker) and not by.is_system:
        raise PermissionDenied
    today = by.workspace.today()
    book = queries.book_in_force(by, rung, source, today)
    if book is None:
        raise OddApplication("book" if source is None else "door")
    checked = _checked(by, worker, rung, source, book)
    unmet = [one for one in checked.lacking if one.state.code == "unmet"]
    if unmet:
        raise NotReady([(one.id, wording.title_of(one.criterion)) for one in unmet])
    try:
        with transaction.atomic():
            made = Application.objects.create(
                workspace=by.workspace,
                worker=worker,
                rung=rung,
                source=source,
                book=book,
                statement=statement.strip(),
                decision=checked.text,
                state=checked.state.code,
                applied_on=today,
            )
    except IntegrityError as error:
        raise OddApplication("twice") from error
    made.track = lifecycle.start(by=by, subject=made, cycle=panels.CYCLE, on=today)
    made.save(update_fields=["track"])
    audit.record(by, "careers.apply", made, rung=rung.code, book=book.code, hash=book.hash)
    return made


def _checked(by: Actor, worker: Worker, rung: Rung, source: Rung | None, book: RungBook) -> Checked:
    positions, records = queries.file_of(worker)
    held: dict[str, Position] = {one.ladder: one for one in positions if one.to_on is None}
    there = held.get(rung.ladder)
    if there is not None and there.rung.order >= rung.order:
        raise OddApplication("standing")
    known = everything(by, by.workspace.today())
    return check_of(known, worker, positions, records, source=source, book=book)


@transaction.atomic
def name_panel(
    *, by: Actor, application: Application, members: Sequence[Worker], chair: Worker
) -> list[PanelMember]:
    """Name who judges an application, or an appeal; a first panel begins to judge at once.

    The rule is asked again, so that nobody judges what lacks a paper.

    Raises:
        PermissionDenied: the actor does not name panels.
        OddApplication: no panel is to be named at this stage.
        OddPanel: somebody on it may not judge; every objection is named.
        NotReady: conditions are not met, or nothing is recorded of one.
    """
    if not permissions.MAY_APPLICATION["form_panel"](by, application):
        raise PermissionDenied
    # Of two officers who name one at once, the second finds it named.
    held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    stage = Track.objects.get(careers_application=held).stage
    is_appeal = stage == panels.APPEALED
    if stage not in {panels.APPLIED, panels.APPEALED}:
        raise OddApplication("stage")
    before = list(held.members.all())
    if any(one.is_appeal == is_appeal for one in before):
        raise OddApplication("stage")
    _examine(application, members, chair, [one.worker_id for one in before])
    if not is_appeal:
        checked = _checked(
            by, application.worker, application.rung, application.source, application.book
        )
        if not checked.is_ready:
            raise NotReady([(one.id, wording.title_of(one.criterion)) for one in checked.lacking])
        Application.objects.filter(pk=application.pk).update(
            decision=checked.text, state=checked.state.code
        )
    made = PanelMember.objects.bulk_create(
        PanelMember(
            workspace=by.workspace,
            application=application,
            worker=member,
            is_chair=member.pk == chair.pk,
            is_appeal=is_appeal,
        )
        for member in members
    )
    if not is_appeal and application.track is not None:
        lifecycle.move(
            by=by,
            track=application.track,
            move="form",
            on=by.workspace.today(),
            expected_stage=panels.APPLIED,
        )
    audit.record(by, "careers.name_panel", application, members=[one.number for one in members])
    telling.of_panel(by, application, members)
    return made


def _examine(
    application: Application, members: Sequence[Worker], chair: Worker, earlier: Sequence[int]
) -> None:
    seats = [panels.Seat(one.pk, one.pk == chair.pk) for one in members]
    found = panels.objections(
        seats,
        applicant=application.worker_id,
        relatives=queries.relatives_of(application.worker),
        earlier=earlier,
    )
    if any(one.user_id is None for one in members):
        found = (*found, "account")
    if found:
        raise OddPanel(found)


@transaction.atomic
def give_opinion(*, by: Actor, application: Application, opinion: str, words: str) -> None:
    """Say, as one of the panel that judges now, whether the worker is to be recognised.

    Raises:
        OddApplication: the actor is not on that panel, has spoken, or gives no reason.
    """
    seat = queries.seat_of(by, application)
    if seat is None or opinion not in {"for", "against"}:
        raise OddApplication("seat")
    if not words.strip():
        raise OddApplication("words")
    said = PanelMember.objects.filter(pk=seat.pk, opinion="").update(
        opinion=opinion, words=words.strip(), said_on=by.workspace.today()
    )
    if not said:
        raise OddApplication("said")
    audit.record(by, "careers.give_opinion", application, opinion=opinion)


@transaction.atomic
def declare_kinship(*, by: Actor, worker: Worker, number: str) -> Kinship:
    """Declare that a worker and another are relatives, so that neither judges the other.

    Raises:
        PermissionDenied: the actor declares it for somebody else.
        OddKinship: nobody has the number, it is one's own, or it is declared.
    """
    if not (permissions.keeps(by) or permissions.is_oneself(by, worker)):
        raise PermissionDenied
    other = Worker.objects.filter(workspace=by.workspace, number=number.strip()).first()
    if other is None:
        raise OddKinship("unknown")
    if other.pk == worker.pk:
        raise OddKinship("oneself")
    first, second = sorted((worker.pk, other.pk))
    try:
        with transaction.atomic():
            made = Kinship.objects.create(
                workspace=by.workspace,
                one_id=first,
                other_id=second,
                declared_on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise OddKinship("twice") from error
    audit.record(by, "careers.declare_kinship", made)
    return made
