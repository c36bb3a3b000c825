"""What the register stands on: the company's form, its classes, holders, prices."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.equity import permissions, rules
from yuandu.mechanisms.equity.models import AuditedYear, Charter, Holder, PriceRule, ShareClass
from yuandu.mechanisms.equity.refusals import OddRegister
from yuandu.mechanisms.equity.turns import in_turn
from yuandu.mechanisms.workforce.models import Worker


@transaction.atomic
def enter_charter(
    *, by: Actor, form: str, legal_name: str, founded_on: datetime.date, code: str = ""
) -> Charter:
    """Enter the company's legal form, which decides how many may hold shares.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddRegister: it is entered already, or makes no sense.
    """
    _keeper(by)
    if form not in rules.REGISTERED:
        raise OddRegister("form")
    try:
        with transaction.atomic():
            made = Charter.objects.create(
                workspace=by.workspace,
                form=form,
                legal_name=_name(legal_name),
                code=code.strip(),
                founded_on=founded_on,
            )
    except IntegrityError as error:
        raise OddRegister("charter-taken") from error
    audit.record(by, "equity.charter", made, form=form)
    return made


@transaction.atomic
def open_class(
    *,
    by: Actor,
    code: str,
    name: str,
    par_value: Decimal,
    name_en: str = "",
    votes_per_share: Decimal = Decimal(1),
    authorised: int | None = None,
) -> ShareClass:
    """Open a class of shares; raises as `enter_charter` does."""
    _keeper(by)
    if par_value <= 0 or votes_per_share < 0 or (authorised is not None and authorised <= 0):
        raise OddRegister("shares")
    try:
        with transaction.atomic():
            made = ShareClass.objects.create(
                workspace=by.workspace,
                code=_name(code),
                name=_name(name),
                name_en=name_en.strip(),
                par_value=par_value,
                votes_per_share=votes_per_share,
                authorised=authorised,
            )
    except IntegrityError as error:
        raise OddRegister("class-taken") from error
    audit.record(by, "equity.open_class", made, code=made.code)
    return made


@transaction.atomic
def enter_holder(
    *,
    by: Actor,
    number: str,
    kind: str,
    name: str = "",
    worker: Worker | None = None,
    user: User | None = None,
    form: str = "",
    basis: str = "",
    is_institution: bool = False,
    code: str = "",
) -> Holder:
    """Enter somebody who may hold shares; they hold none yet.

    Args:
        name: of a worker-partner the staff list's, whatever is given.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddRegister: kind, worker and form do not fit, or the number is taken.
    """
    _keeper(by)
    if (kind == Holder.Kind.WORKER) != (worker is not None):
        raise OddRegister("worker")
    if worker is not None and worker.workspace_id != by.workspace_id:
        raise OddRegister("worker")
    if (kind == Holder.Kind.VEHICLE) != bool(form) or (form and form not in rules.OF_VEHICLE):
        raise OddRegister("form")
    if form == rules.PLAN and not basis.strip():
        raise OddRegister("basis")
    try:
        with transaction.atomic():
            made = Holder.objects.create(
                workspace=by.workspace,
                number=_name(number),
                kind=kind,
                name=worker.name if worker else _name(name),
                worker=worker,
                user=user if worker is None else None,
                form=form,
                basis=basis.strip(),
                is_institution=is_institution or kind == Holder.Kind.VEHICLE,
                code=code.strip(),
                entered_on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise OddRegister("number-taken") from error
    audit.record(by, "equity.holder", made, personal={"name": made.name}, number=made.number)
    return made


@transaction.atomic
def correct_holder(*, by: Actor, holder: Holder, name: str, basis: str, code: str) -> None:
    """Correct a shareholder's name, document and code; a worker's name is the staff list's.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddRegister: the name, or a plan's document, would be missing.
    """
    if not permissions.MAY_HOLDER["keep"](by, holder):
        raise PermissionDenied
    if holder.form == rules.PLAN and not basis.strip():
        raise OddRegister("basis")
    given = {
        "name": holder.name if holder.worker_id else _name(name),
        "basis": basis.strip(),
        "code": code.strip(),
    }
    Holder.objects.filter(pk=holder.pk).update(**given)
    audit.record(
        by, "equity.correct", holder, personal={"name": given["name"]}, number=holder.number
    )


@transaction.atomic
def publish_rule(
    *,
    by: Actor,
    admit_factor: Decimal,
    exit_factor: Decimal,
    words: str,
    resolution: str,
    from_on: datetime.date,
    floor: Decimal = Decimal(0),
) -> PriceRule:
    """Publish the rule for the price of a share, as a further version; earlier ones stay.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddRegister: a factor is not above zero, or the rule would hold for the past.
    """
    _keeper(by)
    if admit_factor <= 0 or exit_factor <= 0 or floor < 0:
        raise OddRegister("factors")
    if from_on < by.workspace.today() and not by.is_system:
        raise OddRegister("from")
    # Two who publish at once: one waits here, and gets the next version.
    in_turn(by)
    last = PriceRule.objects.filter(workspace=by.workspace).aggregate(last=Max("version"))["last"]
    made = PriceRule.objects.create(
        workspace=by.workspace,
        version=(last or 0) + 1,
        from_on=from_on,
        admit_factor=admit_factor,
        exit_factor=exit_factor,
        floor=floor,
        words=_name(words),
        resolution=resolution.strip(),
        published_by=by.label,
    )
    audit.record(by, "equity.rule", made, version=made.version)
    return made


@transaction.atomic
def enter_year(
    *,
    by: Actor,
    year: int,
    net_assets: Decimal,
    shares: int,
    auditor: str,
    report: str,
    signed_on: datetime.date,
) -> AuditedYear:
    """Enter what the audited balance sheet of a year says.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddRegister: the year is entered, has not ended, or stands for no shares.
    """
    _keeper(by)
    if shares <= 0:
        raise OddRegister("shares")
    if not year < signed_on.year or signed_on > by.workspace.today():
        raise OddRegister("year")
    try:
        with transaction.atomic():
            made = AuditedYear.objects.create(
                workspace=by.workspace,
                year=year,
                net_assets=net_assets,
                shares=shares,
                auditor=_name(auditor),
                report=report.strip(),
                signed_on=signed_on,
            )
    except IntegrityError as error:
        raise OddRegister("year-taken") from error
    audit.record(by, "equity.year", made, year=year, net_assets=net_assets, shares=shares)
    return made


def _keeper(by: Actor) -> None:
    if not permissions.keeps(by):
        raise PermissionDenied


def _name(text: str) -> str:
    if not text.strip():
        raise OddRegister("name")
    return text.strip()
