"""Applying for a title, asking the rules anew, objecting."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.enterprises import news, permissions, recording, rules
from yuandu.mechanisms.enterprises.models import (
    Application,
    ApplicationObjection,
    Assessment,
    Firm,
    Recognition,
    Tier,
)
from yuandu.mechanisms.enterprises.queries.applications import CYCLE, NOTICE
from yuandu.mechanisms.enterprises.queries.titles import held_on
from yuandu.mechanisms.enterprises.refusals import AlreadyOpen, ObjectionOpen, TitleHeld


@transaction.atomic
def open_application(*, by: Actor, party: Party, tier: str) -> Application:
    """Apply for a title, with a self-assessment by the rules in force and the next ones.

    A firm that the room does not know yet is entered with it.

    Raises:
        PermissionDenied: the actor neither acts for the organisation nor keeps its record.
        TitleHeld: the firm holds the title and its re-check is not near.
        AlreadyOpen: an application for this tier is under way.
    """
    if not permissions.may_apply_for(by, party):
        raise PermissionDenied
    firm, _is_new = Firm.objects.get_or_create(party=party, defaults={"workspace": by.workspace})
    _refuse_held(firm, tier, by.workspace.today())
    application = _open(by, firm, tier)
    application.track = lifecycle.start(
        by=by, subject=application, cycle=CYCLE, on=application.opened_on
    )
    application.save(update_fields=["track"])
    recording.freeze(by, application)
    audit.record(by, "application.open", application, firm=firm.pk, tier=tier)
    news.opened(by, application)
    return application


def _refuse_held(firm: Firm, tier: str, today: datetime.date) -> None:
    held = Recognition.objects.filter(held_on(today), firm=firm, tier=tier)
    title = held.order_by("-valid_to").first()
    if title is not None and rules.months_left(title.valid_to, today) >= rules.SOON:
        raise TitleHeld(str(Tier(tier).label), title.valid_to)


def _open(by: Actor, firm: Firm, tier: str) -> Application:
    try:
        with transaction.atomic():
            return Application.objects.create(
                workspace=by.workspace, firm=firm, tier=tier, opened_on=by.workspace.today()
            )
    except IntegrityError as error:
        if "application_open_once" in str(error):
            raise AlreadyOpen(str(Tier(tier).label)) from error
        raise


@transaction.atomic
def assess(*, by: Actor, application: Application) -> list[Assessment]:
    """Ask the books anew by what is known today; earlier answers stay on file.

    Raises:
        PermissionDenied: the application is closed, or the actor does not work on it.
    """
    if not permissions.MAY_APPLICATION["assess"](by, application):
        raise PermissionDenied
    frozen = recording.freeze(by, application)
    audit.record(
        by,
        "application.assess",
        application,
        states=[each.state for each in frozen],
        hashes=[each.decision_hash for each in frozen],
    )
    return frozen


@transaction.atomic
def object_to_application(
    *, by: Actor, application: Application, words: str
) -> ApplicationObjection:
    """Object during the public notice; this application rests, the others go on.

    Raises:
        PermissionDenied: it is not on notice, or nobody has signed in.
        ObjectionOpen: one is being looked at.
    """
    if not permissions.MAY_APPLICATION["object"](by, application) or application.track is None:
        raise PermissionDenied
    try:
        with transaction.atomic():
            objection = ApplicationObjection.objects.create(
                workspace=by.workspace,
                application=application,
                by_user_id=by.user_id,
                by_label=by.label,
                on=by.workspace.today(),
                words=words.strip(),
            )
    except IntegrityError as error:
        raise ObjectionOpen from error
    # The row rests by itself, whoever objects: it takes no right of an officer.
    lifecycle.move(
        by=Actor.system(by.workspace),
        track=application.track,
        move="object",
        on=by.workspace.today(),
        expected_stage=NOTICE,
        words=words,
    )
    audit.record(by, "application.object", application, objection=objection.pk)
    return objection
