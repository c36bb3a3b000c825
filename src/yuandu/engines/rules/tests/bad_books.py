"""Books that must be refused: what they say, the problem's code, and the field it names."""

RD = "id: rd, title: 研发, value: {fact: rd_expense}, operator: at_least, threshold: 3, unit: 万元"
SCORED = """
requires: total
criteria: [{id: total, title: 总分, value: {score: total}, operator: at_least, threshold: 60, unit: 分}]
scores:
  - id: total
    title: 总分
    most: 10
    items:
      - id: rd
        title: 研发
        most: 10
        better_of:
          - value: {fact: rd_expense}
"""
# The line that is wrong ends in "# here".
CRITERIA: dict[str, tuple[str, str, str]] = {
    "an unknown fact": (
        "requires: rd\ncriteria:\n"
        "  - {id: rd, title: 研发, value: {fact: rd_expences}, operator: at_least, threshold: 3, unit: 万元} # here",
        "fact-unknown",
        "criteria.0.value.fact",
    ),
    "a threshold without unit": (
        "requires: rd\ncriteria:\n"
        "  - {id: rd, title: 研发, value: {fact: rd_expense}, operator: at_least, threshold: 3} # here",
        "unit-missing",
        "criteria.0.unit",
    ),
    "a threshold in another unit": (
        "requires: rd\ncriteria:\n"
        "  - id: rd\n    title: 研发\n    value: {fact: rd_expense}\n    operator: at_least\n"
        "    threshold: 3\n    unit: 亩 # here",
        "unit-wrong",
        "criteria.0.unit",
    ),
    "no number for a threshold": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('3', '三')}}} # here",
        "number-needed",
        "criteria.0.threshold",
    ),
    "a flag compared with a number": (
        "requires: brand\ncriteria:\n"
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: at_least, threshold: 1} # here",
        "operator-misfits",
        "criteria.0.operator",
    ),
    "growth of what is not yearly": (
        "requires: area\ncriteria:\n"
        "  - {id: area, title: 面积, value: {growth: area}, operator: at_least, threshold: 5, unit: '%'} # here",
        "fact-not-yearly",
        "criteria.0.value.growth",
    ),
    "a share of days": (
        "requires: since\ncriteria:\n"
        "  - {id: since, title: 起始, value: {ratio: [niche_since, revenue]}, operator: at_least, threshold: 5, unit: '%'} # here",
        "fact-of-other-kind",
        "criteria.0.value.ratio",
    ),
    "two measures at once": (
        "requires: rd\ncriteria:\n  - id: rd\n    title: 研发\n"
        "    value: {fact: rd_expense, growth: revenue} # here\n"
        "    operator: at_least\n    threshold: 3\n    unit: 万元",
        "one-measure",
        "criteria.0.value",
    ),
    "a duplicate id": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n  - {{{RD}}} # here",
        "id-twice",
        "criteria.1.id",
    ),
    "an end before its start": (
        f"effective_until: 2023-12-31 # here\nrequires: rd\ncriteria:\n  - {{{RD}}}",
        "ends-first",
        "effective_until",
    ),
    "a criterion that ends before it starts": (
        "requires: rd\ncriteria:\n"
        f"  - {{{RD}, effective_from: 2025-01-01, effective_until: 2024-12-31}} # here",
        "ends-first",
        "criteria.0.effective_until",
    ),
    "exemptions in a circle": (
        f"requires: rd\ncriteria:\n  - {{{RD}, exempt_if: brand}}\n"
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true, exempt_if: rd} # here",
        "in-a-circle",
        "criteria.1.exempt_if",
    ),
    "an exemption by itself": (
        f"requires: rd\ncriteria:\n  - {{{RD}, exempt_if: {{any: [rd]}}}} # here",
        "in-a-circle",
        "criteria.0.exempt_if",
    ),
    "more to hold than are listed": (
        f"requires: {{of: [rd], at_least: 2}} # here\ncriteria:\n  - {{{RD}}}",
        "more-than-there-are",
        "requires",
    ),
    "a requirement that is not there": (
        f"requires: {{all: [rd, brand]}} # here\ncriteria:\n  - {{{RD}}}",
        "criterion-unknown",
        "requires",
    ),
    "a criterion that nothing asks for": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n  - {{{RD.replace('id: rd', 'id: idle')}}} # here",
        "criterion-unused",
        "criteria.1.id",
    ),
    "a judgement with a threshold": (
        "requires: good\ncriteria:\n"
        "  - {id: good, title: 信誉, operator: person, threshold: 3} # here",
        "person-measures-not",
        "criteria.0.value",
    ),
    "growth beyond what can be compared": (
        "requires: rd\ncriteria:\n"
        '  - {id: rd, title: 研发, value: {growth: revenue}, operator: at_least, threshold: 100000000, unit: "%"} # here',
        "number-too-fine",
        "criteria.0.threshold",
    ),
    "a share finer than what can be compared": (
        "requires: rd\ncriteria:\n"
        '  - {id: rd, title: 研发, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3.0001, unit: "%"} # here',
        "number-too-fine",
        "criteria.0.threshold",
    ),
    "a fact finer than its steps": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('3', '3.00001')}}} # here",
        "number-too-fine",
        "criteria.0.threshold",
    ),
    "more lost than there is": (
        "requires: rd\ncriteria:\n"
        '  - {id: rd, title: 研发, value: {compound_growth: revenue}, operator: at_least, threshold: -101, unit: "%"} # here',
        "growth-impossible",
        "criteria.0.threshold",
    ),
    "a threshold that is no choice": (
        "requires: field\ncriteria:\n"
        "  - {id: field, title: 领域, value: {fact: field}, operator: one_of, threshold: [new, newer]} # here",
        "not-one-of",
        "criteria.0.threshold",
    ),
    "an empty threshold": (
        "requires: field\ncriteria:\n"
        "  - {id: field, title: 领域, value: {fact: field}, operator: one_of, threshold: ['']} # here",
        "nothing-given",
        "criteria.0.threshold",
    ),
    "a flag that is no flag": (
        "requires: brand\ncriteria:\n"
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: 1} # here",
        "flag-needed",
        "criteria.0.threshold",
    ),
    "a day that is no day": (
        "requires: since\ncriteria:\n"
        "  - {id: since, title: 起始, value: {fact: niche_since}, operator: at_most, threshold: 2020} # here",
        "day-needed",
        "criteria.0.threshold",
    ),
    "years in another unit": (
        "requires: since\ncriteria:\n"
        "  - {id: since, title: 起始, value: {full_years: niche_since}, operator: at_least, threshold: 3, unit: 月} # here",
        "unit-wrong",
        "criteria.0.unit",
    ),
    "points in another unit": (
        "requires: total\ncriteria:\n"
        "  - {id: total, title: 总分, value: {score: total}, operator: at_least, threshold: 6, unit: 个} # here\n"
        "scores: [{id: total, title: 总分, most: 10, items: [{id: a, title: 甲, most: 10,"
        " better_of: [{value: {fact: field}, choices: {new: 10, old: 0}}]}]}]",
        "unit-wrong",
        "criteria.0.unit",
    ),
    "nothing to measure": (
        "requires: rd\ncriteria:\n"
        "  - {id: rd, title: 研发, operator: at_least, threshold: 3, unit: 万元} # here",
        "field-missing",
        "criteria.0.value",
    ),
    "a score that is not there": (
        "requires: total\ncriteria:\n"
        "  - {id: total, title: 总分, value: {score: total}, operator: at_least, threshold: 6, unit: 分} # here",
        "score-unknown",
        "criteria.0.value.score",
    ),
    "a key of a condition we do not know": (
        f"requires: {{all: [rd, {{any_of: [rd]}}]}} # here\ncriteria:\n  - {{{RD}}}",
        "field-unknown",
        "requires.all.1.any_of",
    ),
    "a condition of two kinds": (
        f"requires: {{all: [rd], any: [rd]}} # here\ncriteria:\n  - {{{RD}}}",
        "one-condition",
        "requires",
    ),
    "an exemption that is no condition": (
        f"requires: rd\ncriteria:\n  - {{{RD}, exempt_if: {{of: [rd], at_least: 0}}}} # here",
        "out-of-bounds",
        "criteria.0.exempt_if.at_least",
    ),
    "an unknown key": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefit: [] # here",
        "field-unknown",
        "benefit",
    ),
    "an unknown key of a criterion": (
        f"requires: rd\ncriteria:\n  - {{{RD}, weight: 3}} # here",
        "field-unknown",
        "criteria.0.weight",
    ),
    "a missing title": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('title: 研发, ', '')}}} # here",
        "field-missing",
        "criteria.0.title",
    ),
    "an operator we do not know": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('at_least', 'over')}}} # here",
        "not-one-of",
        "criteria.0.operator",
    ),
    "an id in capitals": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n  - {{{RD.replace('id: rd', 'id: RD')}}} # here",
        "bad-code",
        "criteria.1.id",
    ),
    "a key twice": (
        f"requires: rd\ncriteria:\n  - {{{RD}, title: 又一个}} # here",
        "key-twice",
        "",
    ),
    "an alias": (
        "requires: rd\ncriteria:\n  - &one {" + RD + "}\n  - *one # here",
        "not-yaml",
        "",
    ),
    "no YAML": ("requires: rd\ncriteria: [ # here\n  - }", "not-yaml", ""),
}
SCORES_AND_MONEY: dict[str, tuple[str, str, str]] = {
    "overlapping bands": (
        SCORED + "            unit: 万元\n"
        "            bands: [{to: 5, points: 0}, {from: 4, points: 10}] # here",
        "bands-overlap",
        "scores.0.items.0.better_of.0.bands",
    ),
    "a gap between bands": (
        SCORED + "            unit: 万元\n"
        "            bands: [{to: 4, points: 0}, {from: 5, points: 10}] # here",
        "bands-gap",
        "scores.0.items.0.better_of.0.bands",
    ),
    "bands that do not reach the top": (
        SCORED + "            unit: 万元\n"
        "            bands: [{to: 4, points: 0}, {from: 4, to: 9, points: 10}] # here",
        "bands-end",
        "scores.0.items.0.better_of.0.bands",
    ),
    "bands without unit": (
        SCORED + "            bands: [{to: 4, points: 0}, {from: 4, points: 10}] # here",
        "unit-missing",
        "scores.0.items.0.better_of.0.bands.0.unit",
    ),
    "a choice without points": (
        SCORED.replace("rd_expense", "field") + "            choices: {new: 10} # here",
        "choices-differ",
        "scores.0.items.0.better_of.0.choices",
    ),
    "a benefit on two grounds": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: 1, rate: 5, base: {fact: rd_expense}} # here",
        "one-benefit",
        "benefits.0",
    ),
    "a rate with many decimals": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, base: {fact: rd_expense}, rate: 12.3456789} # here",
        "number-too-fine",
        "benefits.0.rate",
    ),
    "a rate above all there is": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, base: {fact: rd_expense}, rate: 101} # here",
        "out-of-bounds",
        "benefits.0.rate",
    ),
    "so much for each that no number holds it": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, per: {fact: staff}, amount: 100, unit: 万元} # here",
        "cap-needed",
        "benefits.0.amount",
    ),
    "less than a yuan": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: 0.5} # here",
        "number-too-fine",
        "benefits.0.amount",
    ),
    "a cap of less than a yuan": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: 5, cap: 0.5} # here",
        "number-too-fine",
        "benefits.0.cap",
    ),
    "a negative amount": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: -5} # here",
        "out-of-bounds",
        "benefits.0.amount",
    ),
    "an amount in another unit": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: 5, unit: 亩} # here",
        "unit-wrong",
        "benefits.0.unit",
    ),
    "a rate of a number of people": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, rate: 5, base: {fact: staff}} # here",
        "fact-of-other-kind",
        "benefits.0.base",
    ),
    "an amount for each of what we do not know": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: 5, per: {fact: staffs}} # here",
        "fact-unknown",
        "benefits.0.per",
    ),
    "a rate of growth": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, rate: 5, base: {growth: revenue}} # here",
        "fact-needed",
        "benefits.0.base",
    ),
    "a budget of less than a yuan": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbudget: {{amount: 0.5, unit: 元}} # here",
        "number-too-fine",
        "budget.amount",
    ),
    "a part that comes later": (
        SCORED
        + "            unit: 万元\n            bands: [{to: 4, points: 0}, {from: 4, points: 10}]\n"
        "  - {id: all, title: 全部, most: 10, parts: [later]} # here\n"
        "  - {id: later, title: 以后, most: 10, parts: [total]}",
        "score-unknown",
        "scores.1.parts",
    ),
    "a score of nothing": (
        SCORED
        + "            unit: 万元\n            bands: [{to: 4, points: 0}, {from: 4, points: 10}]\n"
        "  - {id: all, title: 全部, most: 10} # here",
        "nothing-given",
        "scores.1.items",
    ),
    "an item that measures a score": (
        SCORED.replace("{fact: rd_expense}", "{score: total} # here")
        + "            unit: 分\n            bands: [{to: 4, points: 0}, {from: 4, points: 10}]",
        "score-in-a-score",
        "scores.0.items.0.better_of.0.value",
    ),
    "a score that ends before what asks for it": (
        SCORED.replace(
            "    most: 10\n    items:", "    most: 10\n    effective_until: 2024-12-31\n    items:"
        ).replace("unit: 分}]", "unit: 分}] # here")
        + "            unit: 万元\n            bands: [{to: 4, points: 0}, {from: 4, points: 10}]",
        "score-not-in-force",
        "criteria.0.value",
    ),
    "choices for a number": (
        SCORED[:-1] + " # here\n            choices: {new: 10}",
        "bands-needed",
        "scores.0.items.0.better_of.0.bands",
    ),
    "a budget in another unit": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbudget:\n  amount: 5\n  unit: 亩 # here",
        "unit-wrong",
        "budget.unit",
    ),
    "an order by an unknown fact": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n"
        "budget: {amount: 5, unit: 万元, order: [{fact: size}]} # here",
        "fact-unknown",
        "budget.order",
    ),
}
