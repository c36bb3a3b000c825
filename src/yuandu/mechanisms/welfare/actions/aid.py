"""Sealed cases: asking for emergency aid, answering in time, paying from the care fund.

The logs of the house say that something happened in some case, in nobody's name; see `sealing`.
Who did what stands in the case itself.
"""

import secrets
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.files import names
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.welfare import clock, news, permissions, queries, rules
from yuandu.mechanisms.welfare.models import AidCase, AidMember, AidWord
from yuandu.mechanisms.welfare.people import oneself
from yuandu.mechanisms.welfare.refusals import NotOnStaff, OddAid
from yuandu.mechanisms.welfare.sealing import nameless

FUND, SOURCE, PAID = "care-fund", "care-source", "care-paid"
PAPER = "附件"  # what every file of a case is called in the log of the house
CENT = Decimal("0.01")
NAMES = {
    FUND: ("关爱基金", "Care fund"),
    SOURCE: ("关爱基金拨入", "Paid into the care fund"),
    PAID: ("关爱基金支出", "Paid out of the care fund"),
}
OUTCOMES = (AidCase.ANSWERED, AidCase.GRANTED, AidCase.DECLINED)


@transaction.atomic
def ask_aid(
    *,
    by: Actor,
    words: str,
    is_urgent: bool,
    officers: Collection[User],
    upload: File[Any] | None = None,
) -> AidCase:
    """Ask chosen care officers for aid; nobody else learns of it.

    Raises:
        NotOnStaff: the actor is not on the staff list.
        OddAid: no words, or nobody to turn to.
        files.rules.Refused: the file must not be kept; then nothing is.
    """
    worker = oneself(by)
    if worker.user_id is None:  # it was unlinked this moment
        raise NotOnStaff
    allowed = set(queries.care_officers(by).values_list("pk", flat=True))
    group = [each for each in officers if each.pk in allowed]
    if not words.strip():
        raise OddAid("words")
    if not group:
        raise OddAid("group")
    now = clock.now(by.workspace)
    calendar = calendar_of(by.workspace)
    case = AidCase.objects.create(
        workspace=by.workspace,
        worker=worker,
        asker_id=worker.user_id,
        words=words.strip(),
        is_urgent=is_urgent,
        asked_at=now,
        due_at=rules.answer_due(now, is_urgent=is_urgent, calendar=calendar),
    )
    AidMember.objects.bulk_create(
        AidMember(workspace=by.workspace, case=case, user=each) for each in group
    )
    _say(by, case, "asked", "", upload)
    audit.record(nameless(by), "welfare.sealed", by.workspace)
    _tell(by, case)
    return case


@transaction.atomic
def say_in_aid(*, by: Actor, case: AidCase, words: str, upload: File[Any] | None = None) -> None:
    """Say something in a case, with a file or without.

    Raises:
        PermissionDenied: the actor is not let into the case.
        OddAid: neither words nor a file.
        files.rules.Refused: the file must not be kept; then nothing is.
    """
    _inside(by, case)
    if not words.strip() and upload is None:
        raise OddAid("words")
    _say(by, case, "said", words.strip(), upload)
    audit.record(nameless(by), "welfare.sealed", by.workspace)
    _tell(by, case)


@transaction.atomic
def decide_aid(
    *, by: Actor, case: AidCase, outcome: str, words: str, amount: Decimal | None = None
) -> None:
    """Answer a case, grant aid or decline it; the first of these stops the clock.

    What is granted is paid from the care fund, which cannot be overspent.

    Raises:
        PermissionDenied: the actor is no care officer of the case, or asks in it.
        OddAid: no words, an odd amount, or it was decided meanwhile.
        ledger.refusals.InsufficientFunds: the fund has less.
    """
    _inside(by, case)
    if not permissions.MAY_AID["decide"](by, case):
        raise PermissionDenied
    if outcome not in OUTCOMES or not words.strip():
        raise OddAid("words")
    is_granted = outcome == AidCase.GRANTED
    if is_granted and (amount is None or amount <= 0 or amount != amount.quantize(CENT)):
        raise OddAid("amount")
    now = clock.now(by.workspace)
    standing = AidCase.objects.filter(pk=case.pk, state__in=AidCase.RUNNING)
    if not standing.update(state=outcome, amount=amount if is_granted else None, answered_at=now):
        raise OddAid("decided")
    if case.answered_at is not None:  # the first answer is what the clock was for
        AidCase.objects.filter(pk=case.pk).update(answered_at=case.answered_at)
    if is_granted and amount is not None:
        ledger.transfer(
            by=nameless(by),
            debit=_account(by, FUND),
            credit=_account(by, PAID),
            amount=amount,
            key=secrets.token_hex(16),  # which says nothing of the case
        )
    _say(by, case, outcome, words.strip())
    audit.record(nameless(by), "welfare.sealed", by.workspace)
    _tell(by, case)


