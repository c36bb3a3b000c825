"""Varieties, licences and germplasm for tests, with everything defaulted."""

import datetime
from decimal import Decimal

from tests.people import TODAY, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.flowers.tests.records import a_kind
from yuandu.mechanisms.varieties import actions
from yuandu.mechanisms.varieties.models import Accession, Licence, Share, Variety

BEGAN = TODAY - datetime.timedelta(days=200)
ENDS = TODAY + datetime.timedelta(days=365)


def some_kind(workspace: Workspace) -> Kind:
    return Kind.objects.filter(workspace=workspace).first() or a_kind(workspace)


def a_variety(workspace: Workspace, holder: Party, **fields) -> Variety:
    number = Variety.objects.count() + 1
    defaults = {"name": f"鸢都红{number}号", "kind": some_kind(workspace), "breeders": "育种组"}
    return actions.register(by=Actor.system(workspace), holder=holder, **defaults | fields)


def a_protected_variety(workspace: Workspace, holder: Party) -> Variety:
    made = a_variety(workspace, holder)
    actions.grant(
        by=Actor.system(workspace),
        variety=made,
        number=f"CNA{made.pk}",
        granted_on=BEGAN,
        ends_on=TODAY + datetime.timedelta(days=7000),
    )
    return made


def a_licence(workspace: Workspace, holder: Party, licensee: Party | None = None) -> Licence:
    return actions.license(
        by=Actor.system(workspace),
        variety=a_protected_variety(workspace, holder),
        licensee=licensee or an_organisation(workspace, "种苗公司"),
        royalty=Decimal("0.05"),
        from_on=BEGAN,
        to_on=ENDS,
    )


def an_accession(workspace: Workspace, owner: Party, **fields) -> Accession:
    number = Accession.objects.count() + 1
    defaults = {"number": f"ZZ-{number}", "name": "亲本", "kind": some_kind(workspace)}
    return actions.deposit(by=Actor.system(workspace), owner=owner, **defaults | fields)


def a_share(workspace: Workspace, owner: Party, party: Party | None = None, **fields) -> Share:
    defaults = {"from_on": TODAY, "to_on": TODAY + datetime.timedelta(days=30)}
    return actions.share(
        by=Actor.system(workspace),
        accession=an_accession(workspace, owner),
        party=party or an_organisation(workspace, "研究院"),
        **defaults | fields,
    )
