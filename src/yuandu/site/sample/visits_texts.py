"""What the sample city's teams heard on the sites, and what departments answered."""

from dataclasses import dataclass
from enum import Enum

DRIVE, DRIVE_EN = "要素保障项目行", "Drive for the factors that projects need"
TEAMS = (
    ("第一督查服务组", "Inspection and service team 1", ("team", "land")),
    ("第二督查服务组", "Inspection and service team 2", ("science",)),
    ("第三督查服务组", "Inspection and service team 3", ("commerce",)),
    ("第四督查服务组", "Inspection and service team 4", ("labour",)),
)
SPEAKER = "样本·项目单位代表"
MET = ("项目经理", "建设单位负责人", "总监理工程师", "生产副总", "")
HEARD = (
    "主体结构按计划推进，设备已签订采购合同。",
    "桩基施工完成，临时用电已接通，本月转入基础施工。",
    "厂房封顶，内部管线安装过半，计划年底试生产。",
    "设备安装调试中，正在办理竣工验收前的各项手续。",
    "土方开挖结束，雨季后加快了进度，工期无滞后。",
    "项目已投产，产能逐月爬坡，正在准备纳统材料。",
    "招标完成，总包单位进场，正在搭设临建。",
    "进度与序时持平，资金到位，暂无需协调事项。",
)


class Fate(Enum):
    """How far a difficulty has come by today."""

    SENT = "sent"
    TAKEN_UP = "taken_up"
    ANSWERED = "answered"
    REOPENED = "reopened"
    DECLINED = "declined"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Lacks:
    """A difficulty and its answer."""

    factor: str
    title: str
    words: str
    answer: str


PAST = (
    Lacks(
        "energy",
        "二期新增用电容量没有落实",
        "变压器容量已满，请协调新增一条10千伏专线。",
        "已列入本季度配网改造计划，专线路径已踏勘确定。",
    ),
    Lacks(
        "land",
        "扩建地块缺用地指标",
        "二期用地约三十亩，指标尚未安排。",
        "已从市级预留指标中安排，正在组卷报批。",
    ),
    Lacks(
        "finance",
        "设备款集中支付，流动资金偏紧",
        "四季度设备款集中到期，希望对接中长期贷款。",
        "已组织两家银行上门对接，授信方案已出具。",
    ),
    Lacks(
        "environment",
        "挥发性有机物总量指标不足",
        "新增涂装线需要总量替代指标。",
        "通过区域替代落实了总量指标，环评已受理。",
    ),
    Lacks(
        "data",
        "工业互联网平台缺少能耗数据接口",
        "需要按小时的用能数据接入平台。",
        "数据接口已开放，授权和脱敏规则同步下发。",
    ),
    Lacks(
        "other",
        "厂区北门外道路未通",
        "大件设备运输需绕行八公里。",
        "道路断头段已列入市政工程，月底前通车。",
    ),
)
RUNNING: tuple[tuple[Fate, int, str, str, str], ...] = (
    (Fate.SENT, 3, "energy", "蒸汽管网压力不稳", "影响连续生产，请协调热源单位。"),
    (Fate.SENT, 6, "land", "临时用地批复即将到期", "施工便道临时用地下月到期，需延期。"),
    (Fate.SENT, 14, "finance", "专项债资金拨付滞后", "第二批资金尚未到账。"),
    (Fate.TAKEN_UP, 9, "environment", "废水排放指标核定慢", "核定意见尚未出具，影响排污许可。"),
    (Fate.TAKEN_UP, 7, "land", "规划调整审批未办结", "地块容积率调整正在公示。"),
    (Fate.ANSWERED, 12, "energy", "双电源改造方案待批", "方案已报，等候批复。"),
    (Fate.ANSWERED, 10, "data", "公共数据授权流程不清", "申请后不知办到哪一步。"),
    (Fate.REOPENED, 18, "land", "征迁遗留一户未签约", "影响围墙合拢。"),
    (Fate.DECLINED, 8, "other", "施工噪声投诉处理", "夜间施工许可与投诉处置口径不一。"),
    (Fate.ABANDONED, 55, "finance", "供应链票据贴现困难", "金融机构尚无回音。"),
)
SAID = {
    Fate.ANSWERED: "方案已批复，书面答复随附台账，请项目单位确认。",
    Fate.REOPENED: "已约谈当事人，正在协商。",
    Fate.DECLINED: "属住建部门职责，请转住建部门办理。",
}
STILL = "协商两次未果，请继续推动。"
