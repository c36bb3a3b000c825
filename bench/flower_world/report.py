"""The experiment's report, written from its numbers: nothing in it is typed in by hand."""

from typing import Any

from bench.flower_world import arms, moments, world
from bench.flower_world.estimands import (
    BEYOND_PLACEBO,
    FEWER,
    HARM,
    LARGEST_ADOPTION,
    LEAST_PART,
    MORE,
)

ENGLISH = {
    "routing": "routing only",
    "guidance": "guidance only",
    "placebo": "placebo: random advice",
    "broadcast": "broadcast forecast",
    "stale": "stale: last year's advice",
    "guidance_together": "guidance that counts the others' income",
    "guidance_80_70": "guidance, 80/70",
    "broadcast_80_70": "broadcast, 80/70",
    "docking_20": "docking, orders 20 %",
    "docking_40": "docking, orders 40 %",
    "routing_guidance": "routing and guidance",
    "all": "all, orders 20 %",
    "all_80_70": "all, 80/70, orders 40 %",
    "all_full": "all join and follow, perfect data, orders 40 %",
    "all_zero": "all, but nobody follows",
}
CHINESE = {
    "routing": "仅调运建议", "guidance": "仅种植建议", "placebo": "安慰剂：随机建议",
    "broadcast": "向所有人公布同一预测", "stale": "过时建议：去年的行情",
    "guidance_together": "种植建议（计入对他人收入的影响）", "guidance_80_70": "种植建议，80/70",
    "broadcast_80_70": "公布同一预测，80/70", "docking_20": "仅订单对接，订单占20%",
    "docking_40": "仅订单对接，订单占40%", "routing_guidance": "调运加种植建议",
    "all": "全部，订单占20%", "all_80_70": "全部，80/70，订单占40%",
    "all_full": "全员加入并照做、数据完备，订单占40%", "all_zero": "全部，但无人照做",
}  # fmt: skip


def summary(
    result: dict[str, Any], effects: dict[str, Any], shown: dict[str, Any]
) -> dict[str, Any]:
    """Return what is published: the numbers of the report, and how they came about."""
    return {
        "command": result["command"],
        "on": result["on"],
        "seed": result["plan"]["seed"],
        "growers": result["plan"]["growers"],
        "weeks": world.WEEKS,
        "processors": result["processors"],
        "python": result["python"],
        "minutes": round(result["minutes"], 1),
        "bare_seconds": round(result["bare_seconds"], 2),
        "drawn": len(result["drawn"]),
        "kept": len(result["kept"]),
        "wanted": result["plan"]["keep"],
        "cities": len(result["cities"]),
        "why_dropped": result["why_dropped"],
        "baseline": shown,
        "arms": {
            name: {
                "title": ENGLISH[name],
                "title_zh": CHINESE[name],
                "joins": arms.ARMS[name].joins,
                "follows": arms.ARMS[name].follows,
            }
            | told
            for name, told in effects.items()
        },
        "goals": goals(effects),
    }


def goals(effects: dict[str, Any]) -> list[dict[str, Any]]:
    """Return goal C1 part by part, and whether this run reached it."""
    whole, guided, placebo = effects["all"], effects["guidance"], effects["placebo"]
    modest = [
        told for name, told in effects.items()
        if arms.ARMS[name].joins <= LARGEST_ADOPTION and name.startswith("all")
    ]  # fmt: skip
    fewer = max(told["chance_fewer"] for told in modest)
    waste = placebo["all"]["waste"][0] - guided["all"]["waste"][0]
    net = guided["all"]["net"][0] - placebo["all"]["net"][0]
    return [
        _goal("waste_falls", fewer, LEAST_PART, fewer >= LEAST_PART),
        _goal("waste_beyond_placebo", waste, BEYOND_PLACEBO, waste >= BEYOND_PLACEBO),
        _goal("net_beyond_placebo", net, BEYOND_PLACEBO, net >= BEYOND_PLACEBO),
        _goal("no_harm", whole["chance_harm"], HARM, whole["chance_harm"] <= HARM),
        _goal("no_harm_guidance", guided["chance_harm"], HARM, guided["chance_harm"] <= HARM),
    ]


