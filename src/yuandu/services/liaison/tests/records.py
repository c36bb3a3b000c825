"""Firms, offices and issues for tests, with everything defaulted."""

import uuid

from tests.people import a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.stage_clocks import OFFICER
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.liaison import actions, queries
from yuandu.services.liaison.actions import NewIssue
from yuandu.services.liaison.models import Competence, Issue, ServedFirm

ASKED = NewIssue(
    subject="breeding",
    title="组培瓶苗污染率高",
    words="蝴蝶兰瓶苗污染率一直在一成以上，请帮助联系科研单位会诊。",
)


def a_firm(workspace: Workspace, party: Party | None = None, **fields) -> ServedFirm:
    """Return a firm of 青州 in service, unless said otherwise."""
    if party is None:
        fields.setdefault("division", a_division(workspace))
        party = an_organisation(workspace, fields.pop("name", "示例花卉有限公司"), **fields)
    elif party.division_id is None:
        party.division = a_division(workspace)
        party.save(update_fields=["division"])
    by = Actor.system(workspace)
    actions.take_in(by=by, party=party)
    return queries.firm_of(by, party.pk, to="see")


def in_the_care_of(firm: ServedFirm, officer: User) -> None:
    """Let `officer` stand by the firm."""
    lifecycle.assign(
        by=Actor.system(firm.workspace),
        subject=firm,
        user=officer,
        role=OFFICER,
        from_on=firm.workspace.today(),
    )


def an_office(workspace: Workspace, officer: User, subject: str = "breeding", **fields):
    department = fields.pop("department", "市科技局")
    made: Competence = actions.enter_competence(
        by=Actor.system(workspace),
        subject=subject,
        department=department,
        officer=officer,
        **fields,
    )
    return made


def raised(by: Actor, firm: ServedFirm, issue: NewIssue = ASKED, **more) -> Issue:
    key = more.pop("key", None) or uuid.uuid4()
    return actions.raise_issue(by=by, firm=firm, key=key, issue=issue, **more)


def step(by: Actor, issue: Issue, move: str, words: str = "", **evidence) -> Issue:
    """Make a move of the life cycle; return the issue as `by` sees it then."""
    found = queries.issue(by, issue.pk, to="see")
    lifecycle.move(
        by=by,
        track=found.track,
        move=move,
        on=by.workspace.today(),
        expected_stage=found.stage,
        words=words,
        evidence=evidence,
    )
    return queries.issue(by, issue.pk, to="see")


def stage(issue: Issue) -> str:
    return Issue.objects.select_related("track").get(pk=issue.pk).stage
