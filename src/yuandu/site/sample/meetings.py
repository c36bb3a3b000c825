"""The sample city's meetings on projects, and what was promised there."""

import datetime
from dataclasses import dataclass

from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reforms import actions, rules
from yuandu.mechanisms.reforms.actions import NewPledge
from yuandu.mechanisms.reforms.actions.meetings import NewMeeting
from yuandu.mechanisms.reforms.models import Meeting, MeetingKind
from yuandu.site.sample.projects import TODAY
from yuandu.site.sample.work import Desk

SHOWN = 3  # working days before today on which what was done is reported and confirmed


@dataclass(frozen=True, slots=True)
class Said:
    """Something promised: due so many days after the meeting; `outcome`: claimed, kept or open."""

    giver: str
    receiver: str
    due: int
    words: str
    on_project: bool = True
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting, so many days before today; before its day where that is negative."""

    days: int
    name: str
    name_en: str
    kind: str
    place: str
    agenda: str
    said: tuple[Said, ...] = ()
    is_closed: bool = False


MEETINGS = (
    Held(
        128,
        "二季度重大项目建设现场推进会",
        "On-site meeting on major projects, second quarter",
        MeetingKind.ON_SITE,
        "青州市·示例产业园",
        "现场观摩3个项目\n县市区发言\n部门表态\n市领导讲话",
        (
            Said("land", "city", 20, "完成两宗用地组卷并报省", outcome="kept"),
            Said(
                "qingzhou", "city", 30, "三季度末前新开工5个项目", on_project=False, outcome="kept"
            ),
        ),
        is_closed=True,
    ),
    Held(
        34,
        "三季度重大项目建设现场推进会",
        "On-site meeting on major projects, third quarter",
        MeetingKind.ON_SITE,
        "诸城市·示例装备园",
        "现场观摩4个项目\n通报三季度红黄绿灯情况\n部门表态",
        (
            Said("land", "zhucheng", 21, "出具示例装备园二期用地预审意见", outcome="kept"),
            Said("zhucheng", "city", 25, "逐个说明红灯项目原因并报整改时限"),
            Said("qingzhou", "city", 40, "年底前完成3个项目固投入库", on_project=False),
            Said("science", "leader", 28, "协调一家研究院与平台项目签约", outcome="claimed"),
        ),
    ),
    Held(
        12,
        "项目建设加力突破座谈会",
        "Round table on breakthroughs in building projects",
        MeetingKind.ROUND_TABLE,
        "市重大项目办会议室",
        "项目单位提出堵点\n部门逐条回应",
        (
            Said("commerce", "city", 15, "对接两家外资企业增资手续"),
            Said("leader", "qingzhou", 9, "协调供电部门确定临时用电方案"),
            Said("labour", "city", 20, "为三个投产项目组织专场招聘", on_project=False),
        ),
    ),
    Held(
        -9,
        "四季度重大项目建设现场推进会",
        "On-site meeting on major projects, fourth quarter",
        MeetingKind.ON_SITE,
        "寿光市·示例新材料园",
        "现场观摩\n盘点全年承诺兑现情况\n部署明年开工准备",
    ),
)
INVITED = ("city", "qingzhou", "zhucheng", "land", "science", "commerce", "labour", "leader")
OFFICES = ("市发展改革委（示例）", "市行政审批局（示例）", "市供电公司（示例）")


def load(workspace: Workspace) -> None:
    """Call the meetings, hold those whose day has passed, and keep some of the promises."""
    desk = Desk(workspace)
    projects = list(
        Project.objects.filter(workspace=workspace, standings__year=TODAY.year).order_by(
            "-investment_total", "pk"
        )[20:30]
    )
    for each in MEETINGS:
        meeting = _call(desk, each)
        if each.days > 0:
            _hold(desk, meeting, each, projects)


def _call(desk: Desk, each: Held) -> Meeting:
    on = TODAY - datetime.timedelta(days=each.days)
    with desk.on(each.days + 7 if each.days > 0 else 2):
        return actions.call(
            by=desk.actor("city"),
            new=NewMeeting(
                name=each.name,
                name_en=each.name_en,
                kind=each.kind,
                on=on,
                from_time=datetime.time(9),
                to_time=datetime.time(11, 30),
                place=each.place,
                office="市重大项目办",
                agenda=each.agenda,
            ),
            people=tuple(desk.users[name] for name in INVITED),
            organisations=OFFICES,
        )


def _hold(desk: Desk, meeting: Meeting, each: Held, projects: list[Project]) -> None:
    with desk.on(each.days) as day:
        desk.move("city", meeting, rules.HOLD)
        made = [
            (
                said,
                actions.pledge(
                    by=desk.actor("city"),
                    meeting=meeting,
                    new=NewPledge(
                        words=said.words,
                        giver=desk.users[said.giver],
                        receiver=desk.users[said.receiver],
                        due_on=day + datetime.timedelta(days=said.due),
                        project=project if said.on_project else None,
                    ),
                ),
            )
            for said, project in zip(each.said, projects[each.days % 3 :], strict=False)
        ]
    for said, pledge in made:
        with desk.on(max(each.days - said.due + 2, SHOWN)):
            if said.outcome:
                actions.fulfil(
                    by=desk.actor(said.giver), pledge=pledge, words="已办结，材料见项目档案"
                )
            if said.outcome == "kept":
                lifecycle.confirm(by=desk.actor(said.receiver), promise=pledge.promise)
    if each.is_closed:
        with desk.on(SHOWN):
            desk.move("city", meeting, rules.CLOSE)
