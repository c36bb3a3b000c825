"""The sample city's sixteen measures: nine that the article names, the others in its words."""

import datetime
from dataclasses import dataclass

from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms import actions, reading, rules
from yuandu.mechanisms.reforms.drafts import Draft
from yuandu.site.sample.projects import TODAY, YEAR
from yuandu.site.sample.work import Desk

OFFICES = {
    "市委办公室": "General Office of the City Committee",
    "市重大项目办": "Office of Major Projects",
    "市考核办": "Office of Appraisal",
    "市委督查室": "Office of Inspection",
    "市发展改革委": "Development and Reform Commission",
    "市自然资源局": "Natural Resources Bureau",
    "市行政审批局": "Administrative Approval Bureau",
    "市地方金融局": "Local Finance Bureau",
    "市科学技术局": "Science and Technology Bureau",
}
START_RATE, RED = "projects.key.start_rate", "reporting.red.count"
ON_TIME, INVESTED = "reporting.ontime.share", "reporting.invested.sum"
VISITED, CLOSED = "visits.projects.count", "visits.closed.share"
ANSWER_DAYS, IN_TIME = "visits.answered.days", "visits.answered.in_time"
FILED = "projects.filed.count"


@dataclass(frozen=True, slots=True)
class SampleMeasure:
    """A measure; `begins` as month and day of the sample's year, `in_` as codes of counties."""

    name: str
    name_en: str
    office: str
    content: str
    begins: tuple[int, int]
    activity: str = ""
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    in_: tuple[str, ...] = ()


