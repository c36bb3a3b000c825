"""The brief as a paper: one sheet to print before a visit."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import formats, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.engines.quantities import format_quantity
from yuandu.engines.quantities.units import symbol_of
from yuandu.kernel.accounts import roles
from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.kernel.papers.paper import Block, Paper, Section, Table, as_cells
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.languages import language
from yuandu.mechanisms.briefs.queries import Brief, Given
from yuandu.mechanisms.followup import wording as following
from yuandu.mechanisms.reporting import wording as reporting
from yuandu.mechanisms.reporting.rules import KINDS, Tone
from yuandu.mechanisms.visits import wording as visiting

OWNERS = 2  # who act for the owner and are named
LONGEST = 40  # characters of what somebody wrote; the sheet has to stay one
PER_CENT = 100


def paper(brief: Brief) -> Paper:
    """Return the brief as a paper in the reader's language."""
    workspace = brief.project.workspace
    marks = [_("Sample data")] if workspace.is_sample else []
    marks.append(
        pgettext("mark on a paper", "Printed on %(day)s") % {"day": _day(workspace.today())}
    )
    return Paper(
        title=_short(brief.project.title),
        language=language(),
        marks=tuple(marks),
        blocks=(_status(brief), *_sections(brief)),
        is_compact=True,
    )


def _short(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(LONGEST)


def _day(day: object) -> str:
    return formats.date_format(day, "Y-m-d")  # type: ignore[arg-type]


def _money(brief: Brief, amount: Decimal | None) -> str:
    if not amount:
        return ""
    language = translation.get_language() or "zh"
    return format_quantity(amount, symbol_of(brief.project.workspace.currency), language)


def _status(brief: Brief) -> Table:
    project, standing = brief.project, brief.standing
    stage = lifecycle.stage_title(project.track.cycle, project.track.stage) if project.track else ""
    rows = [
        (_("County or zone"), project.division.title),
        (_("Owner"), project.owner.title if project.owner else ""),
        (_("Project code"), project.code),
        (_("Stage"), stage),
        (_("Planned total investment"), _money(brief, project.investment_total)),
        (_("Annual planned investment"), _money(brief, standing.annual_plan if standing else None)),
        (_("Last monthly report"), _report(brief)),
        (_("Light"), _light(brief)),
        (_("To be coordinated"), _short(brief.report.needs) if brief.report else ""),
        *_after_production(brief),
    ]
    return Table(
        heads=(pgettext("head of a table", "Item"), pgettext("head of a table", "How it stands")),
        rows=tuple(as_cells(row) for row in rows),
    )


def _report(brief: Brief) -> str:
    report = brief.report
    if report is None:
        return ""
    parts = [
        report.period,
        _("in the month %(money)s") % {"money": _money(brief, report.invested) or "0"},
    ]
    if report.progress_share is not None:
        parts.append(f"{report.progress_share * PER_CENT:.0f}%")
    parts.append(_short(report.progress))
    return pgettext("list", "; ").join(filter(None, parts))


def _after_production(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the line of what was filed since production; of a project that produces, if any."""
    found = brief.followed
    if found is None or not found.months:
        return
    tax, output = _money(brief, found.tax_paid) or "0", _money(brief, found.output_value) or "0"
    parts = [
        _("tax paid %(tax)s and output %(output)s in %(months)s months filed")
        % {"tax": tax, "output": output, "months": found.filed},
        *following.states(found.following),
    ]
    yield _("Follow-up after production"), pgettext("list", "; ").join(parts)


def _light(brief: Brief) -> str:
    """Return the tone of the last locked month, with the reasons of those that share it."""
    light = brief.light
    if light is None:
        return ""
    said = f"{light.round.period} {reporting.TONES[Tone(light.tone)]}"
    if light.tone not in {Tone.RED, Tone.YELLOW}:
        return said
    why = [
        f"{reporting.LIGHTS[kind]} {reporting.reason(kind, *light.reasons[kind])}"
        for kind in KINDS
        if getattr(light, kind) == light.tone and kind in light.reasons
    ]
    return pgettext("list", "; ").join([said, *why])


def _sections(brief: Brief) -> Iterator[Section]:
    yield Section(_("Promises that run"), (_promises(brief),))
    yield Section(_("Open difficulties"), (_difficulties(brief),))
    yield Section(_("Last visits"), (_visits(brief),))
    yield Section(_("Whom to call"), (_contacts(brief),))


def _promises(brief: Brief) -> Block:
    if not brief.promises:
        return _("No promise runs.")
    return Table(
        heads=(
            pgettext("of a promise", "Promised"),
            _("By whom, to whom"),
            _("Promised on"),
            pgettext("of a promise", "Due"),
        ),
        rows=tuple(as_cells(_promise(each)) for each in brief.promises),
    )


def _promise(each: Given) -> tuple[str, ...]:
    promise = each.promise
    who = [str(promise.giver)]
    if each.is_inherited:
        who[0] += pgettext("of a promise", " (inherited)")
    if promise.receiver:
        who.append(str(promise.receiver))
    due = _day(promise.due_on)
    if each.is_late:
        due += pgettext("of a promise", " overdue")
    return _short(each.words), " → ".join(who), _day(promise.opened_on), due


def _difficulties(brief: Brief) -> Block:
    if not brief.difficulties:
        return _("No difficulty is open.")
    return Table(
        heads=(
            pgettext("head of a table", "Difficulty"),
            _("What is lacking"),
            _("Department"),
            _("Raised on"),
            _("Stage"),
        ),
        rows=tuple(
            as_cells(
                (
                    _short(each.title),
                    each.get_factor_display(),
                    each.department,
                    _day(each.raised_on),
                    visiting.stage(each.stage)["label"],
                )
            )
            for each in brief.difficulties
        ),
    )


def _visits(brief: Brief) -> Block:
    if not brief.visits:
        return _("No team has been here yet.")
    return Table(
        heads=(
            pgettext("of a visit", "Day"),
            pgettext("of a drive", "Team"),
            pgettext("of a visit", "What was found"),
        ),
        rows=tuple(
            as_cells((_day(each.on), each.team.title, _short(each.words))) for each in brief.visits
        ),
    )


def _contacts(brief: Brief) -> Block:
    phones = {post.user_id: post.phone for post in brief.posts}
    rows = [
        (
            str(roles.TITLES.get(each.role, each.role)),
            str(each.user),
            phones.get(each.user_id, ""),
        )
        for each in brief.sponsors
    ]
    if brief.firm is not None:
        rows.append((_("Owner"), brief.firm.contact, brief.firm.phone))
    acting = [post for post in brief.posts if _acts_for_owner(brief, post)]
    rows += [(post.title or _("Owner"), str(post.user), post.phone) for post in acting[:OWNERS]]
    if not rows:
        return _("Nobody is named, or their numbers are not for you.")
    return Table(
        heads=(_("Role"), pgettext("of a person", "Name"), _("Telephone")),
        rows=tuple(map(as_cells, rows)),
    )


def _acts_for_owner(brief: Brief, post: Post) -> bool:
    return post.role == "owner" and post.organisation_id == brief.project.owner_id
