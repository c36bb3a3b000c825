"""Samples of the register of shares: the worker of S01 holds shares, some held back."""

from tests.access.samples.given import Given, World, in_json, sample
from yuandu.mechanisms.equity import queries, rules
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.equity.tests.records import a_holder, a_register, moved
from yuandu.mechanisms.workforce.models import Worker


def _shareholder(world: World) -> Holder:
    """Return the shareholder, made with the register on first use."""
    worker = Worker.objects.get(workspace=world.company, user=world.staff["worker"])
    if found := Holder.objects.filter(workspace=world.company, worker=worker).first():
        return found
    shares = a_register(world.company)
    made = a_holder(world.company, "G001", kind="worker", name="", worker=worker)
    moved(shares, rules.ISSUE, 100, target=made, at_rule=rules.ADMIT)
    return made


@sample
def the_charter(world: World) -> Given:
    _shareholder(world)
    return Given()


@sample
def a_shareholder(world: World) -> Given:
    return Given({"pk": _shareholder(world).pk})


@sample
def a_share_certificate(world: World) -> Given:
    found = queries.certificates_of(_shareholder(world)).get()
    return Given({"pk": found.holding.holder_id, "number": found.number})


@sample
def a_share_certificate_alone(world: World) -> Given:
    return Given({"pk": queries.certificates_of(_shareholder(world)).get().pk})


@sample
def a_share_transaction(world: World) -> Given:
    holder = _shareholder(world)
    (shares,) = queries.classes(world.company_system)
    made = moved(shares, rules.REPURCHASE, 10, source=holder, is_pending=True)
    return Given({"pk": made.pk})


@sample
def a_kind_of_transaction(world: World) -> Given:
    return Given({"kind": rules.TRANSFER})


@sample
def shares_by_a_program(world: World) -> Given:
    return in_json(
        kind=rules.ISSUE,
        key="by-a-program",
        share_class="A",
        target=_shareholder(world).number,
        quantity=5,
        on=world.company.today().isoformat(),
        reason="程序录入",
    )
