"""The facts that books of ladders may ask for, and the three ladders to start from."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from yuandu.engines import rules
from yuandu.engines.rules.reading import parse
from yuandu.services.policies.reading import text_of

FOLDER = resources.files(__package__) / "books"
FACTS, STANDARD = "facts.yaml", "standard.yaml"
LADDERS = ("management", "technical", "technician")

# How a clause of the standard reads: title, English title, comparison, unit.
CLAUSES: Mapping[str, tuple[str, str, str, str]] = {
    "years_of_service": ("本单位工龄满{n}年", "Years with the company: {n}", "at_least", "年"),
    "years_at_rung": ("任现职级满{n}年", "Years in the present position: {n}", "at_least", "年"),
    "projects": ("完成攻关或改善项目{n}项", "Projects completed: {n}", "at_least", "项"),
    "projects_led": ("主持完成项目{n}项", "Projects led: {n}", "at_least", "项"),
    "proposals": ("已实施改善提案{n}件", "Proposals implemented: {n}", "at_least", "件"),
    "apprentices": ("带徒出师{n}人", "Apprentices trained: {n}", "at_least", "人"),
    "patents": ("授权专利{n}项", "Patents granted: {n}", "at_least", "项"),
    "awards_company": ("公司级荣誉{n}次", "Company awards: {n}", "at_least", "次"),
    "awards_city": ("市级荣誉{n}次", "City awards: {n}", "at_least", "次"),
    "awards_province": ("省级及以上荣誉{n}次", "Awards of the province: {n}", "at_least", "次"),
    "exam_theory": ("理论考核不低于{n}分", "Theory examination: at least {n}", "at_least", "分"),
    "exam_practice": (
        "技能考核不低于{n}分",
        "Practical examination: at least {n}",
        "at_least",
        "分",
    ),
    "accidents": (
        "近两年安全责任事故不超过{n}次",
        "Accidents within two years: {n}",
        "at_most",
        "次",
    ),
    "order_management": ("管理通道不低于第{n}级", "Management ladder: rung {n}", "at_least", "级"),
    "order_technical": ("技术通道不低于第{n}级", "Technical ladder: rung {n}", "at_least", "级"),
    "order_technician": ("技师通道不低于第{n}级", "Technician ladder: rung {n}", "at_least", "级"),
}


@cache
def vocabulary() -> rules.Vocabulary:
    """Return the facts that books may ask for."""
    return rules.read_vocabulary((FOLDER / FACTS).read_text("utf-8"), FACTS)


@lru_cache(maxsize=512)
def book_of(text: str, source: str) -> rules.Book:
    """Return the book that a text says.

    Raises:
        rules.BadBook: it says none; all that is wrong, with lines.
    """
    return rules.read_book(text, source, vocabulary())


@dataclass(frozen=True, slots=True)
class StandardRung:
    ladder: str
    order: int
    code: str
    name: str
    name_en: str
    pay: tuple[int, int]


@dataclass(frozen=True, slots=True)
class StandardBook:
    """A book of the standard: for a rung, from the rung below or, by a door, from another."""

    target: str
    source: str  # empty: from below
    code: str
    text: str
    effective_from: datetime.date


@dataclass(frozen=True, slots=True)
class Standard:
    rungs: tuple[StandardRung, ...]
    equal: tuple[tuple[str, str], ...]
    books: tuple[StandardBook, ...]


@cache
def standard() -> Standard:
    """Return the three ladders to start from."""
    said: Any = parse((FOLDER / STANDARD).read_text("utf-8"), STANDARD)[0]
    rungs, books = [], []
    for ladder in LADDERS:
        for order, one in enumerate(said["ladders"][ladder], start=1):
            low, high = one["pay"]
            rungs.append(
                StandardRung(ladder, order, one["code"], one["name"], one["name_en"], (low, high))
            )
            asks = dict(one["asks"])
            if order > 1:
                asks = {f"order_{ladder}": order - 1} | asks
            books.append(_book(said, one["code"], "", one["name"], one["name_en"], asks))
    by_code = {rung.code: rung for rung in rungs}
    for door in said["doors"]:
        source, target = by_code[door["from"]], by_code[door["to"]]
        asks = {f"order_{source.ladder}": source.order} | door["asks"]
        name = f"{source.name}认可为{target.name}"
        name_en = f"{source.name_en} recognised as {target.name_en}"
        books.append(_book(said, target.code, source.code, name, name_en, asks))
    equal = tuple((one, other) for one, other in said["equal"])
    return Standard(tuple(rungs), equal, tuple(books))


def _book(
    said: Mapping[str, Any],
    target: str,
    source: str,
    name: str,
    name_en: str,
    asks: Mapping[str, Any],
) -> StandardBook:
    series = f"{target}_from_{source}" if source else target
    criteria = list(_criteria(asks))
    values = {
        "code": ".".join(filter(None, (source, target, str(said["from"].year)))),
        "series": series,
        "title": name,
        "title_en": name_en,
        "document": said["document"],
        "is_sample": True,
        "effective_from": said["from"],
        "requires": {"all": [one["id"] for one in criteria]},
        "criteria": criteria,
    }
    return StandardBook(target, source, str(values["code"]), text_of(values), said["from"])


def _criteria(asks: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, (code, asked) in enumerate(asks.items(), start=1):
        clause = f"第{number}项"
        if code == "panel":
            yield {
                "id": "panel",
                "title": "评审小组答辩通过",
                "title_en": "Passes before the panel",
                "clause": clause,
                "operator": "person",
            }
        elif code == "courses":
            for course, (title, title_en) in asked.items():
                yield {
                    "id": f"course_{course}",
                    "title": f"完成课程：{title}",
                    "title_en": f"Course: {title_en}",
                    "clause": clause,
                    "value": {"fact": "courses"},
                    "operator": "includes",
                    "threshold": course,
                }
        elif vocabulary()[code].kind == "choice":
            yield _at_least_choice(code, asked, clause)
        else:
            title, title_en, operator, unit = CLAUSES[code]
            yield {
                "id": code,
                "title": title.format(n=asked),
                "title_en": title_en.format(n=asked),
                "clause": clause,
                "value": {"fact": code},
                "operator": operator,
                "threshold": asked,
                "unit": unit,
            }


def _at_least_choice(code: str, asked: str, clause: str) -> dict[str, Any]:
    kind = vocabulary()[code]
    order = list(kind.choices)
    at = order.index(asked)
    # The vocabulary lists education from below, and reviews from the best.
    enough = order[at:] if code == "education" else order[: at + 1]
    return {
        "id": code,
        "title": f"{kind.title}不低于{kind.choices[asked]}",
        "title_en": f"{kind.title_en}: {kind.choices_en[asked]} at least",
        "clause": clause,
        "value": {"fact": code},
        "operator": "one_of",
        "threshold": enough,
    }
