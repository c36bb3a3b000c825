"""What is done in breeding: one verb a function."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.varieties import permissions, queries, rules
from yuandu.mechanisms.varieties.models import (
    Accession,
    Licence,
    Partnership,
    SeedlingBatch,
    Share,
    Variety,
)
from yuandu.mechanisms.varieties.refusals import (
    OddAccession,
    OddBatch,
    OddLicence,
    OddPartnership,
    OddVariety,
    SamePedigree,
)
from yuandu.services.cooperation.models import Contract


@transaction.atomic
def agree(
    *,
    by: Actor,
    firm: Party,
    institute: Party,
    subject: str,
    from_on: datetime.date,
    to_on: datetime.date,
    number: str = "",
    contract: Contract | None = None,
) -> Partnership:
    """Enter that a firm works with an institute.

    Raises:
        PermissionDenied: the actor neither keeps the register nor stands for the firm.
        OddPartnership: no two organisations, an odd term, there already, a contract of others.
    """
    if not permissions.acts_for(by, firm):
        raise PermissionDenied
    if firm.pk == institute.pk or {firm.kind, institute.kind} != {"organisation"}:
        raise OddPartnership("organisations")
    if to_on < from_on:
        raise OddPartnership("term")
    if contract is not None and (
        contract.challenge.firm_id != firm.pk or contract.offer.institute_id != institute.pk
    ):
        raise OddPartnership("contract")
    try:
        with transaction.atomic():
            made = Partnership.objects.create(
                workspace=by.workspace,
                firm=firm,
                institute=institute,
                subject=subject.strip(),
                number=number.strip(),
                from_on=from_on,
                to_on=to_on,
                contract=contract,
            )
    except IntegrityError as error:
        raise OddPartnership("twice") from error
    audit.record(by, "varieties.agree", made, firm=firm.pk, institute=institute.pk)
    return made


@transaction.atomic
def register(
    *,
    by: Actor,
    name: str,
    kind: Kind,
    holder: Party,
    breeders: str,
    applied_on: datetime.date | None = None,
    partnership: Partnership | None = None,
    name_en: str = "",
) -> Variety:
    """Enter a variety; its right is entered once it is granted.

    Raises:
        PermissionDenied: the actor neither keeps the register nor stands for the holder.
        OddVariety: no name, or a name that is another variety's.
    """
    if not permissions.acts_for(by, holder):
        raise PermissionDenied
    plain = rules.plain(name)
    if not plain:
        raise OddVariety("name")
    try:
        with transaction.atomic():
            made = Variety.objects.create(
                workspace=by.workspace,
                name=name.strip(),
                name_en=name_en.strip(),
                plain_name=plain,
                kind=kind,
                holder=holder,
                breeders=breeders.strip(),
                partnership=partnership,
                applied_on=applied_on,
            )
    except IntegrityError as error:
        raise OddVariety("name-taken") from error
    audit.record(by, "varieties.register", made, holder=holder.pk)
    return made


@transaction.atomic
def grant(
    *, by: Actor, variety: Variety, number: str, granted_on: datetime.date, ends_on: datetime.date
) -> None:
    """Enter that the right of a variety is granted, as its certificate says.

    Raises:
        PermissionDenied: the actor does not keep the register.
        OddVariety: half a right, one that is granted already, or another's number.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if not number.strip() or ends_on <= granted_on or granted_on > by.workspace.today():
        raise OddVariety("right")
    rows = Variety.objects.filter(pk=variety.pk, right_number="")
    kept = {"right_number": number.strip(), "granted_on": granted_on, "ends_on": ends_on}
    try:
        with transaction.atomic():
            granted = rows.update(**kept)
    except IntegrityError as error:
        raise OddVariety("right-taken") from error
    if not granted:
        raise OddVariety("has-right")
    for field, value in kept.items():
        setattr(variety, field, value)
    audit.record(by, "varieties.grant", variety, number=number.strip())


