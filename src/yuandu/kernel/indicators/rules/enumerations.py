"""The parts of a declared sum in a row: 平台1912个，其中，国家级37个、省级299个、市级1576个.

What the row counts is said once, at its head; the further along a number stands, the less
the words around it say of it. Where the head is the total of a declared sum and the text
announces its parts, a number with the name of a part right beside it is that part, be it
ever so wrong.
"""

from collections.abc import Iterable, Mapping, Sequence

from yuandu.engines.quantities import Found, comparable, compare
from yuandu.kernel.indicators.rules import context
from yuandu.kernel.indicators.rules.context import Context
from yuandu.kernel.indicators.rules.press_check import PLAINLY_SAID, Finding, Known, State
from yuandu.kernel.indicators.rules.sums import PARTS_FOLLOW, SENTENCE_END, KnownSum


def complete(
    paragraph: str,
    findings: Sequence[Finding],
    known: Iterable[Known],
    declared: Iterable[KnownSum],
) -> list[Finding]:
    """Return the findings, with the unknown among them that a row of parts gives away."""
    figures = {each.code: each for each in known}
    words = context.read(paragraph, [each.found for each in findings])
    found = list(findings)
    for each in declared:
        if figures.keys() >= set(each.parts):
            for total, finding in enumerate(findings):
                if finding.code == each.total:
                    _tell(paragraph, words, found, total, [figures[code] for code in each.parts])
    return found


def _tell(
    paragraph: str, words: Context, findings: list[Finding], total: int, parts: Sequence[Known]
) -> None:
    """Tell of each unknown number of the row behind a total which part it is."""
    row = _row(paragraph, [each.found for each in findings], total)
    shared = set.intersection(*(set(each.keywords) for each in parts))
    told = {findings[at].code for at in row}
    own = {
        each.code: [word for word in each.keywords if word not in shared]
        for each in parts
        if each.code not in told
    }
    by_code = {each.code: each for each in parts}
    for at in row:
        if findings[at].state is State.UNKNOWN:
            code = _named(words, at, own)
            if code and comparable(findings[at].found.unit, by_code[code].unit):
                findings[at] = _finding(findings[at].found, by_code[code])
                del own[code]


def _row(paragraph: str, numbers: Sequence[Found], total: int) -> range:
    """Return the places of the numbers that the text announces as parts of a total."""
    behind = numbers[total + 1 :]
    if not behind:
        return range(0)
    if not PARTS_FOLLOW.search(paragraph, numbers[total].end, behind[0].start):
        return range(0)
    end = SENTENCE_END.search(paragraph, numbers[total].end)
    stop = end.start() if end else len(paragraph)
    return range(total + 1, total + 1 + sum(each.start < stop for each in behind))


def _named(words: Context, at: int, own: Mapping[str, Sequence[str]]) -> str:
    """Return the part whose name stands right beside a number; "" where none or several do."""
    named = [
        code
        for code, keywords in own.items()
        if keywords and all(words.weight(at, each) >= PLAINLY_SAID for each in keywords)
    ]
    return named[0] if len(named) == 1 else ""


def _finding(found: Found, figure: Known) -> Finding:
    agreement = compare(found, figure.value, figure.unit)
    state = State.AGREES if agreement.agrees else State.DIFFERS
    return Finding(found=found, state=state, code=figure.code, agreement=agreement)
