"""What goes on in the sample city these days: who stands by whom, what was promised, moves.

Done by the real actions, on the days before today, so that every desk has something on it.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Protocol

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise, Track
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Project
from yuandu.site.sample.people import PEOPLE
from yuandu.site.sample.projects import TODAY

SPONSORED = 12  # projects that the sample's leader stands by
SINCE = datetime.date(2026, 2, 2)


@dataclass(frozen=True, slots=True)
class Word:
    """Something promised; `days` before today, due after so many working days."""

    days: int
    giver: str
    receiver: str
    due_days: int
    words: str
    outcome: str = ""  # claimed, kept; nothing: still open


WORDS = (
    Word(20, "land", "qingzhou", 10, "完成土地组卷报批并反馈结果"),
    Word(18, "qingzhou", "city", 5, "核实逾期未开工项目，逐个说明原因", "kept"),
    Word(14, "leader", "owner", 7, "协调供电部门落实临时用电", "claimed"),
    Word(12, "zhucheng", "city", 5, "报送三季度项目现场照片", "claimed"),
    Word(9, "owner", "qingzhou", 10, "补齐施工许可申请材料"),
    Word(8, "land", "zhucheng", 10, "出具用地预审意见"),
    Word(7, "city", "leader", 8, "召集用地、用能联席会，形成会议纪要"),
    Word(6, "qingzhou", "leader", 5, "提供项目现场踏勘安排"),
    Word(3, "leader", "city", 10, "实地走访停工项目并提出复工时间"),
    Word(2, "city", "auditor", 5, "提供重点项目调入调出依据"),
    Word(1, "land", "city", 10, "汇总各县市区新增用地指标使用情况"),
)
BUILT = ("桩基验收合格，转入主体施工", "基础工程完成，施工单位已进场", "首层结构封顶，人员设备到位")
APPLICATIONS = ((rules.ENERGY, 4), (rules.ENVIRONMENT, 6), (rules.CONSTRUCTION, 2))
STOPPED = "总包单位变更，停工清点；已约谈建设单位，两周内明确复工时间"


class Tracked(Protocol):
    """Something that stands in a life cycle."""

    track: Track | None


class Desk:
    """The sample's people at work on a day."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.users = {
            user.username: user
            for user in User.objects.filter(username__in=[each.username for each in PEOPLE])
        }

    @property
    def system(self) -> Actor:
        return Actor.system(self.workspace)

    def actor(self, username: str) -> Actor:
        return actor_for(self.users[username], self.workspace)

    @contextmanager
    def on(self, days: int) -> Iterator[datetime.date]:
        """Let it be the day that lies so many `days` back."""
        self.workspace.today_on = TODAY - datetime.timedelta(days=days)
        try:
            yield self.workspace.today_on
        finally:
            self.workspace.today_on = TODAY

    def move(self, username: str, subject: Tracked, move: str, words: str = "") -> None:
        """Let one of them, or the system, move something along."""
        if subject.track is None:
            return
        subject.track.refresh_from_db()
        lifecycle.move(
            by=self.actor(username) if username else self.system,
            track=subject.track,
            move=move,
            on=self.workspace.today(),
            expected_stage=subject.track.stage,
            words=words,
        )


def go_on(workspace: Workspace) -> None:
    """Let the people of the sample work."""
    desk = Desk(workspace)
    largest = Project.objects.filter(workspace=workspace, standings__year=TODAY.year).order_by(
        "-investment_total", "pk"
    )
    _sponsors(desk, list(largest[:SPONSORED]))
    _promises(desk, list(largest[: len(WORDS)]))
    _moves(desk, "qingzhou", "370781")
    _moves(desk, "zhucheng", "370782")


def _sponsors(desk: Desk, projects: list[Project]) -> None:
    city = desk.actor("city")
    for project in projects:
        lifecycle.assign(
            by=city, subject=project, user=desk.users["leader"], role="leader", from_on=SINCE
        )


def _promises(desk: Desk, projects: list[Project]) -> None:
    city = desk.actor("city")
    for word, project in zip(WORDS, projects, strict=True):
        giver, receiver = desk.users[word.giver], desk.users[word.receiver]
        with desk.on(word.days):
            promise = lifecycle.promise(
                by=city,
                subject=project,
                words=word.words,
                giver=giver,
                receiver=receiver,
                due_days=word.due_days,
            )
        _end(desk, word, promise)


def _end(desk: Desk, word: Word, promise: Promise) -> None:
    with desk.on(min(word.days, 4)):
        if word.outcome:
            lifecycle.claim(by=desk.actor(word.giver), promise=promise, words="已办理，请核对")
    with desk.on(3):
        if word.outcome == "kept":
            lifecycle.confirm(by=desk.actor(word.receiver), promise=promise)


def _moves(desk: Desk, username: str, division: str) -> None:
    """Confirm works under way, apply for permits, report a standstill: one county's week."""
    officer = desk.actor(username)
    own = Project.objects.filter(workspace=desk.workspace, division__code=division).select_related(
        "track"
    )
    listed = own.filter(listings__isnull=False).distinct()
    before = TODAY - datetime.timedelta(days=7)
    started = listed.filter(track__stage="works_start", track__entered_on__lt=before).order_by("pk")
    for days, words, project in zip((5, 3, 1), BUILT, started, strict=False):
        with desk.on(days):
            _move(desk, officer, project, "build", words)
    planned = own.filter(track__stage="plan").order_by("pk")
    for (code, days), project in zip(APPLICATIONS, cycle(planned), strict=False):
        with desk.on(days) as day:
            track = lifecycle.start(by=officer, subject=project, cycle=code, on=day)
            lifecycle.move(
                by=officer, track=track, move="apply", on=day, expected_stage="not_applied"
            )
    stopped = listed.filter(track__stage="build").order_by("-investment_total").first()
    if stopped:
        _move(desk, officer, stopped, "suspend", STOPPED)


def _move(desk: Desk, officer: Actor, project: Project, move: str, words: str) -> None:
    track = Track.objects.get(subject_id=project.pk, cycle=rules.cycle_of(project.kind))
    lifecycle.move(
        by=officer,
        track=track,
        move=move,
        on=desk.workspace.today(),
        expected_stage=track.stage,
        words=words,
    )
