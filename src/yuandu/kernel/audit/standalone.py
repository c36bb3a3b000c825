#!/usr/bin/env python3
"""Checks an exported Yuandu log on a machine that knows nothing of Yuandu.

    python3 standalone.py EXPORT.jsonl [--root HEX]

EXPORT is what `yuandu audit export` wrote (`.gz` is read too); HEX a root that was printed
and kept elsewhere, so that a log which was cut off or written anew is found out. Exits with
0 if nothing is wrong, with 1 otherwise. Python 3.8 and its own library are all it needs, and
it shares no code with the program that wrote the log: it reads each entry, writes it anew in
the form of RFC 8785 and hashes that.
"""

import argparse
import gzip
import hashlib
import json
import sys
from typing import Any, Dict, Iterable, List, NoReturn, Set, Tuple  # noqa: UP035 - Python 3.8

FORMAT = "yuandu-audit-1"
MEMBERS = [
    *("acting_for", "action", "at", "commitments", "details"),
    *("id", "subject", "user", "who", "workspace"),
]


class Broken(Exception):
    """Something is wrong: said in English and Chinese."""


def once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:  # noqa: UP006
    """Make an object of its members; the same name twice would let two readers differ."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Broken("a name stands twice in one object / 同一对象中有重复的名称")
    return found


def refuse_number(text: str) -> NoReturn:
    raise Broken(f"{text} is not a whole number / 不是整数")


def read(line: str) -> Dict[str, Any]:  # noqa: UP006
    """Read a line as one JSON object."""
    try:
        found = json.loads(
            line,
            object_pairs_hook=once,
            parse_float=refuse_number,
            parse_constant=refuse_number,
        )
    except ValueError as error:
        raise Broken(f"not JSON: {error} / 不是 JSON") from error
    if not isinstance(found, dict):
        raise Broken("not an object / 不是对象")
    return found


def canonical(value: Any) -> bytes:
    """Write JSON in the form of RFC 8785 (whole numbers only)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


class Chain:
    """A workspace's chain, as far as it has been read."""

    def __init__(self, head: Dict[str, Any]) -> None:  # noqa: UP006
        if head.get("format") != FORMAT:
            raise Broken(f"the first line does not say {FORMAT} / 首行不是 {FORMAT}")
        self.workspace = head["workspace"]["id"]
        self.hashes: List[str] = []  # noqa: UP006
        self.ids: Set[int] = set()  # noqa: UP006
        self.roots = 0

    @property
    def last(self) -> str:
        return self.hashes[-1] if self.hashes else "0" * 64

    def take_link(self, row: Dict[str, Any]) -> None:  # noqa: UP006
        """Check the next link, and remember its hash."""
        entry, place = row.get("entry"), len(self.hashes) + 1
        if self.roots:
            raise Broken(f"link {place}: a link after the roots / 链节出现在日终校验值之后")
        if row.get("seq") != place:
            raise Broken(f"link {place} is missing or out of place / 缺少此节或次序颠倒")
        if not isinstance(entry, dict) or sorted(entry) != MEMBERS:
            raise Broken(f"link {place}: its entry is missing or misshapen / 记录缺失或成分不符")
        if entry["workspace"] != self.workspace or entry["id"] in self.ids:
            raise Broken(f"link {place}: its entry does not belong here / 记录不属此处")
        found = hashlib.sha256(bytes.fromhex(self.last) + canonical(entry)).hexdigest()
        if row.get("hash") != found:
            raise Broken(
                f"link {place}: entry {entry['id']} is not what was chained / 内容与上链时不符"
            )
        self.hashes.append(found)
        self.ids.add(entry["id"])

    def take_root(self, root: Dict[str, Any]) -> None:  # noqa: UP006
        """Check that the chain passes through a daily root."""
        self.roots += 1
        count = root["count"]
        if not 0 < count <= len(self.hashes) or self.hashes[count - 1] != root["hash"]:
            raise Broken(
                f"the chain does not pass through the root of {root['on']} / 链上没有该日的日终校验值"
            )


def check(lines: Iterable[str], kept: str = "") -> Chain:
    """Check the lines of an export, and that the chain passes through the root `kept`.

    Raises:
        Broken: the first thing that is wrong.
    """
    rows = iter(lines)
    chain = Chain(read(next(rows, "")))
    for number, line in enumerate(rows, 2):
        try:
            row = read(line)
            if "root" in row:
                chain.take_root(row["root"])
            else:
                chain.take_link(row)
        except (Broken, KeyError, TypeError) as error:
            raise Broken(f"line {number}: {error}") from error
    if kept and kept not in chain.hashes:
        raise Broken(
            "the kept root is not in the chain: it was cut off or written anew / "
            "所存校验值不在链上：记录被截断或重写"
        )
    return chain


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export")
    parser.add_argument("--root", default="", metavar="HEX")
    chosen = parser.parse_args()
    opener = gzip.open if chosen.export.endswith(".gz") else open
    with opener(chosen.export, "rt", encoding="utf-8") as lines:
        try:
            chain = check(lines, chosen.root.strip().lower())
        except Broken as error:
            sys.exit(f"BROKEN / 不符: {error}")
    sys.stdout.write(f"UNBROKEN / 无误: {len(chain.hashes)} entries, root {chain.last}\n")
    if not chosen.root:
        sys.stdout.write(
            "No kept root was given: a log written anew from end to end would pass. / "
            "未提供所存校验值：整本重写的记录无法识破。\n"
        )


if __name__ == "__main__":
    main()