MEASURES = (
    SampleMeasure(
        "领导包靠",
        "Sponsorship by leaders",
        "市委办公室",
        "市级领导每人包靠若干重点项目，定期到现场，协调事项限时办结；人员调整时承诺随岗交接。",
        (5, 6),
        rises=(START_RATE,),
    ),
    SampleMeasure(
        "定期调度",
        "Regular reporting rounds",
        "市重大项目办",
        "县市区每月填报重点项目投资、形象进度和需协调问题，签发后锁定，次月更正须说明。",
        (1, 4),
        activity=ON_TIME,
        rises=(INVESTED,),
    ),
    SampleMeasure(
        "通报考核",
        "Circulars and appraisal",
        "市考核办",
        "按月通报投资、开工和报送情况，考核结果与年度评价挂钩，落后单位单独提示。",
        (6, 1),
        activity=ON_TIME,
        falls=(RED,),
    ),
    SampleMeasure(
        "“要素保障项目行”",
        "The drive for factors of production",
        "市重大项目办",
        "带着能耗、土地、资金、环境容量、数据等要素部门，到项目现场“点对点”督导服务。",
        (3, 2),
        activity=VISITED,
        rises=("visits.answered.solved",),
    ),
    SampleMeasure(
        "项目谋划能力提升",
        "Better planning of projects",
        "市发展改革委",
        "分领域培训谋划人员，组织县市区现场互评，入储项目按成熟度逐级推进。",
        (5, 6),
        activity="projects.key.reserve",
        rises=(FILED,),
        in_=("370702", "370724", "370781", "370783", "370785", "370786"),
    ),
    SampleMeasure(
        "“争星夺旗”",
        "Stars and flags for counties",
        "市考核办",
        "对县市区、开发区按公布的办法按月评星授旗，先公布规则后评分，可申诉。",
        (6, 1),
        rises=(START_RATE,),
        in_=("370703", "370725", "370781", "370782", "370784", "370785"),
    ),
    SampleMeasure(
        "“挂牌亮榜”",
        "Boards for departments",
        "市考核办",
        "对市直部门答复交办困难的时效和办结情况挂牌亮榜，只公开先进和进步。",
        (7, 1),
        activity=IN_TIME,
        falls=(ANSWER_DAYS,),
    ),
    SampleMeasure(
        "重大项目建设现场推进会",
        "On-site meetings to push projects on",
        "市重大项目办",
        "每季度到县市区现场观摩，会上承诺事项逐条登记、限时办结。",
        (5, 15),
        activity="reforms.meetings.count",
        rises=(INVESTED,),
    ),
    SampleMeasure(
        "督查服务组",
        "Inspection and service teams",
        "市委督查室",
        "组建4个督查服务组，现场督导服务省级重点项目，以督导促开工、提进度、提质效。",
        (5, 11),
        activity="visits.teams.count",
        rises=(START_RATE,),
    ),
    SampleMeasure(
        "项目建设加力突破座谈会",
        "Round tables on breakthroughs",
        "市重大项目办",
        "与项目单位面对面会商堵点，部门当场表态，表态事项转为限时承诺。",
        (4, 13),
        activity="reforms.pledges.kept",
        rises=(CLOSED,),
    ),
    SampleMeasure(
        "红黄绿灯预警督办",
        "Warning lights and supervision",
        "市委督查室",
        "开工、进度、资金、入库四项按阈值亮灯，红灯项目限时答复，逾期提级督办。",
        (5, 11),
        activity="reporting.yellow.count",
        falls=(RED,),
        in_=("370704", "370705", "370724", "370782", "370783", "370786"),
    ),
    SampleMeasure(
        "“项目为王、金融赋能”对接",
        "Bringing projects and banks together",
        "市地方金融局",
        "集中推介重点项目融资需求，项目与金融机构双向选择，按实际到位金额跟踪。",
        (6, 15),
        rises=(INVESTED,),
        in_=("370702", "370705", "370781", "370783", "370784"),
    ),
    SampleMeasure(
        "用地政策指导手册",
        "The handbook of land policies",
        "市自然资源局",
        "梳理用地政策逐条编码，按项目推送适用条款，条款更替主动告知。",
        (4, 1),
        activity="handbook.class_clauses.count",
        rises=("visits.answered.solved",),
    ),
    SampleMeasure(
        "审批帮办代办",
        "Help with approvals",
        "市行政审批局",
        "为重点项目配备代办专员，用地、环评、施工许可并联办理，超时自动提醒。",
        (5, 18),
        activity="projects.key.carried_out",
        rises=(START_RATE,),
        in_=("370702", "370703", "370781", "370784", "370786"),
    ),
    SampleMeasure(
        "重大平台项目攻坚",
        "A push for research platforms",
        "市科学技术局",
        "对重大平台项目实行揭榜挂帅和专班推进，产业链上下游联合投入。",
        (9, 21),
        activity="projects.platform.count",
        rises=(INVESTED,),
        in_=("370704", "370705", "370782", "370785"),
    ),
    SampleMeasure(
        "全生命周期服务机制",
        "Service for the whole life of a project",
        "市发展改革委",
        "策划、开工、建设、投产、纳税、纳统六个环节一本台账，逐关凭佐证材料流转。",
        (1, 12),
        activity="projects.key.count",
        rises=("projects.key.done",),
    ),
)
SOURCE = f"样本：鸢改办〔{YEAR}〕{{number}}号"


def load(workspace: Workspace) -> None:
    """Put the measures on the list, each on its day, and read the figures they claim to move."""
    desk = Desk(workspace)
    _enter(desk, workspace)
    reading.read(workspace)


def _enter(desk: Desk, workspace: Workspace) -> None:
    places = {each.code: each for each in Division.objects.filter(workspace=workspace)}
    for number, each in enumerate(MEASURES, start=1):
        begins = datetime.date(YEAR, *each.begins)
        with desk.on((TODAY - begins).days):
            city = desk.actor("city")
            measure = actions.enter(
                by=city,
                draft=Draft(
                    number=number,
                    name=each.name,
                    name_en=each.name_en,
                    office=each.office,
                    office_en=OFFICES[each.office],
                    content=each.content,
                    source=SOURCE.format(number=number),
                    planned_on=begins,
                    activity=each.activity,
                    rises=each.rises,
                    falls=each.falls,
                    divisions=tuple(places[code] for code in each.in_),
                ),
            )
            lifecycle.move(
                by=city,
                track=measure.track,  # type: ignore[arg-type]  # what was entered has one
                move=rules.BEGIN,
                on=begins,
                expected_stage=rules.PLANNED,
                evidence={"document": SOURCE.format(number=number)},
            )
