"""What the newspaper's front page is written from: the published figures, and nothing else."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import telling
from yuandu.kernel.indicators.figures import Published, Value
from yuandu.kernel.indicators.queries import shown
from yuandu.mechanisms.enterprises import figures as ladder
from yuandu.mechanisms.flowers import figures as flowers
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects import rules, wording
from yuandu.mechanisms.projects.figures import ARTICLE, CATEGORIES
from yuandu.mechanisms.projects.queries import Cell, Filters
from yuandu.mechanisms.projects.views.telling import stage_place
from yuandu.mechanisms.workforce import figures as workers
from yuandu.services.policies import figures as subsidies

# What the article calls a figure → its code.
NAMES = {
    "key_projects": "projects.key.count",
    "key_investment": "projects.key.investment",
    **{f"{category}_projects": f"projects.{category}.count" for category in CATEGORIES},
    **{f"{category}_investment": f"projects.{category}.investment" for category in CATEGORIES},
    "in_production": "projects.key.done",
    "new_output": "projects.key.new_output",
    "new_projects": "projects.filed.count",
    "new_investment": "projects.filed.investment",
    "private_share": "projects.private.share",
    "private_rank": "projects.private.rank",
    "start_rate": "projects.key.start_rate",
    "measures": "reforms.measures.count",
    "meetings": "reforms.meetings.count",
    "ideas": "reserve.ideas.count",
    "idea_investment": "reserve.ideas.investment",
    "land_classes": "handbook.classes.count",
    "land_class_clauses": "handbook.class_clauses.count",
    "land_aspects": "handbook.aspects.count",
    "land_aspect_clauses": "handbook.aspect_clauses.count",
    "visited": "visits.projects.count",
    "visited_provincial": "visits.province.count",
    "teams": "visits.teams.count",
    "difficulties": "visits.difficulties.count",
    "solved": "visits.closed.count",
}
# The same of article 3, on the ladder of firms.
LADDER = {
    "little_giants": "enterprises.little_giant.count",
    "srdi_smes": "enterprises.srdi_sme.count",
    "srdi_little_giants": "enterprises.srdi_sme.little_giants",
    "innovative_smes": "enterprises.innovative_sme.count",
    "platforms": "enterprises.platforms.count",
    "national_platforms": "enterprises.platforms.national",
    "provincial_platforms": "enterprises.platforms.provincial",
    "municipal_platforms": "enterprises.platforms.municipal",
    "award_calls": "enterprises.awards.calls",
    "award_firms": "enterprises.awards.firms",
    "award_total": "enterprises.awards.total",
    "award_amount": "enterprises.awards.amount",
}
# The same of article 1, on flowers.
FLOWERS = {
    "area": "flowers.area.mu",
    "output": "flowers.output.value",
    "brand": "flowers.brand.value",
    "brand_rank": "flowers.brand.rank",
    "aspects": "plans.aspects.count",
    "subsidies": "policies.planned.count",
    "loans": "flowers.loans.amount",
    "workers": "flowers.workers.count",
    "materials": "flowers.materials.share",
    "visitors": "flowers.visitors.count",
    "kinds": "flowers.kinds.quoted",
    "institutes": "varieties.institutes.count",
    "varieties": "varieties.protected.count",
    "seedlings": "varieties.seedlings.number",
    "promised": "orders.promised.sum",
    "delivered": "settlements.pots.sum",
    "loss": "settlements.loss.change",
    "income": "settlements.income.change",
    "lines": "lines.count",
    "counties": "lines.counties.share",
    "belt": "flowers.belt.length",
    "live": "flowers.live.share",
    "online": "flowers.online.value",
}
# The same of article 4, on workers: what companies published.
WORKERS = {
    "proposals": "companies.proposals.proposals.count",
    "authors": "companies.proposals.authors.count",
    "success": "companies.proposals.success.share",
    "benefit": "companies.proposals.benefit.value",
    "fund": "companies.rewards.granted",
    "adoptions": "companies.adoptions.count",
    "facilities": "companies.facilities.count",
    "pay_average": "companies.pay.average",
    "pay_highest": "companies.pay.highest",
    "pay_lead": "companies.pay.lead",
    "workers": "companies.workers.count",
    "assets": "companies.assets.value",
    "start_workers": "companies.start.workers",
    "start_assets": "companies.start.assets",
    "start_debt": "companies.start.debt",
    "case_times": "companies.case.times",
    "case_saving": "companies.case.saving",
}
# The same of the column on public money.
SUBSIDIES = {
    "amount": "policies.paid.amount",
    "found_amount": "policies.paid.found_amount",
    "beneficiaries": "policies.paid.beneficiaries",
    "firms": "policies.paid.firms",
    "households": "policies.paid.households",
    "found": "policies.paid.found",
    "notice": "policies.notice.count",
    "missed": "policies.missed.count",
}
PAYMENTS = ("amount", "beneficiaries", "found", "notice")
RUNGS = ("little_giants", "srdi_smes", "innovative_smes", "platforms")
STRONG = ("proposals", "authors", "success", "benefit", "workers")
GROWN = ("area", "output", "kinds", "subsidies")
HIGHLIGHTS = ("key_projects", "key_investment", "in_production", "new_output", "new_projects")
COUNTIES_SHOWN = 17


def article(actor: Actor) -> dict[str, Any]:
    """Return the context of the front page for `actor`: what its registers hold, and no more."""
    state = shown(actor)
    columns = {
        "flowers": _written(state, FLOWERS, GROWN, flowers.ARTICLE),
        "ladder": _written(state, LADDER, RUNGS, ladder.ARTICLE),
        "workers": _written(state, WORKERS, STRONG, workers.ARTICLE),
        "subsidies": _written(state, SUBSIDIES, PAYMENTS, subsidies.ARTICLE),
    }
    if not state.values["projects.key.count"].value:
        return columns
    figures = _figures(state, NAMES)
    publication = state.publication(ARTICLE)
    checked = [value for value in state.values.values() if value.agrees is not None]
    return columns | {
        "f": figures,
        "highlights": [_highlight(figures[name]) for name in HIGHLIGHTS],
        "categories": _categories(state),
        "stages": _stages(actor),
        "counties": _counties(actor),
        "agreed": sum(value.agrees is True for value in checked),
        "differing": sum(value.agrees is False for value in checked),
        "checked_at": timezone.now(),
        "failing": telling.checks(publication.failing, state),
        "live_url": f"{reverse('notices:events')}?topics=projects" if actor.is_insider else "",
    }


def _written(
    state: Published, names: Mapping[str, str], highlights: Sequence[str], article: int
) -> dict[str, Any]:
    """Return the figures of an article, its box, and what forbids it.

    Empty while all in the box are nothing: no title is held, no quote was filed.
    """
    figures = _figures(state, names)
    if not any(figures[name]["value"] for name in highlights):
        return {}
    publication = state.publication(article)
    return {
        "f": figures,
        "highlights": [_highlight(figures[name]) for name in highlights],
        "failing": telling.checks(publication.failing, state),
    }


def _figures(state: Published, names: Mapping[str, str]) -> Mapping[str, dict[str, Any]]:
    return {
        name: {
            "value": state.values[code].value,
            "text": None if state.values[code].value is None else state.values[code].short,
            "url": state.values[code].url,
            "agrees": state.values[code].agrees,
            "name": state.values[code].name,
        }
        for name, code in names.items()
    }


def _highlight(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": figure["name"], "figure": figure, "unit": ""}


def _share(part: Decimal, whole: Decimal) -> int:
    """Return a part as a percentage of the largest, for a bar."""
    return round(100 * part / whole) if whole else 0


def _categories(state: Published) -> list[dict[str, Any]]:
    sums: dict[str, Value] = {
        category: state.values[f"projects.{category}.investment"] for category in CATEGORIES
    }
    largest = max((value.value or Decimal(0)) for value in sums.values())
    return [
        {
            "label": CATEGORIES[category].title,
            "url": value.url,
            "text": value.text,
            "share": _share(value.value or Decimal(0), largest),
        }
        for category, value in sums.items()
    ]


def _stages(actor: Actor) -> list[dict[str, Any]]:
    """Return the stages at which there are key projects of the year, in the board's order."""
    year = actor.workspace.today().year
    cells = projects.counted(actor, Filters(year=year), "stage")
    largest = max((Decimal(cell.projects) for cell in cells.values()), default=Decimal(0))
    return [
        {
            "place": stage_place(stage),
            "label": wording.STAGES[stage],
            "url": f"{reverse('projects:list')}?year={year}&stage={stage}",
            "count": cell.projects,
            "sum": wording.money(cell.investment_total, actor.workspace.currency),
            "share": _share(Decimal(cell.projects), largest),
        }
        for stage in rules.STAGES
        if (cell := cells.get((stage,), Cell())).projects
    ]


def _counties(actor: Actor) -> list[dict[str, Any]]:
    """Return the divisions with their key projects of the year, in their usual order."""
    year = actor.workspace.today().year
    cells = projects.counted(actor, Filters(year=year), "division_id")
    rows = [(division, cells.get((division.pk,), Cell())) for division in projects.divisions(actor)]
    largest = max((Decimal(cell.projects) for _division, cell in rows), default=Decimal(0))
    return [
        {
            "label": division.short_title,
            "url": f"{reverse('projects:list')}?year={year}&division={division.pk}",
            "text": _("%(number)s projects") % {"number": cell.projects},
            "share": _share(Decimal(cell.projects), largest),
        }
        for division, cell in rows[:COUNTIES_SHOWN]
        if cell.projects
    ]
