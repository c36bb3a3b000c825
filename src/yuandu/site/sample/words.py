"""Words that the sample city's names are made of, in both languages.

Firms' names carry（样本）, so that none can be taken for a real one.
"""

from random import Random

SIGNS = {
    "青澜": "Qinglan", "云岫": "Yunxiu", "海岱": "Haidai", "沐禾": "Muhe", "砚台山": "Yantaishan",
    "朗照": "Langzhao", "鸢飞": "Yuanfei", "北辰原": "Beichenyuan", "泽润": "Zerun",
    "弥水": "Mishui", "白浪": "Bailang", "丹麓": "Danlu", "齐川": "Qichuan", "恒砺": "Hengli",
    "新穗": "Xinsui", "长汀": "Changting", "安渡": "Andu", "明岳": "Mingyue", "启航原": "Qihangyuan",
    "润野": "Runye", "金篱": "Jinli", "沧禾": "Canghe", "峄山": "Yishan", "景芝原": "Jingzhiyuan",
    "东篱": "Dongli", "瑞峦": "Ruiluan", "澄川": "Chengchuan", "星垣": "Xingyuan", "玉澜": "Yulan",
    "方圻": "Fangqi",
}  # fmt: skip

# Industry division of GB/T 4754, trade, what is made: a unit and a range.
TRADES = [
    ("C35", ("专用装备", "Special Equipment"), ("智能农机", "smart farm machines", "台", "units", 500, 20000)),
    ("C36", ("汽车部件", "Auto Parts"), ("轻量化底盘部件", "lightweight chassis parts", "万套", "ten thousand sets", 2, 90)),
    ("C34", ("动力机械", "Power Machinery"), ("数字化动力总成", "digital powertrains", "万台", "ten thousand units", 1, 60)),
    ("C38", ("电气", "Electrical"), ("储能变流器", "storage converters", "台套", "sets", 300, 9000)),
    ("C39", ("电子科技", "Electronics"), ("声学传感模组", "acoustic sensor modules", "万只", "ten thousand pieces", 50, 9000)),
    ("C26", ("新材料", "New Materials"), ("高端精细化学品", "fine chemicals", "万吨", "ten thousand tonnes", 1, 30)),
    ("C27", ("医药", "Pharma"), ("高端制剂", "finished medicines", "万支", "ten thousand vials", 100, 9000)),
    ("C28", ("纤维", "Fibres"), ("差别化纤维", "differentiated fibres", "万吨", "ten thousand tonnes", 1, 20)),
    ("C13", ("食品", "Foods"), ("预制菜", "prepared dishes", "万吨", "ten thousand tonnes", 1, 15)),
    ("C22", ("纸业", "Paper"), ("特种纸", "speciality paper", "万吨", "ten thousand tonnes", 2, 40)),
    ("C33", ("金属制品", "Metal Works"), ("装配式钢构件", "prefabricated steel parts", "万吨", "ten thousand tonnes", 1, 25)),
    ("C29", ("橡塑", "Rubber and Plastics"), ("高性能密封件", "high-performance seals", "万件", "ten thousand pieces", 20, 900)),
    ("A01", ("农业", "Agriculture"), ("设施花卉种苗", "greenhouse flower seedlings", "万株", "ten thousand plants", 100, 5000)),
    ("D44", ("新能源", "New Energy"), ("渔光互补发电", "fishery-solar power", "兆瓦", "megawatts", 20, 600)),
    ("I65", ("数字科技", "Digital"), ("工业互联网服务", "industrial internet services", "个节点", "nodes", 10, 400)),
    ("G59", ("供应链", "Supply Chain"), ("冷链仓储", "cold-chain storage", "万吨", "ten thousand tonnes", 1, 30)),
]  # fmt: skip

