"""The words of the sample's one-to-one service: offices, visits, issues and their fates."""

from enum import Enum, auto
from typing import NamedTuple

SPEAKER = "样本·企业经办人"
STILL = "对接会开过一次，问题还在，请继续协调"
# Class, office, account of who answers.
OFFICES = (
    ("breeding", "市科学技术局（示例）", "science"),
    ("trade", "市商务局（示例）", "commerce"),
    ("talent", "市人力资源和社会保障局（示例）", "labour"),
    ("finance", "市地方金融管理局（示例）", "commerce"),
    ("land", "市自然资源和规划局（示例）", "land"),
    ("energy", "市发展和改革委员会（示例）", "land"),
    ("environment", "市生态环境局（示例）", "land"),
    ("data", "市大数据局（示例）", "science"),
    ("policy", "市工业和信息化局（示例）", "science"),
    ("other", "市政府办公室（示例）", "labour"),
)
# Days before today, whom they met, what was heard, what was promised.
VISITS = (
    (40, "总经理", "新品种进入中试，缺组培技术员；旺季流动资金偏紧。", ("对接两家职业院校", 15)),
    (38, "生产副总", "供电线路负荷接近上限，扩产受限。", None),
    (33, "董事长", "出口订单恢复，冷链运力不足。", None),
    (26, "财务负责人", "研发费用加计扣除口径拿不准。", None),
    (19, "总经理", "厂区二期用地手续进展慢。", None),
    (14, "车间主任", "熟练工流失，夜班缺人。", None),
    (9, "总经理", "上次承诺的院校已来过一家，签了实习协议。", None),
    (6, "办公室主任", "人才公寓申请排队较久。", None),
    (2, "董事长", "希望参加明年的专精特新培训。", ("报送培训名额", 5)),
)
FILLED, FILLED_BY = "人才公寓", "已在人才安居实施细则修订稿中放宽民营企业技术工人的申请条件。"
FILLED_WITH = "talent-housing（示例）"


class Fate(Enum):
    """How far an issue has come by today."""

    RAISED = auto()
    SENT = auto()
    TAKEN_UP = auto()
    ANSWERED = auto()
    CLOSED = auto()
    REOPENED = auto()
    ABANDONED = auto()


class Told(NamedTuple):
    """An issue: whose, when it was raised, what it says, what became of it.

    Attributes:
        firm: place among the sample's firms in service.
        days: before today.
        answered: days from sending to the answer.
    """

    firm: int
    days: int
    subject: str
    severity: str
    title: str
    words: str
    fate: Fate
    tag: str = ""
    answered: int = 3
    answer: str = ""
    card: str = ""
    rule: str = ""
    satisfaction: int = 5


