"""Proposals made up from a seed, and the same with letters changed."""

from random import Random

THINGS = [
    "吸塑盒",
    "边角料",
    "食堂",
    "路灯",
    "工装",
    "叉车",
    "模具",
    "机台",
    "照明",
    "开关",
    "物料",
    "看板",
    "工位",
    "扳手",
    "气枪",
    "冷却水",
    "水阀",
    "地面",
    "车间",
    "仓库",
    "托盘",
    "标签",
    "小车",
    "推杆",
    "打磨机",
    "滤芯",
    "表单",
    "护栏",
    "急停按钮",
    "输送带",
    "传感器",
    "烘箱",
    "电柜",
    "螺丝",
    "夹具",
]
DOINGS = [
    "建议增加",
    "可以回收",
    "改为统一",
    "定期更换",
    "每班检查",
    "重新摆放",
    "加装",
    "缩短换模时间的",
    "减少浪费的",
    "集中存放",
    "用颜色区分",
    "贴上",
    "扫码登记",
    "提前准备",
    "分时段使用",
    "隔音处理",
    "防滑处理",
    "调低高度的",
    "自动关闭",
    "共用",
]


def proposal(draw: Random) -> str:
    return "，".join(
        draw.choice(DOINGS) + draw.choice(THINGS) + draw.choice(THINGS) for _ in range(6)
    )


def edited(text: str, changes: int, draw: Random) -> str:
    letters = list(text)
    for _ in range(changes):
        at = draw.randrange(len(letters))
        letters[at : at + draw.choice((0, 1))] = draw.choice(("", draw.choice("的了把和在")))
    return "".join(letters)