def _margin(share: float) -> str:
    return f"{share:.1%}" if share > 0 else "never"


def _goal(code: str, reached: float, wanted: float, holds: bool) -> dict[str, Any]:
    return {"code": code, "reached": reached, "wanted": wanted, "holds": bool(holds)}


GOALS = {
    "waste_falls": "waste falls by a fifth or more at ≤ 40 % adoption, all together: part of cities",
    "waste_beyond_placebo": "guidance beats placebo in waste, points",
    "net_beyond_placebo": "guidance beats placebo in net income, points",
    "no_harm": "harm to anybody, all together: part of cities, at most",
    "no_harm_guidance": "harm to anybody, guidance alone: part of cities, at most",
}


def per_cent(share: float, places: int = 1) -> str:
    return f"{100 * share:+.{places}f} %".replace("-", "−")


def _with_interval(told: list[float] | None) -> str:
    if told is None:
        return "–"
    middle, low, high = (f"{100 * each:+.1f}".replace("-", "−") for each in told)
    return f"{middle} % [{low}, {high}]"


def page(result: dict[str, Any], told: dict[str, Any]) -> str:
    """Return the report as Markdown."""
    parts = [_head(told), _chinese(told), _results(told), _others(told), _calibration(result, told)]
    return "\n".join(parts) + "\n"


def _head(told: dict[str, Any]) -> str:
    whole, guided, placebo = (told["arms"][name] for name in ("all", "guidance", "placebo"))
    return f"""# Does it help? The experiment with flowers

Every number below is the run’s own.

```
{told["command"]}
```

{told["on"]}, seed {told["seed"]}, {told["processors"]} processors, Python {told["python"]}, \
{told["minutes"]:.0f} minutes beside other work. {told["growers"]:,} growers, {told["weeks"]} weeks, \
{told["drawn"]} cities drawn, {told["kept"]} kept, {told["cities"]} lived through under \
{len(told["arms"]) + 1} arms. A city without a platform takes {told["bare_seconds"]:.2f} s for all its \
weeks; with guidance {guided["seconds"]:.1f} s, with everything {whole["seconds"]:.1f} s (the \
platform's answers every week, the engines called as the product calls them).{_stopped(told)}

A city's article claims that loss and unsold stock fell by 20 % and net income rose by 30 % in a year.
That is before and after. This asks what else it cannot tell: **in cities that look like the data, how
much does the platform change, against the same city without it?** With everything at 40 % adoption,
each advice followed with an even chance: loss and unsold \
{_with_interval(whole["all"]["waste"])}, net income {_with_interval(whole["all"]["net"])}; in \
{whole["chance_fewer"]:.0%} of cities waste falls by a fifth, in {whole["chance_more"]:.0%} net income \
rises by three tenths, in {whole["chance_both"]:.0%} both. Planting guidance alone: \
{_with_interval(guided["all"]["waste"])} and {_with_interval(guided["all"]["net"])}. \
Random advice alone, which only spreads what is planted, gives \
{_with_interval(placebo["all"]["waste"])} and {_with_interval(placebo["all"]["net"])}: what guidance adds to \
that is its own. **{_verdict(whole)}**
"""


def _stopped(told: dict[str, Any]) -> str:
    if told["kept"] == told["wanted"]:
        return ""
    return (
        f"\n\nThe run was to keep {told['wanted']} cities and was stopped by the clock; counted are the "
        f"first {told['kept']} in the order of drawing. `--keep {told['kept']}` draws and keeps the same. "
        "It was ended before it had written this page, so the command, its day and how long it took were "
        "noted afterwards."
    )


def _verdict(whole: dict[str, Any]) -> str:
    if whole["chance_both"] >= LEAST_PART:
        return "The article's numbers are within what this predicts."
    return "The article's numbers are not what this predicts."


