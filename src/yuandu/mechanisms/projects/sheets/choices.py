"""What offices write where a project's category, level, status or stage is asked for."""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets.rules.columns import Choice
from yuandu.mechanisms.projects import wording
from yuandu.mechanisms.projects.models import Kind, Level, Status

FINISHED = "finished"

CATEGORIES = (
    Choice(
        code=Kind.PLATFORM,
        title=Kind.PLATFORM.label,
        synonyms=("平台", "平台项目", "重大平台", "重大平台项目", "科创平台", "platform"),
    ),
    Choice(
        code=Kind.INDUSTRY,
        title=Kind.INDUSTRY.label,
        synonyms=(
            *("产业", "产业项目", "重点产业项目", "工业", "工业项目", "制造业", "服务业"),
            *("农业", "现代农业", "industrial", "manufacturing"),
        ),
    ),
    Choice(
        code=Kind.SOCIAL,
        title=Kind.SOCIAL.label,
        synonyms=(
            *("社会民生", "社会民生项目", "民生", "民生项目", "社会事业", "公共服务"),
            *("social services", "buildings"),
        ),
    ),
    Choice(
        code=Kind.INFRASTRUCTURE,
        title=Kind.INFRASTRUCTURE.label,
        synonyms=(
            "基础设施",
            "基础设施项目",
            "基础设施建设",
            "基建",
            "交通",
            "水利",
            "public works",
        ),
    ),
)
LEVELS = (
    Choice(
        code=Level.PROVINCE,
        title=Level.PROVINCE.label,
        synonyms=("省", "省级", "省重点", "省级重点"),
    ),
    Choice(code=Level.CITY, title=Level.CITY.label, synonyms=("市", "市级", "市重点", "市级重点")),
    Choice(
        code=Level.COUNTY,
        title=Level.COUNTY.label,
        synonyms=("县", "县级", "区", "区级", "县区级", "县市区级", "县级重点"),
    ),
)
STATUSES = (
    Choice(
        code=Status.NEW_START,
        title=Status.NEW_START.label,
        synonyms=("新建", "新开工", "新开", "新建项目", "新开工项目", "计划新开工"),
    ),
    Choice(
        code=Status.CONTINUING,
        title=Status.CONTINUING.label,
        synonyms=("续建", "续建项目", "在建续建", "结转"),
    ),
    Choice(
        code=Status.RESERVE,
        title=Status.RESERVE.label,
        synonyms=("储备", "储备项目", "谋划", "前期", "预备"),
    ),
)
STAGES = (
    Choice(
        code="plan",
        title=wording.STAGES["plan"],
        synonyms=(
            "策划",
            "谋划",
            "前期",
            "前期工作",
            "未开工",
            "not yet started",
            "planned",
            "planning",
        ),
    ),
    Choice(
        code="works_start",
        title=wording.STAGES["works_start"],
        synonyms=("开工", "已开工", "started"),
    ),
    Choice(
        code="build",
        title=wording.STAGES["build"],
        synonyms=("建设", "在建", "建设中", "施工", "施工中", "on-going", "ongoing", "in progress"),
    ),
    Choice(
        code=FINISHED,
        title=_("Finished"),
        synonyms=(
            *("竣工", "完工", "已完工", "已竣工", "竣工交付", "竣工投产", "投产", "已投产"),
            *("建成", "completed", "done"),
        ),
    ),
    Choice(code="tax", title=wording.STAGES["tax"], synonyms=("纳税", "已纳税")),
    Choice(
        code="above_scale_listing",
        title=wording.STAGES["above_scale_listing"],
        synonyms=("纳统", "升规", "升规纳统", "升规入库", "已纳统"),
    ),
    Choice(
        code="suspended",
        title=wording.STAGES["suspended"],
        synonyms=("停工", "停建", "缓建", "暂停", "suspended"),
    ),
    Choice(
        code="cancelled",
        title=wording.STAGES["cancelled"],
        synonyms=("终止", "取消", "撤销", "terminated", "cancelled", "canceled"),
    ),
)
