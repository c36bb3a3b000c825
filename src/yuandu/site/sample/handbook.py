"""Sample clauses of the land-policy handbook: 135 in five classes, 36 in ten aspects.

The wording is what such clauses say; the documents they cite are samples and called so.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.handbook import actions, loading, queries
from yuandu.services.handbook.drafts import Draft
from yuandu.services.handbook.models import Heading, Part
from yuandu.site.sample import handbook_texts as texts

FIRST, REVISED = datetime.date(2025, 3, 1), datetime.date(2026, 4, 1)
EDITION = "用地政策指导手册（示例·2025年版）"
REVISION = "用地政策指导手册（示例·2026年修订）"
DRAFT = "用地政策指导手册（示例·待发布修订）"
# What the revision changes: heading and number in the first part, and how its text changes.
REVISIONS = {
    (2, 5): ("10个工作日", "7个工作日"),
    (3, 2): ("7个工作日", "5个工作日"),
    (3, 8): ("9个工作日", "5个工作日"),
    (4, 2): ("7个工作日", "5个工作日"),
    (5, 2): ("7个工作日", "3个工作日"),
}


def load(by: Actor) -> None:
    """Enter the handbook, its revision, a draft that waits for a second officer, and receipts."""
    headings = loading.load_headings(by=by, rows=_headings())
    drafts = [*_class_drafts(headings), *_aspect_drafts(headings)]
    loading.load_edition(by=by, title=EDITION, published_on=FIRST, drafts=drafts)
    first = list(queries.visible_to(by))
    actions.hand_out(
        by=by,
        clauses=first,
        users=queries.officers_of_counties(by),
        parties=queries.organisations_acting(by),
    )
    found = {
        (clause.heading.part, clause.heading.number, clause.number): clause for clause in first
    }
    revised = [
        replace(
            _as_draft(old := found[Part.CLASS, heading, number]),
            text=old.text.replace(before, after),
            valid_from=REVISED,
            supersedes=old,
        )
        for (heading, number), (before, after) in REVISIONS.items()
    ]
    loading.load_edition(by=by, title=REVISION, published_on=REVISED, drafts=revised)
    _open_draft(by)


def _headings() -> Iterator[tuple[str, int, str, str]]:
    for number, (title, title_en, _) in enumerate(texts.CLASSES, start=1):
        yield Part.CLASS, number, title, title_en
    for number, (title, title_en, _) in enumerate(texts.ASPECTS, start=1):
        yield Part.ASPECT, number, title, title_en


def _class_drafts(headings: Sequence[Heading]) -> Iterator[Draft]:
    """Yield three clauses a topic: to what it applies, how it is done, how it is overseen."""
    for heading, (_, _, topics) in zip(headings, texts.CLASSES, strict=False):
        for at, topic in enumerate(topics):
            said = {"name": topic.name, "what": topic.what, "papers": topic.papers}
            for turn, (aspect, sentence) in enumerate(texts.FACETS):
                number = at * len(texts.FACETS) + turn + 1
                yield Draft(
                    heading=heading,
                    number=number,
                    title=f"{topic.name}：{aspect}",
                    text=sentence.format(days=5 + (number + heading.number) % 6, **said),
                    source_title=texts.SOURCE.format(title=heading.title_zh),
                    article=f"第{number}条",
                    valid_from=FIRST,
                    keywords="、".join([topic.name, *topic.keywords]),
                    condition=topic.condition,
                )


def _aspect_drafts(headings: Sequence[Heading]) -> Iterator[Draft]:
    aspects = [heading for heading in headings if heading.part == Part.ASPECT]
    for heading, (_, _, clauses) in zip(aspects, texts.ASPECTS, strict=True):
        for number, (title, text, condition) in enumerate(clauses, start=1):
            yield Draft(
                heading=heading,
                number=number,
                title=title,
                text=text,
                source_title=texts.SOURCE.format(title=heading.title_zh),
                article=f"第{number}条",
                valid_from=FIRST,
                keywords=heading.title_zh,
                condition=condition,
            )


def _as_draft(clause: object) -> Draft:
    return Draft(**{name: getattr(clause, name) for name in Draft.__dataclass_fields__})


def _open_draft(by: Actor) -> None:
    """Leave an edition open that supersedes a clause, for a second officer to publish."""
    user = User.objects.filter(posts__workspace=by.workspace, posts__role="city_officer").first()
    officer = actor_for(user, by.workspace) if user else by
    edition = actions.open_edition(by=officer, title=DRAFT)
    old = queries.search(by).get(heading__part=Part.ASPECT, heading__number=1, number=2)
    text = old.text.replace("不少于15年", "不少于10年")
    changed = replace(_as_draft(old), text=text, valid_from=by.workspace.today(), supersedes=old)
    actions.write(by=officer, edition=edition, draft=changed)