def _chinese(told: dict[str, Any]) -> str:
    whole, guided, placebo = (told["arms"][name] for name in ("all", "guidance", "placebo"))
    broadcast = told["arms"]["broadcast_80_70"]
    return f"""## 中文摘要

报道称“种植户耗损滞销量降低20%，收入同比增加30%以上”。那是前后对比；本实验问的是另一件事：**在与真实行情相符的\
城市里，有平台与没有平台相比，究竟差多少？** 共抽取{told["drawn"]}座城市，只保留未加干预时与真实市场各项统计量\
相符的{told["kept"]}座（每座{told["growers"]:,}户、{told["weeks"]}周）；平台的建议与对接由产品自身的程序给出，\
只看得到迟到一周、带误差、不完整的数据。

- 全部功能、40%农户加入、每条建议照做的机会为一半：耗损滞销{_with_interval(whole["all"]["waste"])}，\
净收入{_with_interval(whole["all"]["net"])}；{whole["chance_fewer"]:.0%}的城市耗损滞销降两成以上，\
{whole["chance_more"]:.0%}的城市净收入增三成以上，两者兼得的占{whole["chance_both"]:.0%}。
- 仅种植建议：耗损滞销{_with_interval(guided["all"]["waste"])}，净收入{_with_interval(guided["all"]["net"])}；\
随机建议（安慰剂）分别为{_with_interval(placebo["all"]["waste"])}、{_with_interval(placebo["all"]["net"])}。
- 向所有人公布同一预测（80%加入）：净收入{_with_interval(broadcast["all"]["net"])}。
- 仅调运建议：耗损滞销{_with_interval(told["arms"]["routing"]["all"]["waste"])}，\
净收入{_with_interval(told["arms"]["routing"]["all"]["net"])}。
- 仅种植建议要达到净收入增三成，净利占毛收入之比须不高于{guided["margin"]:.1%}（保留的城市中位数为\
{told["baseline"]["margin"][0]:.1%}）。

方括号内为95%区间。结果好坏一律照登；以上数字均出自本次运行。
"""


def _results(told: dict[str, Any]) -> str:
    rows = [
        f"| {arm['title']} | {_with_interval(arm['all']['waste'])} | "
        f"{_with_interval(arm['all']['unsold'])} | {_with_interval(arm['all']['gross'])} | "
        f"{_with_interval(arm['all']['net'])} | {arm['chance_fewer']:.2f} | "
        f"{arm['chance_more']:.2f} | {arm['chance_harm']:.2f} | {_margin(arm['margin'])} |"
        for arm in told["arms"].values()
    ]
    goals = [
        f"| {GOALS[goal['code']]} | {goal['wanted']:.2f} | {goal['reached']:.3f} | "
        f"{'yes' if goal['holds'] else '**no**'} |"
        for goal in told["goals"]
    ]
    return f"""## What came out

Effects on all growers against the same city without a platform, mean over cities and 95 % interval
(paired bootstrap). Unless the arm says otherwise 40 % of the growers join and each advice is followed
with a chance of 50 %; 80/70 likewise. P(≤ −20 %): part of the cities in which loss + unsold falls by a
fifth or more. P(≥ +30 %): net income rises by three tenths or more. Harm: net income of all, of those
who did not join or of the smallest tenth falls. Margin: net part of gross income at which the arm's
gain would be +30 % of net.

| arm | loss + unsold | unsold | gross income | net income | P(≤ −20 %) | P(≥ +30 %) | P(harm) | margin |
|---|---|---|---|---|---|---|---|---|
{chr(10).join(rows)}

What was asked of it before the run ({per_cent(FEWER, 0)} waste, {per_cent(MORE, 0)} net are the
article's; the goals are ours):

| goal | wanted | reached | holds |
|---|---|---|---|
{chr(10).join(goals)}
"""