@transaction.atomic
def deposit(
    *,
    by: Actor,
    owner: Party,
    number: str,
    name: str,
    kind: Kind,
    origin: str = "",
    notes: str = "",
    mother: Accession | None = None,
    father: Accession | None = None,
) -> Accession:
    """Put germplasm into the owner's sealed room.

    The record of the act names neither name nor parents: whoever reads the log learns nothing.

    Raises:
        PermissionDenied: the actor does not stand for the owner itself.
        OddAccession: the number is taken, a parent is unknown, …
        SamePedigree: the same cross is there.
    """
    if not permissions.owns(by, owner.pk):
        raise PermissionDenied
    parents = [parent.pk for parent in (mother, father) if parent is not None]
    known = queries.accessions_visible_to(by).filter(pk__in=parents).count()
    if known != len(set(parents)):
        raise OddAccession("parents")
    if mother and father:
        same = Accession.objects.filter(owner=owner, mother=mother, father=father).first()
        if same is not None:
            raise SamePedigree(same.number)
    try:
        with transaction.atomic():
            made = Accession.objects.create(
                workspace=by.workspace,
                owner=owner,
                number=number.strip(),
                name=name.strip(),
                kind=kind,
                origin=origin.strip(),
                notes=notes.strip(),
                mother=mother,
                father=father,
                entered_on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise OddAccession("twice") from error
    audit.record(by, "varieties.deposit", made)
    return made


@transaction.atomic
def share(
    *,
    by: Actor,
    accession: Accession,
    party: Party,
    from_on: datetime.date,
    to_on: datetime.date,
    terms: str = "",
) -> Share:
    """Let another party look at an accession until a last day.

    Raises:
        PermissionDenied: the actor does not stand for the owner itself.
        OddAccession: an odd term, or the owner is the other party.
    """
    if not permissions.owns(by, accession.owner_id):
        raise PermissionDenied
    if to_on < from_on:
        raise OddAccession("term")
    if party.pk == accession.owner_id:
        raise OddAccession("oneself")
    made = Share.objects.create(
        workspace=by.workspace,
        accession=accession,
        party=party,
        from_on=from_on,
        to_on=to_on,
        terms=terms.strip(),
    )
    audit.record(by, "varieties.share", made, until=to_on.isoformat())
    return made


@transaction.atomic
def withdraw(*, by: Actor, share: Share) -> None:
    """Seal an accession again before its sharing ends.

    Raises:
        PermissionDenied: the actor does not stand for the owner itself.
        OddAccession: that is done already.
    """
    if not permissions.owns(by, share.accession.owner_id):
        raise PermissionDenied
    today = by.workspace.today()
    if not Share.objects.filter(pk=share.pk, withdrawn_on=None).update(withdrawn_on=today):
        raise OddAccession("withdrawn")
    audit.record(by, "varieties.withdraw", share)


@transaction.atomic
def enter_batch(
    *,
    by: Actor,
    producer: Party,
    kind: Kind,
    month: datetime.date,
    quantity: int,
    variety: Variety | None = None,
) -> SeedlingBatch:
    """Enter the seedlings of a month; entered again they are corrected, not doubled.

    Raises:
        PermissionDenied: the actor neither keeps the register nor stands for the producer.
        OddBatch: none, a month ahead, or a variety of another kind.
    """
    if not permissions.acts_for(by, producer):
        raise PermissionDenied
    month = rules.first_of(month)
    faults = {
        "quantity": quantity < 1,
        "ahead": month > by.workspace.today(),
        "kind": variety is not None and variety.kind_id != kind.pk,
    }
    for why, is_so in faults.items():
        if is_so:
            raise OddBatch(why)
    made, is_new = SeedlingBatch.objects.update_or_create(
        workspace=by.workspace,
        producer=producer,
        kind=kind,
        variety=variety,
        month=month,
        defaults={"quantity": quantity},
    )
    audit.record(by, "varieties.enter_batch", made, quantity=quantity, new=is_new)
    return made


@transaction.atomic
def license(
    *,
    by: Actor,
    variety: Variety,
    licensee: Party,
    royalty: Decimal,
    from_on: datetime.date,
    to_on: datetime.date,
) -> Licence:
    """Let another raise seedlings of a variety, for a royalty a seedling.

    Raises:
        PermissionDenied: the actor does not stand for the holder itself.
        OddLicence: no right to license, an odd term, one that overlaps, or a negative royalty.
    """
    if not permissions.owns(by, variety.holder_id):
        raise PermissionDenied
    # Two licences at once to one licensee wait for each other here.
    held = Variety.objects.select_for_update(no_key=True).get(pk=variety.pk)
    overlapping = Licence.objects.filter(
        variety=held, licensee=licensee, from_on__lte=to_on, to_on__gte=from_on
    )
    faults = {
        "term": to_on < from_on,
        "no-right": held.ends_on is None,
        "beyond": held.ends_on is not None and to_on > held.ends_on,
        "oneself": licensee.pk == held.holder_id,
        "royalty": royalty < 0,
        "twice": overlapping.exists(),
    }
    for why, is_so in faults.items():
        if is_so:
            raise OddLicence(why)
    made = Licence.objects.create(
        workspace=by.workspace,
        variety=held,
        licensee=licensee,
        royalty=royalty,
        from_on=from_on,
        to_on=to_on,
    )
    audit.record(by, "varieties.license", made, licensee=licensee.pk)
    return made
