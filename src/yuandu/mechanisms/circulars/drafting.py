"""A month in sentences, in one language: what the office would otherwise type by hand.

Each sentence says its figures by placeholders, so that no number enters the text but one
that knows where it comes from.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.papers.flow import in_words
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import rules, wording
from yuandu.mechanisms.circulars.rules import BoardOf, Month, Names, Place

# What stands between quotation marks has single ones of its own.
INNER_MARKS = str.maketrans("“”", "‘’")
FIRST = 3  # places that are named for the share of their plans

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(slots=True)
class Written:
    """A paragraph, with the numbers it was printed from."""

    section: str
    text: str
    printed: list[tuple[str, str]] = field(default_factory=list)


def title(workspace: Workspace, month: Month, language: str) -> str:
    with translation.override(LANGUAGES[language]):
        return _("Circular on the progress of key projects in %(month)s") % {"month": _month(month)}


def draft(workspace: Workspace, month: Month, language: str) -> list[Written]:
    """Return the paragraphs of a circular in one language, `zh` or `en`."""
    with translation.override(LANGUAGES[language]):
        return list(_Writer(workspace, month).paragraphs())


def _month(month: Month) -> str:
    return amounts.period_title(Period.parse(month.period))


class _Writer:
    def __init__(self, workspace: Workspace, month: Month) -> None:
        self.workspace, self.month = workspace, month

    def paragraphs(self) -> Iterator[Written]:
        yield self._lead()
        yield self._reports()
        yield self._investment()
        yield self._lights()
        yield self._doubts()
        yield self._visits()
        yield from self._boards()
        yield from self._demands()

    def _say(self, section: str, *sentences: str, **words: Any) -> Written:
        """Fill placeholders: those of figures with their values, others with `words`."""
        values = {
            code: wording.printed(self.workspace, code, self.month.total(code))
            for code in rules.FIGURES
        }
        between = " " if is_english() else ""
        template = between.join(filter(None, sentences))
        used = [(code, text) for code, text in values.items() if f"%({code})s" in template]
        return Written(section, template % (values | words), used)

    def _total(self, code: str) -> Decimal:
        return self.month.total(code) or Decimal(0)

    def _lead(self) -> Written:
        return self._say(
            "lead",
            _(
                "Of the key projects %(expected)s were to be reported for %(month)s; %(reported)s were reported. The particulars follow."
            ),
            month=_month(self.month),
        )

    def _reports(self) -> Written:
        late, silent = self.month.named("late"), self.month.named("silent")
        return self._say(
            "reports",
            _("Of %(counties)s counties and zones %(signed)s signed their reports."),
            _("Signed after the last day: %(late)s (%(late_names)s).")
            if late
            else _("None of them signed late."),
            _("Did not sign: %(silent)s (%(silent_names)s).")
            if silent
            else _("None failed to sign."),
            late_names=_places(late),
            silent_names=_places(silent),
        )

    def _investment(self) -> Written:
        planned = self.month.total(rules.SHARE) is not None
        ranked = sorted(
            (each for each in self.month.places if each.value(rules.SHARE)),
            key=lambda each: (-(each.value(rules.SHARE) or 0), each.name),
        )
        return self._say(
            "investment",
            _("Investment completed in the month came to %(invested_month)s."),
            _(
                "Since the year began it came to %(invested_year)s, %(completed_share)s of the annual plan of %(annual_plan)s."
            )
            if planned
            else _("Since the year began it came to %(invested_year)s."),
            _("Ahead by the share of the annual plan completed: %(ahead)s.") if ranked else "",
            _("The attachment has every county and zone."),
            ahead=_places(ranked[:FIRST]),
        )

    def _lights(self) -> Written:
        red = self._total("red")
        return self._say(
            "lights",
            _("Projects under a red light: %(red)s; yellow: %(yellow)s; green: %(green)s."),
            _(
                "Red for the start: %(red_start)s; for progress: %(red_progress)s; for funds: %(red_funds)s; for entry into the investment statistics: %(red_listing)s. A project may be red for several reasons."
            )
            if red
            else "",
            _("The attachment names them with the reasons.") if red else "",
        )

    def _doubts(self) -> Written:
        if not self._total("doubtful"):
            return self._say("doubts", _("No report contradicts itself."))
        return self._say(
            "doubts",
            _(
                "Reports that contradict themselves: %(doubtful)s; explained: %(explained)s; without an explanation: %(unexplained)s."
            ),
        )

    def _visits(self) -> Written:
        return self._say(
            "visits",
            _(
                "Visits in the month: %(visits)s, to %(visited)s projects. Difficulties found: %(raised)s; closed by the owners: %(closed)s."
            ),
            _("Still open: %(open)s; of these the answer is overdue for %(overdue)s."),
        )

    def _boards(self) -> Iterator[Written]:
        if not self.month.boards:
            yield self._say("boards", _("No board was read for the month."))
        for board in self.month.boards:
            yield self._say("boards", *_sentences(board), **_board_words(board))

    def _demands(self) -> Iterator[Written]:
        due = self.month.next_due
        day = in_words(datetime.date.fromisoformat(due)) if due else ""
        yield self._say("demands", self._next_report(), day=day)
        if self._total("silent"):
            yield self._say(
                "demands",
                _(
                    "Counties and zones that did not sign, %(silent)s in number, say why and make up for it."
                ),
            )
        if self._total("red"):
            yield self._say(
                "demands",
                _(
                    "For each of the %(red)s projects under a red light, cause, measure and day of completion come with the next report; whoever stands by the project sees to it."
                ),
            )
        if self._total("unexplained"):
            yield self._say(
                "demands",
                _(
                    "The %(unexplained)s doubts without an explanation are checked against the originals and explained."
                ),
            )
        if self._total("overdue"):
            yield self._say(
                "demands",
                _(
                    "Departments answer the %(overdue)s difficulties that are overdue without delay; only the owner says that one is solved."
                ),
            )

    def _next_report(self) -> str:
        if self.month.next_due:
            return _("The next report is signed by %(day)s.")
        return _("The next report is signed in time.")


def _sentences(board: BoardOf) -> Iterator[str]:
    if board.leaders:
        yield _("Leading on “%(board)s”: %(leaders)s.")
    if board.improvers:
        yield _("Improved most on “%(board)s”: %(improvers)s.")


def _board_words(board: BoardOf) -> dict[str, str]:
    name = board.board_en if is_english() else board.board
    return {
        "board": name.translate(INNER_MARKS),
        "leaders": _joined(board.leaders),
        "improvers": _joined(board.improvers),
    }


def _places(places: Iterable[Place]) -> str:
    return _joined([Names(each.name, each.name_en) for each in places])


def _joined(names: Sequence[Names]) -> str:
    english = is_english()
    return pgettext("list", ", ").join(each.name_en if english else each.name for each in names)
