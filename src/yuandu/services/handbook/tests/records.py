"""Headings, editions and clauses for tests, with everything defaulted."""

import datetime
from dataclasses import replace

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.handbook import loading
from yuandu.services.handbook.drafts import Draft
from yuandu.services.handbook.models import Clause, Edition, Heading

LAST_YEAR = datetime.date(TODAY.year - 1, 3, 1)


def a_heading(workspace: Workspace, part: str = "class", number: int = 1) -> Heading:
    made, _ = Heading.objects.get_or_create(
        workspace=workspace, part=part, number=number, defaults={"title_zh": "土地供应与出让"}
    )
    return made


def a_draft(workspace: Workspace, **fields) -> Draft:
    plain = Draft(
        heading=fields.pop("heading", None) or a_heading(workspace),
        number=1,
        title="弹性年期出让",
        text="工业用地面积不超过30亩的，可以选择弹性年期。",
        source_title="示例文件",
        valid_from=LAST_YEAR,
        condition={"kind": ["industry"], "land": ["new"]},
    )
    return replace(plain, **fields)


def an_edition(workspace: Workspace, *drafts: Draft, title: str = "示例版") -> Edition:
    """Return a published edition as a load puts it there."""
    return loading.load_edition(
        by=Actor.system(workspace),
        title=title,
        published_on=LAST_YEAR,
        drafts=drafts or (a_draft(workspace),),
    )


def a_clause(workspace: Workspace, **fields) -> Clause:
    """Return a clause of a published edition of its own."""
    title = f"示例版{Edition.objects.count()}"
    edition = an_edition(workspace, a_draft(workspace, **fields), title=title)
    return edition.clauses.select_related("heading", "edition").get()
