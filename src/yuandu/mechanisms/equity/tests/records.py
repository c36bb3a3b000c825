"""A company with a register of shares, for tests."""

import datetime
import itertools
from dataclasses import fields
from decimal import Decimal

from tests.companies import a_worker
from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.equity import actions, rules
from yuandu.mechanisms.equity.actions import Change, Side
from yuandu.mechanisms.equity.models import Certificate, Holder, Holding, ShareClass

_keys = itertools.count(1)


def a_register(company: Workspace, *, form: str = rules.JOINT_STOCK, **more) -> ShareClass:
    """Enter form, class, rule and audited year: a share is 3.00 yuan net, out for 2.70."""
    by = Actor.system(company)
    actions.enter_charter(
        by=by,
        form=form,
        legal_name="示例重工集团股份有限公司",
        founded_on=datetime.date(2006, 1, 1),
    )
    year = TODAY.year - 1
    actions.enter_year(
        by=by,
        year=year,
        net_assets=Decimal("300000000.00"),
        shares=100_000_000,
        auditor="示例会计师事务所",
        report="示例审字1号",
        signed_on=datetime.date(year + 1, 1, 31),
    )
    actions.publish_rule(
        by=by,
        admit_factor=Decimal(1),
        exit_factor=Decimal("0.9"),
        words="上年度经审计每股净资产乘以系数",
        resolution="股东会〔2024〕1号",
        from_on=datetime.date(2024, 1, 1),
    )
    return actions.open_class(by=by, code="A", name="普通股", par_value=Decimal(1), **more)


def a_holder(company: Workspace, number: str, **given) -> Holder:
    defaults: dict = {"kind": "outside", "name": f"样本·{number}"}
    return actions.enter_holder(by=Actor.system(company), number=number, **defaults | given)


def a_partner(company: Workspace, number: str, **given) -> Holder:
    worker = a_worker(company, f"W{number}", **given)
    return a_holder(company, number, kind="worker", name="", worker=worker)


def a_vehicle(company: Workspace, number: str, form: str = rules.PARTNERSHIP) -> Holder:
    basis = "员工持股计划（草案）" if form == rules.PLAN else ""
    return a_holder(company, number, kind="vehicle", form=form, basis=basis)


def a_change(share_class: ShareClass, kind: str, quantity: int, **more) -> Change:
    """Return a change to be entered; sides are holders or `Side`s."""
    sides = {
        name: Side(side)
        for name in ("source", "target")
        if isinstance(side := more.get(name), Holder)
    }
    given = {"on": TODAY, "reason": "测试", "key": f"k{next(_keys)}"} | more | sides
    return Change(kind, share_class, quantity, **given)


def moved(share_class: ShareClass, kind: str, quantity: int, *, by=None, **more):
    """Enter a transaction, as `a_change`."""
    change = a_change(share_class, kind, quantity, **more)
    given = {each.name: getattr(change, each.name) for each in fields(change)}
    return actions.enter(by=by or Actor.system(share_class.workspace), **given)


def holds(holder: Holder, vehicle: Holder | None = None) -> int:
    """Return what lies there, which must be what its certificates add up to."""
    found = Holding.objects.filter(holder=holder, vehicle=vehicle).select_related("account").first()
    if found is None:
        return 0
    papers = Certificate.objects.filter(holding=found, closed_by=None)
    assert sum(each.quantity for each in papers) == found.account.balance
    return int(found.account.balance)
