"""Circulars for tests, with everything defaulted."""

from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import actions, queries
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.mechanisms.reporting.models import Round
from yuandu.mechanisms.reporting.queries import period_end
from yuandu.mechanisms.reporting.tests.records import a_locked_month, a_project_to_report, an_entry

NUMBER = "鸢重办〔2026〕7号"


def a_month(workspace: Workspace, period: str = "2026-10", **fields) -> Round:
    """Return a locked month with one report from 青州."""
    project = a_project_to_report(workspace, **fields)
    return a_locked_month(workspace, period, **{f"p{project.pk}": an_entry(100)})


def a_bare_month(workspace: Workspace) -> Round:
    """Return a locked month of last year of which nothing was asked."""
    number = Round.objects.filter(workspace=workspace, period__startswith="2025").count() + 1
    period = f"2025-{number:02d}"
    return Round.objects.create(
        workspace=workspace, period=period, due_on=period_end(period), locked_at=timezone.now()
    )


def a_circular(workspace: Workspace, found: Round | None = None) -> Circular:
    return actions.draft(by=Actor.system(workspace), found=found or a_month(workspace))


def step(by: Actor, circular: Circular, move: str, words: str = "", **evidence) -> Circular:
    """Move a circular; return it as it stands then."""
    circular = queries.circular(by, circular.pk, to="see")
    lifecycle.move(
        by=by,
        track=circular.track,
        move=move,
        on=by.workspace.today(),
        expected_stage=circular.stage,
        words=words,
        evidence=evidence,
    )
    return queries.circular(by, circular.pk, to="see")


def an_issued_circular(workspace: Workspace, found: Round | None = None) -> Circular:
    by = Actor.system(workspace)
    circular = step(by, a_circular(workspace, found), "submit")
    return step(by, circular, "approve", number=NUMBER)


def a_paragraph(circular: Circular, section: str) -> Paragraph:
    """Return the first paragraph of a section."""
    return next(each for each in queries.paragraphs(circular) if each.section == section)


def edit(by: Actor, circular: Circular, paragraph: Paragraph, old: str, new: str) -> None:
    """Replace words of a paragraph where they first stand."""
    assert old in paragraph.text_zh
    actions.edit(
        by=by,
        circular=circular,
        paragraph=paragraph,
        version=paragraph.version,
        text_zh=paragraph.text_zh.replace(old, new, 1),
        text_en=paragraph.text_en,
    )