@transaction.atomic
def withdraw_aid(*, by: Actor, case: AidCase) -> None:
    """Take back what one asked for.

    Raises:
        PermissionDenied: somebody else asked.
        OddAid: it was decided meanwhile.
    """
    _inside(by, case)
    if not permissions.MAY_AID["withdraw"](by, case):
        raise PermissionDenied
    standing = AidCase.objects.filter(pk=case.pk, state__in=AidCase.RUNNING)
    if not standing.update(state=AidCase.WITHDRAWN):
        raise OddAid("decided")
    _say(by, case, "withdrawn", "")
    audit.record(nameless(by), "welfare.sealed", by.workspace)
    _tell(by, case)


@transaction.atomic
def let_in(*, by: Actor, case: AidCase, officer: User) -> None:
    """Let another care officer into a case; who asked reads that in it.

    Raises:
        PermissionDenied: the actor is no care officer of the case.
        OddAid: the other is no care officer, or is the one who asks.
    """
    _inside(by, case)
    if not permissions.MAY_AID["share"](by, case):
        raise PermissionDenied
    allowed = set(queries.care_officers(by).values_list("pk", flat=True))
    if officer.pk not in allowed or officer.pk == case.asker_id:
        raise OddAid("group")
    AidMember.objects.get_or_create(case=case, user=officer, defaults={"workspace": by.workspace})
    _say(by, case, "let_in", officer.name)
    audit.record(nameless(by), "welfare.sealed", by.workspace)
    _tell(by, case)


@transaction.atomic
def fill_fund(*, by: Actor, amount: Decimal, key: str) -> None:
    """Pay into the care fund, yuan; asked again with the same key, it is paid in once.

    Raises:
        PermissionDenied: the actor does not keep the fund.
        OddAid: the amount is not above zero.
        ledger.refusals.KeyReused: the key belongs to another amount.
    """
    if not permissions.keeps_fund(by):
        raise PermissionDenied
    if amount <= 0 or amount != amount.quantize(CENT):
        raise OddAid("amount")
    fund = _account(by, FUND)
    key = f"care-fund:{key}"
    is_served = Transfer.objects.filter(workspace=by.workspace, key=key).exists()
    ledger.transfer(by=by, debit=_account(by, SOURCE), credit=fund, amount=amount, key=key)
    if not is_served:
        audit.record(by, "welfare.fill_fund", fund, amount=amount)


@transaction.atomic
def remind_of_silence(*, workspace: Workspace) -> None:
    """Remind the care officers of cases whose first answer is overdue, each once a day."""
    by, today = Actor.system(workspace), workspace.today()
    silent = AidCase.objects.filter(
        ~Q(reminded_on=today) | Q(reminded_on=None),
        workspace=workspace,
        state=AidCase.ASKED,
        due_at__lt=clock.now(workspace),
    )
    for case in silent.order_by("pk"):
        AidCase.objects.filter(pk=case.pk).update(reminded_on=today)
        audit.record(by, "welfare.sealed", workspace)
        members = list(case.members.values_list("user", flat=True))
        notices.send(by=by, to=members, kind=news.SILENT, url=case.get_absolute_url())


def _inside(by: Actor, case: AidCase) -> None:
    if not queries.aid_visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied


def _say(by: Actor, case: AidCase, kind: str, words: str, upload: File[Any] | None = None) -> None:
    """Write into the case's own log; a file is kept nameless, its name stands there alone."""
    if by.user_id is None:
        raise PermissionDenied
    paper: Attachment | None = None
    paper_name = ""
    if upload is not None:
        sent = names.clean(upload.name or "")
        paper = files.store(by=nameless(by), upload=upload, target=case, is_bare=True, called=PAPER)
        paper_name = names.fitting(sent, paper.media_type)
    AidWord.objects.create(
        workspace=by.workspace,
        case=case,
        user_id=by.user_id,
        kind=kind,
        words=words,
        paper=paper,
        paper_name=paper_name,
        at=clock.now(by.workspace),
    )


def _tell(by: Actor, case: AidCase) -> None:
    """Tell everybody inside but the actor that there is news, and no word more."""
    readers = set(case.members.values_list("user", flat=True)) | {case.asker_id}
    to = [each for each in readers if each != by.user_id]
    notices.send(by=nameless(by), to=to, kind=news.SEALED, url=case.get_absolute_url())


def _account(by: Actor, code: str) -> Account:
    """Return an account of the fund, opened where it is needed first."""
    accounts = Account.objects.filter(workspace=by.workspace, code=code)
    if found := accounts.first():
        return found
    # Of two who need it first, the second waits here and finds it.
    Workspace.objects.select_for_update(no_key=True).get(pk=by.workspace_id)
    if found := accounts.first():
        return found
    name, name_en = NAMES[code]
    return ledger.open_account(
        by=nameless(by),
        code=code,
        name=name,
        name_en=name_en,
        unit="CNY",
        may_go_negative=code == SOURCE,
    )
