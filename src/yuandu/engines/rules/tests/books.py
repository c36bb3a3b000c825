"""A vocabulary and small books for tests."""

from yuandu.engines import rules

FACTS = """
- {code: revenue, title: 营业收入, title_en: Revenue, kind: amount, yearly: true}
- {code: rd_expense, title: 研发费用, title_en: R&D expense, kind: amount, yearly: true}
- {code: staff, title: 从业人员, title_en: Staff, kind: count, unit: 人, yearly: true}
- {code: area, title: 面积, title_en: Area, kind: quantity, unit: 亩}
- {code: market_share, title: 市场占有率, title_en: Market share, kind: share}
- {code: niche_since, title: 起始日, title_en: Since, kind: day}
- {code: is_listed, title: 列入名录, title_en: Listed, kind: flag}
- {code: has_brand, title: 自主品牌, title_en: Brand, kind: flag}
- {code: field, title: 领域, title_en: Field, kind: choice, choices: {new: 新兴, old: 传统}}
- {code: industry, title: 行业, title_en: Industry, kind: codes}
"""
VOCABULARY = rules.read_vocabulary(FACTS, "facts.yaml")
HEAD = """
code: sample-1
series: sample
title: 示例
document: 示例文件
is_sample: true
effective_from: 2024-01-01
"""


def a_book(body: str, head: str = HEAD) -> rules.Book:
    """Return a book of `head` and `body`, which names criteria and `requires`."""
    return rules.read_book(head + body, "sample.yaml", VOCABULARY)
