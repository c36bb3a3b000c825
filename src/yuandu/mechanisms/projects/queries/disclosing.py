"""Projects as the records that documents of an open standard are made of."""

from collections.abc import Iterator, Sequence
from itertools import batched
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.workspaces import links
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.projects.queries.filters import Filters, restricted
from yuandu.mechanisms.projects.rules.disclosure import (
    Owner,
    Paper,
    Permit,
    Record,
    Seat,
    Where,
    Withheld,
    masked,
)

BATCH = 500
A_PAGE = 100
# The registers that give codes, as org-id.guide and the national standards name them.
FIRMS, PROJECT_CODES = "CN-SAIC", "GB/T 40058"

type Disclosed = tuple[Record, tuple[Withheld, ...]]


def disclosed(
    actor: Actor, filters: Filters, *, in_full: bool = False, page: int | None = None
) -> Iterator[Disclosed]:
    """Yield what a document may say of each project that `filters` let through, oldest first.

    Four queries for each five hundred, and one before them.

    Args:
        in_full: whether to say what `actor` may see beyond what is public.
        page: of a hundred; without it all of them.
    """
    keys = restricted(actor, filters).order_by("project_id").values_list("project_id", flat=True)
    if page is not None:
        keys = keys[(page - 1) * A_PAGE : page * A_PAGE]
    for batch in batched(keys.iterator(BATCH), BATCH, strict=False):
        yield from _disclosed(actor, batch, in_full=in_full)


def _disclosed(actor: Actor, keys: Sequence[int], *, in_full: bool) -> Iterator[Disclosed]:
    allowed = reach(actor)
    related = Project.objects.select_related("division", "owner", "industry", "track")
    projects = related.defer("division__geometry").in_bulk(keys)
    of = _Beside(keys)
    for key in keys:
        project = projects[key]
        is_full = in_full and allowed.covers(project.division_id, project.owner_id)
        record = _record(actor.workspace, project, of, is_full=is_full)
        yield masked(record, in_full=is_full)


class _Beside:
    """What stands beside some projects: places on lists, permits, papers; by project."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.listings: dict[int, list[Listing]] = {}
        self.permits: dict[int, list[Track]] = {}
        self.papers: dict[int, list[Attachment]] = {}
        listings = Listing.objects.filter(project__in=keys, left_on=None)
        for listing in listings.select_related("annual_list").order_by(
            "-annual_list__year", "annual_list__level", "pk"
        ):
            self.listings.setdefault(listing.project_id, []).append(listing)
        label = Project._meta.label_lower
        tracks = Track.objects.filter(subject_label=label, subject_id__in=keys)
        owners = {track.pk: track.subject_id for track in tracks}
        for track in tracks:
            if track.cycle in rules.PARALLEL:
                self.permits.setdefault(track.subject_id, []).append(track)
        for paper in _papers(list(owners)):
            self.papers.setdefault(owners[paper.target_id], []).append(paper)


def _papers(tracks: list[int]) -> QuerySet[Attachment]:
    label = Track._meta.label_lower
    return Attachment.objects.filter(target_label=label, target_id__in=tracks).order_by("pk")


def _record(workspace: Workspace, project: Project, beside: _Beside, *, is_full: bool) -> Record:
    track, industry, division = project.track, project.industry, project.division
    language = (translation.get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return Record(
        id=_project_id(workspace, project),
        title=project.title,
        language=language,
        where=Where(division.title, division.gb_code, workspace.title),
        kind=project.kind,
        zone=ZoneInfo(workspace.timezone),
        currency=workspace.currency,
        today=workspace.today(),
        page=settings.ADDRESS.rstrip("/") + links.url(workspace, "projects:project", project.pk),
        code=project.code,
        code_scheme=PROJECT_CODES if workspace.code_rules == "cn" else workspace.slug,
        summary=project.summary,
        stage=track.stage if track else "",
        entered_on=track.entered_on if track else None,
        site=project.site,
        longitude=project.longitude,
        latitude=project.latitude,
        industry=industry.code if industry else "",
        industry_section=industry.code[:1] if industry else "",
        industry_title=industry.title if industry else "",
        owner=_owner(workspace, project.owner) if project.owner else None,
        investment_total=project.investment_total,
        private_share=project.private_share,
        design_output=project.design_output,
        new_output=project.new_output,
        land_area_mu=project.land_area_mu,
        filed_on=project.filed_on,
        planned_start_on=project.planned_start_on,
        planned_end_on=project.planned_end_on,
        works_started_on=project.works_started_on,
        completed_on=project.completed_on,
        produced_on=project.produced_on,
        physical_progress=project.physical_progress,
        seats=tuple(_seats(beside.listings.get(project.pk, ()), is_full=is_full)),
        permits=tuple(_permit(track) for track in beside.permits.get(project.pk, ())),
        papers=tuple(_paper(paper) for paper in beside.papers.get(project.pk, ())),
    )


def _project_id(workspace: Workspace, project: Project) -> str:
    return "-".join(filter(None, [settings.OC4IDS_PREFIX, workspace.slug, str(project.pk)]))


def _owner(workspace: Workspace, party: Party) -> Owner:
    scheme = FIRMS if party.code and workspace.code_rules == "cn" else workspace.slug
    key = party.code or f"party-{party.pk}"
    return Owner(
        id=f"{scheme}-{key}",
        name=party.title,
        code=party.code,
        scheme=scheme,
        is_person=party.kind != "organisation",
    )


def _seats(listings: Sequence[Listing], *, is_full: bool) -> Iterator[Seat]:
    for listing in listings:
        annual = listing.annual_list
        if is_full or annual.published_on is not None:
            yield Seat(annual.year, annual.level, annual.batch, listing.status, listing.annual_plan)


def _permit(track: Track) -> Permit:
    stage = cycles.get(track.cycle).stage(track.stage)
    return Permit(track.cycle, track.stage, track.entered_on, stage.is_final)


def _paper(paper: Attachment) -> Paper:
    return Paper(str(paper.pk), paper.name, paper.media_type, paper.uploaded_at)
