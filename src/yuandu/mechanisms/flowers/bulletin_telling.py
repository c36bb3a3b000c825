"""A week's bulletin in words and tables, for the page and for the paper."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yuandu.kernel.papers.flow import in_words
from yuandu.kernel.papers.paper import Block, Paper, Section, Table
from yuandu.kernel.workspaces.languages import is_english, language
from yuandu.mechanisms.flowers import wording
from yuandu.mechanisms.flowers.bulletins import A_WEEK, FEWEST_CELLS
from yuandu.mechanisms.flowers.models import Bulletin, Grade, Group, Standing, Unit

DASH = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, sentences, and a table whose first column opens to the rows behind a line.

    Attributes:
        numbers: Places of the columns that are set to the right.
    """

    heading: str
    texts: tuple[str, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    numbers: frozenset[int] = frozenset()

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Return the heads, and whether numbers stand below."""
        return [(head, at in self.numbers) for at, head in enumerate(self.heads)]


def title(bulletin: Bulletin) -> str:
    """Return what the bulletin is called: of which week."""
    last = bulletin.week + A_WEEK - datetime.timedelta(days=1)
    return _("Flower markets, %(first)s to %(last)s") % {
        "first": in_words(bulletin.week),
        "last": in_words(last),
    }


def parts(bulletin: Bulletin) -> list[Part]:
    """Return the bulletin's parts in the reader's language; no query."""
    facts = bulletin.facts
    return [
        _overview(facts),
        _moved(facts),
        _arrivals(facts),
        _places(facts, Standing.State.SHORT),
        _places(facts, Standing.State.GLUT),
        _outlook(facts),
    ]


def paper(bulletin: Bulletin) -> Paper:
    """Return the bulletin as a paper in the reader's language."""
    workspace = bulletin.workspace
    return Paper(
        title=title(bulletin),
        language=language(),
        marks=(_("Sample data"),) if workspace.is_sample else (),
        blocks=tuple(Section(part.heading, tuple(_blocks(part))) for part in parts(bulletin)),
        is_compact=True,
    )


def _blocks(part: Part) -> Iterator[Block]:
    yield from part.texts
    if part.rows:
        rows = tuple(tuple(cell.text for cell in row) for row in part.rows)
        yield Table(part.heads, rows, part.numbers)


def _name(line: dict[str, Any], name: str = "name") -> str:
    return str((is_english() and line[f"{name}_en"]) or line[name])


def _kind(line: dict[str, Any]) -> Cell:
    query = f"?grade={line['grade']}&market={line['market']}" if "grade" in line else ""
    return Cell(_name(line), reverse("flowers:kind", args=[line["kind"]]) + query)


def _percent(share: float | None) -> Cell:
    return Cell(wording.change(share)["text"])


def _went(share: float | None) -> str:
    """Return how a value went, in words that end a sentence."""
    if share is None:
        return _("the week before cannot be compared")
    percent = f"{abs(share):.1%}"
    if percent == "0.0%":
        return _("as the week before")
    if share > 0:
        return _("%(percent)s more than the week before") % {"percent": percent}
    return _("%(percent)s less than the week before") % {"percent": percent}


def _overview(facts: dict[str, Any]) -> Part:
    quotes = facts["quotes"]
    texts = [
        ngettext(
            "%(kinds)s kind was quoted in %(markets)s markets, by %(quotes)s quotes.",
            "%(kinds)s kinds were quoted in %(markets)s markets, by %(quotes)s quotes.",
            facts["kinds"],
        )
        % {"kinds": facts["kinds"], "markets": quotes["markets"], "quotes": quotes["total"]}
    ]
    if quotes["doubtful"]:
        texts.append(
            ngettext(
                "%(number)s quote stands in doubt and counts nowhere.",
                "%(number)s quotes stand in doubt and count nowhere.",
                quotes["doubtful"],
            )
            % {"number": quotes["doubtful"]}
        )
    whole = next((line for line in facts["index"] if not line["group"]), None)
    if whole:
        texts.append(
            _("The price index of all flowers stands at %(value)s, %(went)s.")
            % {"value": whole["value"], "went": _went(whole["change"])}
        )
        texts.append(
            _("It follows prices alone: when only the mix of what is traded changes, it stays.")
        )
    else:
        texts.append(_("Too little was quoted in the city's currency for a price index."))
    url = reverse("flowers:markets")
    return Part(
        heading=pgettext("of a bulletin", "Prices as a whole"),
        texts=tuple(texts),
        heads=(
            _("Group of kinds"),
            pgettext("price", "Index"),
            _("Against the week before"),
            _("Against a year ago"),
            _("Prices in it"),
        ),
        rows=tuple(
            (
                Cell(str(_group(line["group"])), f"{url}?group={line['group']}"),
                Cell(line["value"]),
                _percent(line["change"]),
                _percent(line["year"]),
                Cell(str(line["cells"])),
            )
            for line in facts["index"]
        ),
        numbers=frozenset({1, 2, 3, 4}),
    )


def _group(code: str) -> Any:
    return Group(code).label if code else _("All flowers")


def _moved(facts: dict[str, Any]) -> Part:
    risen, fallen, thin = facts["risen"], facts["fallen"], facts["thin"]
    texts = []
    if risen:
        texts.append(_("Rose most: %(kinds)s.") % {"kinds": _listed(risen)})
    if fallen:
        texts.append(_("Fell most: %(kinds)s.") % {"kinds": _listed(fallen)})
    if not risen and not fallen:
        texts.append(_("No kind is quoted widely enough in both weeks to say which moved."))
    if thin:
        texts.append(
            ngettext(
                "%(number)s kind is left out: fewer than %(fewest)s markets and grades quoted it in both weeks.",
                "%(number)s kinds are left out: fewer than %(fewest)s markets and grades quoted them in both weeks.",
                thin,
            )
            % {"number": thin, "fewest": FEWEST_CELLS}
        )
    return Part(
        heading=pgettext("of a bulletin", "What rose and what fell"),
        texts=tuple(texts),
        heads=(
            _("Kind of flower"),
            _("Average price"),
            _("Against the week before"),
            _("Compared in"),
        ),
        rows=tuple(
            (
                _kind(line),
                Cell(f"{line['average']} {wording.per_unit(line['currency'], line['unit'])}"),
                _percent(line["change"]),
                Cell(str(line["cells"])),
            )
            for line in (*risen, *fallen)
        ),
        numbers=frozenset({1, 2, 3}),
    )


def _listed(lines: Sequence[dict[str, Any]]) -> str:
    told = [f"{_name(line)} {_percent(line['change']).text}" for line in lines]
    return pgettext("between things of a list", ", ").join(told)


def _arrivals(facts: dict[str, Any]) -> Part:
    texts = [
        _(
            "By the %(unit)s, %(arrived)s arrived, %(went)s; %(left)s of it was left unsold (%(before)s "
            "the week before)."
        )
        % {
            "unit": Unit(line["unit"]).label,
            "arrived": f"{int(line['arrived']):,}",
            "went": _went(line["change"]),
            "left": wording.share(line["left"]),
            "before": wording.share(line["left_before"]),
        }
        for line in facts["arrivals"]
    ]
    if texts:
        texts.append(
            _(
                "Counted are the markets, kinds and grades that told both on every day of both weeks."
            )
        )
    else:
        texts.append(_("Too few markets told what arrived and what was left to say how much did."))
    return Part(heading=pgettext("of a bulletin", "Arrivals"), texts=tuple(texts))


def _places(facts: dict[str, Any], state: Standing.State) -> Part:
    found, url = facts[state.value], f"{reverse('flowers:markets')}?state={state.value}"
    is_short = state == Standing.State.SHORT
    heading = (
        pgettext("of a bulletin", "Where it is short")
        if is_short
        else pgettext("of a bulletin", "Where there is too much")
    )
    if not found["total"]:
        none = _("No market is in this state by what was filed.")
        return Part(heading=heading, texts=(none,))
    more = found["total"] - len(found["lines"])
    texts = [
        _("Furthest from the eight weeks before stand these; the others: %(number)s.")
        % {"number": more}
        if more
        else _("These stand apart from their eight weeks before.")
    ]
    texts.append(_("It says where goods are wanted now, not what to plant."))
    return Part(
        heading=heading,
        texts=tuple(texts),
        heads=(
            _("Kind of flower"),
            pgettext("flowers", "Market"),
            _("Price against usual"),
            _("Arrived against usual"),
            pgettext("quantity", "Left unsold"),
            _("Usually left unsold"),
        ),
        rows=tuple(
            (
                _kind(line),
                Cell(_name(line, "market_name"), url),
                _percent(line["price"]),
                _percent(_against(line["arrivals"], line["usual_arrivals"])),
                Cell(wording.share(line["unsold"])),
                Cell(wording.share(line["usual_unsold"])),
            )
            for line in found["lines"]
        ),
        numbers=frozenset({2, 3, 4, 5}),
    )


def _against(now: float | None, usual: float | None) -> float | None:
    return None if now is None or not usual else now / usual - 1


def _outlook(facts: dict[str, Any]) -> Part:
    lines = facts["outlook"]
    heading = pgettext("of a bulletin", "Outlook over four weeks")
    if not lines:
        return Part(
            heading=heading,
            texts=(
                _("Nothing is foretold: the series are too short, or were not worked out yet."),
            ),
        )
    return Part(
        heading=heading,
        texts=(
            _(
                "Of a hundred prices %(level)s are to lie between the edges; beside them stands seasonal naive, the same week of last year."
            )
            % {"level": lines[0]["level"]},
            _(
                "This is no advice on what to plant: if everybody planted by it, it would come out wrong."
            ),
        ),
        heads=(
            _("Kind of flower"),
            pgettext("flowers", "Market"),
            pgettext("price", "Last week"),
            pgettext("price", "Foretold"),
            _("Lower edge"),
            _("Upper edge"),
            _("Seasonal naive"),
            _("Its past error"),
        ),
        rows=tuple(
            (
                _kind(line),
                Cell(f"{_name(line, 'market_name')} · {Grade(line['grade']).label}"),
                Cell(line["now"]),
                *(Cell(_money(line[name])) for name in ("value", "low", "high", "seasonal_naive")),
                Cell(_error(line)),
            )
            for line in lines
        ),
        numbers=frozenset({2, 3, 4, 5, 6, 7}),
    )


def _money(value: float | None) -> str:
    return DASH if value is None else f"{value:.2f}"


def _error(line: dict[str, Any]) -> str:
    """Return the past error as a part of the forecast, and that of seasonal naive."""
    if line["past_error"] is None or not line["value"]:
        return DASH
    ours = f"{line['past_error'] / line['value']:.1%}"
    if line["naive_error"] is None:
        return ours
    return _("%(ours)s (naive %(naive)s)") % {
        "ours": ours,
        "naive": f"{line['naive_error'] / line['value']:.1%}",
    }