PLATFORMS = [
    ("{trade}产业创新中心", "{trade_en} Innovation Centre"),
    ("{trade}中试基地", "{trade_en} Pilot-scale Base"),
    ("{trade}检验检测公共服务平台", "{trade_en} Testing Platform"),
    ("{trade}产业技术研究院", "{trade_en} Research Institute"),
]
SOCIAL = [
    ("{place}第{n}中学新建项目", "{place_en} No. {n} Middle School"),
    ("{place}人民医院{n}号病房楼项目", "{place_en} People's Hospital, Ward Building {n}"),
    ("{place}老旧小区改造（第{n}批）项目", "{place_en} Old Estates Renewal, Batch {n}"),
    ("{place}养老服务中心（{n}期）项目", "{place_en} Elderly Care Centre, Phase {n}"),
    ("{place}保障性租赁住房（{n}期）项目", "{place_en} Affordable Rental Homes, Phase {n}"),
    ("{place}文化体育中心（{n}期）项目", "{place_en} Culture and Sports Centre, Phase {n}"),
    ("{place}农村供水提升（第{n}批）项目", "{place_en} Rural Water Supply, Batch {n}"),
]
INFRASTRUCTURE = [
    ("{place}国省道改扩建（{n}标段）工程", "{place_en} Trunk Road Widening, Section {n}"),
    ("{place}污水处理厂（{n}期）工程", "{place_en} Sewage Works, Phase {n}"),
    ("{place}集中供热管网（{n}期）工程", "{place_en} District Heating Network, Phase {n}"),
    ("{place}{n}号输变电工程", "{place_en} Substation No. {n}"),
    ("{place}河道综合治理（{n}期）工程", "{place_en} River Works, Phase {n}"),
    ("{place}农村电网改造（{n}期）工程", "{place_en} Rural Grid Renewal, Phase {n}"),
]
KINDS_OF_WORK = [
    ("年产{amount}{unit}{product}项目", "{amount} {unit_en} of {product} a Year"),
    ("{product}智能化改造项目（{n}期）", "Smart Upgrade for {product}, Phase {n}"),
    ("{product}产业园项目（{n}期）", "Industrial Park for {product}, Phase {n}"),
    ("{product}扩产提质项目（{n}期）", "Expansion for {product}, Phase {n}"),
]

# Where sites are and how far works have come, as officers write it.
PARKS = ("经济开发区", "高端装备产业园", "化工产业园", "食品产业园", "高新技术产业园", "临港物流园")
STREETS = ("东环路以西", "创业街以南", "兴业路以东", "民主街以北", "滨河路以东", "新城大街以南")
PROGRESS = {
    "plan": ("正在办理前期手续", "可行性研究报告编制中", "土地组卷报批", "初步设计已完成"),
    "start": ("桩基施工", "土方开挖", "场地平整完成，基础施工", "围挡及临时设施完成，桩基进场"),
    "build": ("主体施工", "主体封顶，内外装修", "厂房建成，设备安装", "设备调试", "配套工程施工"),
    "finished": ("已竣工",),
}
SUMMARIES = {
    "platform": "建设研发、中试和检验检测用房{area}平方米，购置仪器设备{sets}台（套），向中小企业开放。",
    "industry": "新建生产车间及配套设施{area}平方米，购置设备{sets}台（套）。",
    "social": "总建筑面积{area}平方米，配套建设室外道路、绿化和管网。",
    "infrastructure": "建设主体工程及附属设施，新建和改造线路、管网{sets}千米。",
}


def firm(place: str, place_en: str, trade: tuple[str, str], rng: Random) -> tuple[str, str]:
    """Return a firm's name in Chinese and English, marked as sample."""
    sign = rng.choice(sorted(SIGNS))
    return (
        f"{place.rstrip('市区县')}{sign}{trade[0]}有限公司（样本）",
        f"{place_en} {SIGNS[sign]} {trade[1]} Co., Ltd. (sample)",
    )


def public_builder(place: str, place_en: str) -> tuple[str, str]:
    """Return the name of a division's public builder, marked as sample."""
    return f"{place}城乡建设投资中心（样本）", f"{place_en} Public Works Centre (sample)"
