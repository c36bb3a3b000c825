"""Answers, paths and differences: as JSON, and as lines for people.

The JSON is documented in docs/rules.md and a contract: keys are added, never changed.
"""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from yuandu.engines import rules
from yuandu.engines.quantities import format_quantity
from yuandu.engines.rules.books import Book, Cited, Criterion
from yuandu.engines.rules.comparing import Change
from yuandu.engines.rules.facts import Value
from yuandu.engines.rules.problems import COMMAS, Language
from yuandu.engines.rules.telling import plain_value

STATES = {
    "zh": {"met": "符合", "unmet": "不符合", "unknown": "缺事实", "person": "需人判断",
           "not-applicable": "不适用"},
    "en": {"met": "met", "unmet": "unmet", "unknown": "unknown", "person": "needs a person",
           "not-applicable": "not applicable"},
}  # fmt: skip
OPERATORS = {
    "at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<", "is": "=",
    "one_of": "∈", "none_of": "∉", "includes": "∋", "excludes": "∌", "within": "∈",
    "outside": "∉", "person": "",
}  # fmt: skip
YUAN = {"zh": "元", "en": "yuan"}
YES, NO = {"zh": "是", "en": "yes"}, {"zh": "否", "en": "no"}
STEP = {"zh": "  {number}. {title}：{doing} {need}", "en": "  {number}. {title}: {doing} {need}"}
PAPER = {"zh": "（{}）", "en": " ({})"}  # papers are called what offices call them, in Chinese
DECIMALS = 8  # of a number in its step: 亿元 to the yuan
DOING = {
    "zh": {"provide": "补报", "raise": "提高到", "lower": "降到", "obtain": "取得",
           "shed": "消除", "wait": "等到", "judge": "请人判断"},
    "en": {"provide": "hand in", "raise": "raise to", "lower": "lower to", "obtain": "obtain",
           "shed": "get rid of", "wait": "wait until", "judge": "have judged"},
}  # fmt: skip


def jsonable(value: object) -> Any:
    """Return a value as JSON knows it: exact numbers as numbers, days as ISO text."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral() else float(value)
        case datetime.date():
            return value.isoformat()
        case tuple():
            return [jsonable(one) for one in value]
        case _:
            return value


def book_json(book: Book) -> dict[str, Any]:
    return {
        "code": book.code,
        "title": book.title,
        "document": book.document,
        "is_sample": book.is_sample,
        "effective_from": jsonable(book.effective_from),
        "effective_until": jsonable(book.effective_until),
        "hash": book.hash,
    }


def answer_json(answer: rules.Answer) -> dict[str, Any]:
    """Return an answer with everything it rests on."""
    parts = {part for score in answer.book.scores for part in score.parts}
    whole = [one for one in answer.scores if one.id not in parts]
    return {
        "book": book_json(answer.book),
        "on": answer.on.isoformat(),
        "assessed": answer.assessed,
        "state": answer.state.code,
        "score": _score_json(whole[0]) if len(whole) == 1 else None,
        "sub_scores": [_score_json(one) for one in answer.scores if one not in whole[:1]],
        "criteria": [finding_json(one) for one in answer.findings],
        "benefits": [
            {"id": one.id, "title": one.title, "yuan": one.yuan, "stacking": one.stacking}
            for one in answer.payments
        ],
        "yuan": rules.total(answer.payments),
    }


def _score_json(score: Any) -> dict[str, Any]:
    items = [
        {
            "id": one.id,
            "title": one.title,
            "least": one.least,
            "most": one.most,
            "full": one.full,
            "missing": list(one.missing),
        }
        for one in score.items
    ]
    return {
        "id": score.id,
        "title": score.title,
        "least": score.least,
        "most": score.most,
        "full": score.full,
        "items": items,
    }


def finding_json(finding: rules.Finding) -> dict[str, Any]:
    one = finding.criterion
    values = jsonable(finding.values)
    return {
        "id": one.id,
        "title": one.title,
        "clause": one.clause,
        "source": one.source,
        "to_verify": one.to_verify,
        "veto": one.veto,
        "value": values[0] if len(values) == 1 else values or None,
        "operator": one.operator,
        "threshold": jsonable(one.threshold),
        "unit": one.unit,
        "state": finding.state.code,
        "missing": list(finding.missing),
        "evidence": one.evidence,
    }


def path_json(path: rules.Path, vocabulary: rules.Vocabulary) -> dict[str, Any]:
    steps = [
        {
            "fact": step.column,
            "title": title_of(step.column, vocabulary),
            "doing": step.doing,
            "have": jsonable(plain_value(step.column, step.have, vocabulary)),
            "need": jsonable(plain_value(step.column, step.need, vocabulary)),
            "evidence": evidence_of(step.column, vocabulary),
            "not_before": jsonable(step.not_before),
        }
        for step in path.steps
    ]
    return {"reaches": path.reaches, "not_before": jsonable(path.not_before), "steps": steps}


def change_json(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "asks_otherwise": change.asks_otherwise,
        "answers_otherwise": change.answers_otherwise,
        "before": finding_json(change.before) if change.before else None,
        "after": finding_json(change.after) if change.after else None,
    }


def title_of(column: str, vocabulary: rules.Vocabulary, language: Language = "zh") -> str:
    """Return what a column is called, with its year."""
    code, year = split(column, vocabulary)
    if code not in vocabulary:
        return column
    if language == "en":
        return f"{vocabulary[code].title_en}{f', {year}' if year else ''}"
    return f"{vocabulary[code].title}{f'（{year}年）' if year else ''}"


def evidence_of(column: str, vocabulary: rules.Vocabulary) -> str:
    code, _ = split(column, vocabulary)
    return vocabulary[code].evidence if code in vocabulary else ""


def split(column: str, vocabulary: rules.Vocabulary) -> tuple[str, str]:
    """Return a column's fact and year."""
    if column in vocabulary:
        return column, ""
    code, _, year = column.rpartition("_")
    return (code, year) if code in vocabulary else (column, "")


