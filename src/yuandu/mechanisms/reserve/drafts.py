"""An idea as somebody enters it, whether that makes sense, and the project it is to become."""

import dataclasses
import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import actions as projects
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.rules import Fault
from yuandu.mechanisms.reserve.models import Idea


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An idea as somebody enters it; columns as in `models.Idea`."""

    name: str
    field: str
    purpose: str
    kind: str
    division: Division
    name_en: str = ""
    lead: str = ""
    owner_name: str = ""
    owner_code: str = ""
    site: str = ""
    summary: str = ""
    investment_total: Decimal | None = None
    private_share: Decimal | None = None
    funding: str = ""
    funding_share: Decimal | None = None
    land_area_mu: Decimal | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None

    @classmethod
    def of(cls, idea: Idea) -> "Draft":
        """Return what stands in the reserve."""
        return cls(**{name: getattr(idea, name) for name in FIELDS})

    def columns(self) -> dict[str, Any]:
        """Return the columns."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(part.name for part in dataclasses.fields(Draft))


def faults(workspace: Workspace, draft: Draft) -> list[Fault]:
    """Return everything that is wrong or doubtful with a draft."""
    # An idea may need no land at all, and say so; a project leaves it empty.
    facts = rules.Facts(
        investment_total=draft.investment_total,
        private_share=draft.private_share,
        land_area_mu=draft.land_area_mu or None,
        planned_start_on=draft.planned_start_on,
        planned_end_on=draft.planned_end_on,
    )
    found = rules.faults(
        facts,
        today=workspace.today(),
        code_rules=workspace.code_rules,
        currency=workspace.currency,
    )
    share = draft.funding_share
    if share is not None and not 0 <= share <= 1:
        found.append(Fault("share-not-a-fraction", "funding_share", params={"shown": share}))
    return found


def project_draft(idea: Idea, code: str = "") -> projects.Draft:
    """Return the project that an idea says it is to become."""
    owner = projects.NewOwner(idea.owner_name, idea.owner_code) if idea.owner_name else None
    return projects.Draft(
        name=idea.name,
        name_en=idea.name_en,
        kind=idea.kind,
        division=idea.division,
        code=code,
        owner=owner,
        site=idea.site,
        summary=idea.summary,
        investment_total=idea.investment_total,
        private_share=idea.private_share,
        land_area_mu=idea.land_area_mu or None,
        planned_start_on=idea.planned_start_on,
        planned_end_on=idea.planned_end_on,
    )