ISSUES = (
    Told(0, 36, "talent", "serious", "缺组培技术员", "急需两名组培技术员，请协助对接院校。", Fate.CLOSED,
         "技术工人", 4, "已组织两所职业院校到企业对接，签订订单班协议。",
         "企业急需专业技术工人，如何对接院校？", "校企合作订单班管理办法（示例）"),
    Told(0, 12, "finance", "normal", "旺季流动资金不足", "希望以订单和存货申请短期贷款。", Fate.ANSWERED,
         "订单贷", 2, "三家银行可办理订单贷，已请客户经理本周上门。"),
    Told(0, 5, "energy", "serious", "扩产用电容量不足", "二期投产后需增容，请协调供电部门。", Fate.TAKEN_UP,
         "增容"),
    Told(1, 58, "talent", "normal", "技术工人申请不到人才公寓", "一线技师不在人才公寓申请范围内。", Fate.CLOSED,
         FILLED, 5, "已协调提供过渡公寓六套。", "技术工人住宿困难怎么办？", "人才安居实施细则（示例）"),
    Told(2, 49, "talent", "normal", "青年技师住房困难", "新招青年技师租房成本高，留不住。", Fate.CLOSED,
         FILLED, 6, "已纳入园区公寓配租名单。"),
    Told(10, 44, "talent", "serious", "人才公寓名额不足", "外地技师来后无处安置。", Fate.CLOSED, FILLED, 4,
         "已调剂周边公租房。"),
    Told(3, 30, "trade", "serious", "冷链运力不足", "鲜销旺季订不到冷藏车，损耗上升。", Fate.CLOSED, "冷链", 3,
         "已联系两家物流企业签订旺季保供协议。", "旺季订不到冷藏车怎么办？", "冷链物流补助办法（示例）"),
    Told(4, 22, "trade", "urgent", "冷藏车进城限行", "配送车辆白天不能进城，影响交货。", Fate.TAKEN_UP, "冷链"),
    Told(11, 16, "trade", "normal", "缺少公共预冷设施", "分散装车前无处预冷。", Fate.SENT, "冷链"),
    Told(5, 34, "breeding", "serious", "种苗检测周期长", "脱毒苗送检往返要三周。", Fate.CLOSED, "检测", 5,
         "已开放市级检测平台，预约三日内出结果。", "种苗检测周期长怎么办？", "公共检测平台开放办法（示例）"),
    Told(12, 28, "breeding", "normal", "新品种保护申请不熟悉", "需要辅导材料准备。", Fate.ANSWERED, "品种权", 2,
         "已安排专员辅导，并寄送申请指南。"),
    Told(6, 60, "land", "urgent", "二期用地手续停滞", "用地预审补正材料提交后未见回复。", Fate.ABANDONED, "用地预审"),
    Told(13, 20, "land", "serious", "围墙外空地无法并入厂区", "希望按边角地政策供地。", Fate.REOPENED, "边角地", 6,
         "已受理，拟纳入下季度供地计划。"),
    Told(7, 18, "finance", "normal", "专利质押评估费用高", "希望有评估费补贴。", Fate.ANSWERED, "专利质押", 4,
         "评估费可按实际支出申请补贴，已寄送申报通知。"),
    Told(14, 26, "finance", "serious", "贷款到期需过桥", "月底到期，请协调转贷。", Fate.CLOSED, "转贷", 2,
         "通过应急转贷基金办理，当日放款。", "贷款到期一时周转不开怎么办？", "应急转贷基金管理办法（示例）"),
    Told(8, 11, "energy", "normal", "蒸汽价格偏高", "园区蒸汽价格高于周边。", Fate.ANSWERED, "蒸汽", 7,
         "已约谈供热单位，下月起执行阶梯价格。"),
    Told(15, 24, "energy", "serious", "夜间电压不稳", "精密设备频繁停机。", Fate.CLOSED, "电压", 4,
         "供电部门更换台区变压器，电压恢复正常。", "厂区电压不稳影响生产怎么办？"),
    Told(9, 9, "policy", "normal", "加计扣除口径不清", "委托研发费用如何归集。", Fate.ANSWERED, "加计扣除", 3,
         "已邀请税务部门专题辅导，并提供口径问答。"),
    Told(16, 7, "policy", "normal", "专精特新复核材料清单", "请明确复核所需材料。", Fate.CLOSED, "复核", 1,
         "已发送材料清单和样表。", "专精特新复核要准备哪些材料？", "优质中小企业梯度培育管理实施细则"),
    Told(17, 6, "other", "normal", "厂区门口道路破损", "大雨后积水，影响运输。", Fate.CLOSED, "道路", 2,
         "市政部门已修补路面并疏通雨水口。", satisfaction=4),
    Told(18, 3, "talent", "normal", "高端人才子女入学", "引进博士子女需转学。", Fate.SENT, "子女入学"),
    Told(1, 2, "finance", "serious", "出口退税周期长", "资金占用较大。", Fate.RAISED, "出口退税"),
    Told(11, 15, "trade", "normal", "希望参加境外展会", "请提供展位和补贴信息。", Fate.CLOSED, "展会", 1,
         "已发送展会目录，并预留展位。", "怎样参加境外展会？", "境外展会支持目录（示例）", 4),
    Told(14, 4, "talent", "normal", "夜班招工难", "希望组织专场招聘。", Fate.ANSWERED, "招工", 1,
         "已列入下周园区专场招聘会。"),
)  # fmt: skip