# For people


def told(answer: rules.Answer, vocabulary: rules.Vocabulary, language: Language) -> Iterator[str]:
    """Yield an answer line by line."""
    words = STATES[language]
    yield f"{answer.book.code}  {titled(answer.book, language)}  {answer.book.document}"
    yield f"{answer.on}  {words[answer.state.code]}"
    whole = {one.id: one for one in answer.book.scores}
    for score in answer.scores:
        points = str(score.least) if score.least == score.most else f"{score.least}–{score.most}"
        yield f"  {titled(whole[score.id], language)}  {points} / {score.full}"
    for finding in answer.findings:
        yield f"  {words[finding.state.code]:<6}  {sentence(finding, vocabulary, language)}"
    if answer.payments:
        yield f"  {rules.total(answer.payments)} {YUAN[language]}"


def titled(one: Book | Cited, language: Language) -> str:
    """Return a title in a language; of what has none in English the Chinese one."""
    return one.title_en if language == "en" and one.title_en else one.title


def sentence(finding: rules.Finding, vocabulary: rules.Vocabulary, language: Language) -> str:
    """Return a criterion with its threshold, what was found, and its clause."""
    one = finding.criterion
    choices = _choices(one.value.fact, vocabulary, language) if one.value and one.value.fact else {}
    found = COMMAS[language].join(
        "?" if value is None else _short(value, choices, language) for value in finding.values
    )
    asked = f"{OPERATORS[one.operator]} {threshold(one, choices, language)}".strip()
    cited = " · ".join(part for part in (one.clause, one.source) if part)
    return f"{titled(one, language)}  [{f'{found} {asked}'.strip()}]  {cited}"


def _choices(code: str, vocabulary: rules.Vocabulary, language: Language) -> dict[str, str]:
    """Return what the choices of a fact are called."""
    if code not in vocabulary:
        return {}
    kind = vocabulary[code]
    return {one: kind.choice_title(one, in_english=language == "en") for one in kind.choices}


def threshold(one: Criterion, choices: Mapping[str, str], language: Language) -> str:
    """Return what a criterion asks for, choices by their titles."""
    values = one.threshold if isinstance(one.threshold, tuple) else (one.threshold,)
    shown = COMMAS[language].join(
        _short(value, choices, language) for value in values if value is not None
    )
    return f"{shown} {one.unit}".strip()


def _short(value: object, choices: Mapping[str, str], language: Language) -> str:
    if isinstance(value, bool):
        return YES[language] if value else NO[language]
    return choices.get(str(value), str(value))


def _needed(
    column: str,
    need: Value,
    vocabulary: rules.Vocabulary,
    choices: Mapping[str, str],
    language: Language,
) -> str:
    """Return what a step asks for: amounts in 万元 and 亿元, shares in per cent."""
    code, _ = split(column, vocabulary)
    plain = plain_value(column, need, vocabulary)
    if code not in vocabulary or not isinstance(plain, Decimal):
        return _short(plain, choices, language)
    kind = vocabulary[code]
    if kind.kind == "share":
        return format_quantity(plain * 100, "%", language, decimals=DECIMALS)
    unit = {"amount": "元", "score": "分"}.get(kind.kind, kind.unit)
    return format_quantity(plain, unit, language, decimals=DECIMALS)


def path_told(path: rules.Path, vocabulary: rules.Vocabulary, language: Language) -> Iterator[str]:
    """Yield a path line by line."""
    for number, step in enumerate(path.steps, start=1):
        code, _ = split(step.column, vocabulary)
        choices = _choices(code, vocabulary, language)
        need = _needed(step.column, step.need, vocabulary, choices, language)
        title, paper = (
            title_of(step.column, vocabulary, language),
            evidence_of(step.column, vocabulary),
        )
        line = STEP[language].format(
            number=number, title=title, doing=DOING[language][step.doing], need=need
        )
        yield (
            line
            + (PAPER[language].format(paper) if paper else "")
            + (f"  ← {step.not_before}" if step.not_before else "")
        )
    if not path.reaches:
        yield {"zh": "  以上仍不足以符合。", "en": "  Even so it is not met."}[language]