def _others(told: dict[str, Any]) -> str:
    rows = [
        f"| {arm['title']} | "
        + " | ".join(
            _with_interval(arm.get(group, {}).get("net"))
            for group in ("adopters", "others", "smallest")
        )
        + f" | {_with_interval(arm['income_sd'])} | {_with_interval(arm['price_paid'])} | "
        f"{_with_interval(arm['units_sold'])} | {_contracts(arm['contracts'])} |"
        for arm in told["arms"].values()
    ]
    return f"""## Whom it reaches, and who pays

Net income by group: those who joined, those who did not, the smallest tenth by beds × grades (by what
they are, not by what became of them). Then the spread of income between growers, the price that buyers
pay and how much they buy: a gain that buyers pay is a transfer. Contracts: kept / sold aside / refused.

| arm | adopters | others | smallest tenth | spread | price paid | units sold | contracts |
|---|---|---|---|---|---|---|---|
{chr(10).join(rows)}
"""


def _contracts(counts: list[float]) -> str:
    return "–" if not sum(counts) else " / ".join(f"{count / sum(counts):.0%}" for count in counts)


def _calibration(result: dict[str, Any], told: dict[str, Any]) -> str:
    rows = [
        f"| {name} | {low:g} to {high:g} | {source} | {middle:.2f} ({least:.2f} to {most:.2f}) | "
        f"{'held out' if name in moments.HELD_OUT else 'yes'} |"
        for name, (low, high, source) in (moments.KEPT | moments.HELD_OUT).items()
        for middle, least, most in [told["baseline"][name]]
    ]
    dropped = ", ".join(f"{name} {count}" for name, count in told["why_dropped"].items())
    prior = "; ".join(f"{name} {low:g}–{high:g}" for name, (low, high) in result["prior"].items())
    held = _held(result)
    return f"""## What is kept, and what is dropped

A city is kept if, before any treatment, it shows all ten moments. {told["kept"]} of {told["drawn"]}
were. Missed, of all drawn: {dropped}. Two moments were held out: {held}.

| moment | band | measured | kept cities: median (least to greatest) | decides |
|---|---|---|---|---|
{chr(10).join(rows)}

Grade premia are put in (second grade −19 %, third −56 % against first), so that they are no test.

Drawn evenly between: {prior}.

## How the city works

Weekly steps. A grower has beds of one size, a home market, six kinds that suit, a mix of grades, a rule
of expectation (last price, adaptive, trend, season) and plants by a logit choice with inertia. A harvest
goes home or where the price was best last week, over some weeks. Prices are posted and move by a part of
the gap between demand and stock; what is not sold decays. What stays unsold arises; it is not put in.
A part of every harvest is lost, which no platform changes. Orders: a part of demand is ordered a growing
time ahead with an error of 20 %, at 95 % of the year's mean price; 8 % are rejected by grade; a grower
sells aside with an even chance where the spot is a fifth dearer, a buyer refuses with 30 % where it is
three tenths cheaper.

The platform is called every week through `bench/flower_world/seen.py`, which shows published prices,
arrivals and stocks a week late, off by some per cent and a tenth of them missing, and what nine tenths of
those who joined registered. It answers by `engines.planning` (100 scenarios from three years of prices, a
flexibility of {0.7} taken for granted and not fitted) and `engines.allocation` (harvests of a place and
a kind together to what markets lack; askers one by one to orders). The platform opens in week
{world.START}; weeks {world.MEASURED} to {world.WEEKS} count.

Honesty is tested in `tests/test_flowers_effect.py`: what happens later changes no decision before; who
does not follow is not moved, to the last bit; all arms share their chance. What was tried on a few cities
while it was built used other seeds than this run. What is counted was fixed in
`bench/flower_world/estimands.py` before it.

## What it cannot say

No entry or exit, no credit, no weather that strikes many at once, one crop a grower at a time. The
flexibility of prices is known only as a lower bound. Buyers' own reactions, quality and yield
advice, and cheaper credit by contracts are not in it. Its numbers hold for cities like these and a platform
that answers like this; a trial in the field, by village in steps, is what would settle it.
"""


def _held(result: dict[str, Any]) -> str:
    kept = [one["moments"] for one in result["drawn"] if one["draw"] in result["kept"]]
    inside = {
        name: sum(not moments.misses(one, {name: band}) for one in kept)
        for name, band in moments.HELD_OUT.items()
    }
    return ", ".join(
        f"{name} lies in its band in {count} of {len(kept)}" for name, count in inside.items()
    )
