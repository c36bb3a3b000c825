"""`yuandu ballot verify`: recount a ballot from what it published.

A bulletin in a file needs no database; the number of a ballot is looked up in the house's.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from yuandu.cli import speaking
from yuandu.engines.balloting import verification
from yuandu.engines.balloting.verification import Check

MOST_BYTES = 500 * 1024 * 1024
WORDS = {
    "unreadable": {"zh": "无法读取文件：{why}", "en": "The file cannot be read: {why}"},
    "sound": {"zh": "全部相符。校验码 {digest}", "en": "Everything holds. Digest {digest}"},
    "broken": {"zh": "不相符：{count} 项", "en": "Does not hold: {count} checks"},
    "question": {"zh": "事项 {number}：", "en": "question {number}: "},
    "shape": {"zh": "文件符合公告格式", "en": "the file has the form of a bulletin"},
    "digest": {"zh": "公告与其校验码相符", "en": "the bulletin has the digest it says"},
    "expected": {"zh": "校验码与给出的一致", "en": "the digest is the one that was given"},
    "roll": {"zh": "名册与开启时冻结的一致", "en": "the roll is the one frozen at the opening"},
    "proxies": {
        "zh": "受托票数未超过规则上限，也没有转委托",
        "en": "nobody holds more proxies than the rule allows, and none was passed on",
    },
    "instants": {"zh": "开启在前，结束在后", "en": "it opened before it closed"},
    "questions": {"zh": "事项编号连续", "en": "the questions are numbered without a gap"},
    "excluded": {"zh": "回避人员均在名册上", "en": "whoever is excluded stands on the roll"},
    "papers": {
        "zh": "没有重复的票，收回的票不多于发出的票",
        "en": "no paper stands twice, and no more than were handed out",
    },
    "votes": {
        "zh": "每人只投一次，票数与名册一致",
        "en": "everybody voted once, with their own weight",
    },
    "counts": {"zh": "票数与票相符", "en": "the counts add up to the papers"},
    "opening": {"zh": "全部封签合计与票数一致", "en": "the sealed papers together hold the counts"},
    "outcome": {
        "zh": "结果依规则由票数得出",
        "en": "the result follows from the counts by the rule",
    },
}


def main(arguments: Sequence[str]) -> int:
    """Recount; return 0 when everything holds, 1 when something does not, 2 without a bulletin."""
    asked = _parser().parse_args(arguments)
    if asked.what.isdecimal():
        import_module("yuandu.cli.house").main()
        return 0
    file = Path(asked.what)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError("> 500 MB")
        bulletin = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        sys.stderr.write(WORDS["unreadable"][asked.lang].format(why=error) + "\n")
        return 2
    checks = verification.verify(bulletin, expected=asked.digest)
    is_sound = verification.is_sound(checks)
    for line in _json(checks) if asked.json else _told(checks, asked.lang):
        sys.stdout.write(line + "\n")
    if not asked.json:
        digest = bulletin["digest"] if is_sound else ""
        count = sum(not check.holds for check in checks)
        said = WORDS["sound" if is_sound else "broken"][asked.lang]
        sys.stdout.write(said.format(digest=digest, count=count) + "\n")
    return 0 if is_sound else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yuandu ballot", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("verify", help="recount a bulletin; exit with 1 if it does not hold")
    verb.add_argument("what", help="a bulletin.json, or the number of a ballot in the database")
    verb.add_argument("--digest", default="", help="the digest printed on the resolution")
    verb.add_argument("--json", action="store_true", help="print one JSON object a check")
    verb.add_argument("--lang", choices=("zh", "en"), default=speaking.language())
    return parser


def _json(checks: Sequence[Check]) -> Iterator[str]:
    for each in checks:
        said = {"check": each.code, "holds": each.holds, "question": each.question}
        yield json.dumps(said | ({"detail": each.detail} if each.detail else {}))


def _told(checks: Sequence[Check], lang: str) -> Iterator[str]:
    for each in checks:
        where = WORDS["question"][lang].format(number=each.question) if each.question else ""
        mark, detail = "✓" if each.holds else "✗", f" ({each.detail})" if each.detail else ""
        yield f"{mark} {where}{WORDS[each.code][lang]}{detail}"
