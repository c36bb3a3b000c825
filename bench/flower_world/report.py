"""What is published of the experiment, and the parts of its page that are written from its numbers.

The page's own words stand around them by hand: `<!-- NAME -->` … `<!-- /NAME -->` holds a part.
"""

import re
from collections.abc import Callable
from typing import Any

from bench.flower_world import arms, moments, world
from bench.flower_world.effects import against, baseline, doses, effects, held_out
from bench.flower_world.estimands import BEYOND_PLACEBO, HARM, LARGEST_ADOPTION, LEAST_PART
from bench.flower_world.titles import CHINESE, ENGLISH
from bench.flower_world.titles import GROUPS as PARAMETERS


class NoPlace(ValueError):
    """The page has no place for a part of the report."""


def summary(result: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    """Return what is published: the numbers of the report, and how they came about.

    Args:
        about: The command, its day and machine, and what the sensitivities were found to be.
    """
    found = effects(result)
    return about | {
        "seed": result["plan"]["seed"],
        "seeds": result["plan"]["seeds"],
        "growers": result["plan"]["growers"],
        "weeks": world.WEEKS,
        "processors": result["processors"],
        "minutes": round(result["minutes"], 1),
        "drawn": len(result["drawn"]),
        "kept": len(result["kept"]),
        "wanted": result["plan"]["cities"],
        "cities": len(result["cities"]),
        "why_dropped": result["why_dropped"],
        "baseline": baseline(result),
        "held_out": held_out(result),
        "prior": result["prior"],
        "arms": {
            name: {
                "title": ENGLISH[name],
                "title_zh": CHINESE[name],
                "joins": arms.ARMS[name].joins,
                "follows": arms.ARMS[name].follows,
            }
            | told
            for name, told in found.items()
        },
        "against": against(result),
        "doses": doses(result),
        "goals": goals(found),
    }


def goals(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return goal C1 part by part, and whether this run reached it."""
    whole, guided, placebo = found["all"], found["guidance"], found["placebo"]
    modest = [
        told for name, told in found.items()
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


def _goal(code: str, reached: float, wanted: float, holds: bool) -> dict[str, Any]:
    return {"code": code, "reached": reached, "wanted": wanted, "holds": bool(holds)}


GOALS = {
    "waste_falls": "waste falls by a fifth or more at ≤ 40 % adoption, all together: part of cities",
    "waste_beyond_placebo": "guidance beats placebo in waste, points",
    "net_beyond_placebo": "guidance beats placebo in net income, points",
    "no_harm": "harm to anybody, all together: part of cities, at most",
    "no_harm_guidance": "harm to anybody, guidance alone: part of cities, at most",
}


def written(page: str, told: dict[str, Any]) -> str:
    """Return a page with its parts written anew from what is published.

    Raises:
        NoPlace: the page has no place for one of them.
    """
    for name, part in _PARTS.items():
        place = re.compile(rf"<!-- {name} -->\n.*?<!-- /{name} -->", re.DOTALL)
        if not place.search(page):
            raise NoPlace(f"<!-- {name} --> … <!-- /{name} --> is not on the page")
        text = f"<!-- {name} -->\n{part(told)}\n<!-- /{name} -->"
        page = place.sub(lambda _, text=text: text, page)  # type: ignore[misc]
    return page


def _with_interval(told: list[float] | None) -> str:
    if told is None:
        return "–"
    middle, low, high = (f"{100 * each:+.1f}".replace("-", "−") for each in told)
    return f"{middle} % [{low}, {high}]"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _run(told: dict[str, Any]) -> str:
    stopped = ""
    if told["kept"] < told["wanted"]:
        stopped = (
            f" The run was to keep {told['wanted']} cities and was stopped by the clock: counted are "
            f"the first {told['kept']} in the order of drawing."
        )
    arms_of, whole = told["arms"], told["arms"]["all"]
    fewest = min(arm["cities"] for arm in arms_of.values())
    if fewest < told["kept"] and not stopped:
        stopped = (
            " The arms besides the main ones were stopped by the clock; the tables say in how many of "
            "these cities, in the order of drawing, each was lived through."
        )
    return f"""```
{told["command"]}
```

{told["on"]}, seed {told["seed"]}, Python {told["python"]}, {told["minutes"]:.0f} minutes of one \
processor for the arms, beside other work. {told["growers"]:,} growers, {told["weeks"]} weeks; {told["drawn"]} cities \
drawn, {told["kept"]} kept.{stopped} The main arms were lived through in {whole["cities"]} cities with \
{told["seeds"]} {"seed" if told["seeds"] == 1 else "seeds"} each \
({whole["lives"]} lives), all {len(arms_of)} arms in {fewest} with one seed. A city without a platform takes {told["bare_seconds"]:.2f} s of a processor for all its weeks; \
with routing {arms_of["routing"]["seconds"]:.1f} s, with guidance \
{arms_of["guidance"]["seconds"]:.1f} s, with everything {whole["seconds"]:.1f} s."""


def _answer(told: dict[str, Any]) -> str:
    of = told["arms"]
    whole = of["all"]
    return f"""With everything at 40 % adoption, each advice followed with an even chance: loss and unsold \
{_with_interval(whole["all"]["waste"])}, net income {_with_interval(whole["all"]["net"])}; in \
{whole["chance_fewer"]:.0%} of cities waste falls by a fifth, in {whole["chance_more"]:.0%} net income \
rises by three tenths, in {whole["chance_both"]:.0%} both. Routing alone: \
{_with_interval(of["routing"]["all"]["waste"])} and {_with_interval(of["routing"]["all"]["net"])}. Planting \
guidance alone: {_with_interval(of["guidance"]["all"]["waste"])} and \
{_with_interval(of["guidance"]["all"]["net"])}; random advice: \
{_with_interval(of["placebo"]["all"]["waste"])} and {_with_interval(of["placebo"]["all"]["net"])}. \
**{_verdict(whole)}**"""


def _verdict(whole: dict[str, Any]) -> str:
    if whole["chance_both"] >= LEAST_PART:
        return "The article's numbers are within what this predicts."
    return "The article's numbers are not what this predicts."


def _answer_zh(told: dict[str, Any]) -> str:
    of = told["arms"]
    whole, guided = of["all"], of["guidance"]

    def both(name: str) -> str:
        effect = of[name]["all"]
        return f"耗损滞销{_with_interval(effect['waste'])}，净收入{_with_interval(effect['net'])}"

    return f"""共抽取{told["drawn"]}座城市，只保留未加干预时与真实市场各项统计量相符的{told["kept"]}座\
（每座{told["growers"]:,}户、{told["weeks"]}周）。

- 全部功能、40%农户加入、每条建议照做的机会为一半：{both("all")}；\
{whole["chance_fewer"]:.0%}的城市耗损滞销降两成以上，{whole["chance_more"]:.0%}的城市净收入增三成以上，\
两者兼得的占{whole["chance_both"]:.0%}。
{_many_zh(of, both)}- 仅调运建议（看各市场库存与在途）：{both("routing")}；若各户只看行情页自行调运：{both("routing_page")}。
- 仅种植建议：{both("guidance")}；随机建议（安慰剂）：{both("placebo")}。
- 仅订单对接（订单占20%）：{both("docking_20")}。
- 向所有人公布同一预测（80%加入）：{both("broadcast_80_70")}。
- 仅种植建议要达到净收入增三成，净利占毛收入之比须不高于{_margin(guided["margin"])}；\
全部功能须不高于{_margin(whole["margin"])}（保留的城市中位数为{told["baseline"]["margin"][0]:.1%}）。"""


def _many_zh(of: dict[str, Any], both: Callable[[str], str]) -> str:
    if "all_80_70" not in of:
        return ""
    cities = of["all_80_70"]["cities"]
    return (
        f"- 全部功能、80%农户加入、七成照做、订单占40%（{cities}座城市）：{both('all_80_70')}。\n"
    )


def _margin(share: float) -> str:
    return f"{share:.1%}" if share > 0 else "never"


def _results(told: dict[str, Any]) -> str:
    heads = ("arm", "cities × seeds", "loss + unsold", "unsold", "gross income", "net income",
             "P(≤ −20 %)", "P(≥ +30 %)", "P(harm)", "margin")  # fmt: skip
    return _table(
        heads,
        [
            (
                arm["title"],
                f"{arm['cities']} × {arm['lives'] // arm['cities']}",
                *(_with_interval(arm["all"][what]) for what in ("waste", "unsold", "gross", "net")),
                *(f"{arm[f'chance_{what}']:.2f}" for what in ("fewer", "more", "harm")),
                _margin(arm["margin"]),
            )
            for arm in told["arms"].values()
        ],
    )


def _goals(told: dict[str, Any]) -> str:
    return _table(
        ("goal", "wanted", "reached", "holds"),
        [
            (GOALS[goal["code"]], f"{goal['wanted']:.2f}", f"{goal['reached']:.3f}".replace("-", "−"),
             "yes" if goal["holds"] else "**no**")
            for goal in told["goals"]
        ],
    )  # fmt: skip


def _against(told: dict[str, Any]) -> str:
    return _table(
        ("arm", "beside", "cities", "loss + unsold, points", "net income, points"),
        [
            (ENGLISH[each["one"]], ENGLISH[each["other"]], str(each["cities"]),
             *(_with_interval(each[what]).replace(" %", "") for what in ("waste", "net")))
            for each in told["against"]
        ],
    )  # fmt: skip


def _groups(told: dict[str, Any]) -> str:
    heads = ("arm", "adopters", "others", "smallest tenth", "spread", "price paid", "units sold",
             "contracts")  # fmt: skip
    return _table(
        heads,
        [
            (
                arm["title"],
                *(_with_interval(arm.get(group, {}).get("net"))
                  for group in ("adopters", "others", "smallest")),
                *(_with_interval(arm[what]) for what in ("income_sd", "price_paid", "units_sold")),
                _contracts(arm["contracts"]),
            )
            for arm in told["arms"].values()
        ],
    )  # fmt: skip


def _contracts(counts: list[float]) -> str:
    return "–" if not sum(counts) else " / ".join(f"{count / sum(counts):.0%}" for count in counts)


def _doses(told: dict[str, Any]) -> str:
    return _table(
        ("join", "loss + unsold", "net income", "adopters", "others", "smallest tenth", "P(harm)"),
        [
            (
                f"{arms.ARMS[name].joins:.0%}",
                _with_interval(arm["all"]["waste"]),
                *(_with_interval(arm[group]["net"])
                  for group in ("all", "adopters", "others", "smallest")),
                f"{arm['chance_harm']:.2f}",
            )
            for name, arm in told["doses"].items()
        ],
    )  # fmt: skip


def _sobol(told: dict[str, Any]) -> str:
    found = told.get("sobol")
    if not found:
        return "Not run for this version."
    heads = ("what is not known", *(f"{what}: {order}" for what in found["of"]
                                    for order in ("first", "total")))  # fmt: skip
    rows = [
        (
            PARAMETERS[group],
            *(
                "{:.2f} [{:.2f}, {:.2f}]".format(*found["indices"][what][order][group]).replace(
                    "-", "−"
                )
                for what in found["of"]
                for order in ("first", "total")
            ),
        )
        for group in found["groups"]
    ]
    return (
        f"Of {found['lives']} cities of {found['growers']:,} growers, {found['weeks']} weeks, "
        f"{found['samples']} base samples (Saltelli), drawn from all that is not known, kept or not.\n\n"
        + _table(heads, rows)
    )


def _calibration(told: dict[str, Any]) -> str:
    rows = [
        (name, f"{low:g} to {high:g}", source, f"{middle:.2f} ({least:.2f} to {most:.2f})",
         "held out" if name in moments.HELD_OUT else "yes")
        for name, (low, high, source) in (moments.KEPT | moments.HELD_OUT).items()
        for middle, least, most in [told["baseline"][name]]
    ]  # fmt: skip
    dropped = ", ".join(f"{name} {count}" for name, count in told["why_dropped"].items())
    held = ", ".join(
        f"{name} lies in its band in {count} of {told['kept']}"
        for name, count in told["held_out"].items()
    )
    prior = "; ".join(f"{name} {low:g}–{high:g}" for name, (low, high) in told["prior"].items())
    table = _table(
        ("moment", "band", "measured", "kept cities: median (least to greatest)", "decides"), rows
    )
    return f"""{told["kept"]} of {told["drawn"]} drawn cities show all ten moments. Missed, of all \
drawn: {dropped}. Two moments were held out: {held}.

{table}

Drawn evenly between: {prior}."""


_PARTS = {
    "run": _run, "answer": _answer, "answer-zh": _answer_zh, "results": _results, "goals": _goals,
    "against": _against, "groups": _groups, "doses": _doses, "sobol": _sobol,
    "calibration": _calibration,
}  # fmt: skip
