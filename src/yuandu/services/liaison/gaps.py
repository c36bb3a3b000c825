"""Topics of issues, and the gap that several firms with one topic make.

Part of the actions on issues, inside their transactions.
"""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.liaison import rules, telling
from yuandu.services.liaison.models import Gap, Issue, Topic


def put_under(by: Actor, issue: Issue, tag: str) -> None:
    """Put an issue under its topic, and under a gap if the topic has or makes one.

    The topic is locked first: of three firms that raise it at once, the last sees three.
    """
    folded = rules.tag(tag)
    if not folded:
        _set(issue, None, None)
        return
    topic, _ = Topic.objects.get_or_create(
        workspace=by.workspace, subject=issue.subject, tag=folded
    )
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if issue.topic_id == topic.pk:
        return
    _set(issue, topic, Gap.objects.filter(topic=topic, closed_on=None).first())
    if issue.gap is None:
        look(by, topic)
        issue.refresh_from_db(fields=["gap"])


def _set(issue: Issue, topic: Topic | None, gap: Gap | None) -> None:
    issue.topic, issue.gap = topic, gap
    issue.save(update_fields=["topic", "gap"])


def look(by: Actor, topic: Topic) -> None:
    """Open a gap if enough firms raised the topic; issues of a closed gap are not counted."""
    today = by.workspace.today()
    counted = Issue.objects.filter(
        topic=topic, gap=None, raised_on__gt=rules.a_year_before(today)
    ).exclude(track__stage=rules.WITHDRAWN)
    raised = [rules.Raised(firm, on) for firm, on in counted.values_list("firm", "raised_on")]
    if not rules.is_gap(raised, today):
        return
    gap = Gap.objects.create(workspace=by.workspace, topic=topic, opened_on=today)
    counted.update(gap=gap)
    firms = len({each.firm for each in raised})
    audit.record(by, "liaison.open_gap", gap, firms=firms, tag=topic.tag)
    telling.of_gap(Actor.system(by.workspace), gap, firms)
