"""The life cycles of a project: from planning to tax and the books, and beside them the permits.

Productive projects (platform, industry) go on to tax and to the statistics of firms above
scale; works (social, infrastructure) end when they are handed over. Entry into the
investment statistics and each permit are tracks of their own, since they come early for
one project and late for the next.
"""

import itertools

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects import moves, permissions, queries, rules, wording
from yuandu.mechanisms.projects.models import Project

SUBJECT = "projects.project"
CITY = ("administrator", "city_officer")
OFFICERS = (*CITY, "county_officer")
DEPARTMENTS = (*CITY, "department_officer")
APPLICANTS = (*OFFICERS, "owner")


def _stage(code: str, *, is_final: bool = False) -> Stage:
    return Stage(code, wording.STAGES[code], is_final=is_final)


PLAN, STARTED, BUILDING = _stage("plan"), _stage("works_start"), _stage("build")
COMPLETED = _stage("works_completion", is_final=True)
PRODUCING, TAXED = _stage("production_start"), _stage("tax")
ABOVE_SCALE = _stage("above_scale_listing", is_final=True)
SUSPENDED, CANCELLED = _stage("suspended"), _stage("cancelled", is_final=True)

SITE_PHOTO = Evidence("site_photo", _("Dated photo of permanent works on the site"), "file")
PERMIT_COPY = Evidence("construction_permit", _("Construction permit"), "file", required=False)
ACCEPTANCE = Evidence("acceptance", _("Acceptance of the completed works"), "file")

START_WORKS = Move(
    "works_start",
    _("Start the works"),
    ("plan",),
    "works_start",
    OFFICERS,
    (SITE_PHOTO, PERMIT_COPY),
)
BUILD = Move(
    "build",
    _("Confirm building under way"),
    ("works_start",),
    "build",
    OFFICERS,
    (Evidence("progress_photo", _("Dated photo of the progress"), "file", required=False),),
    needs_words=True,
)
START_PRODUCTION = Move(
    "production_start",
    _("Start production"),
    ("build",),
    "production_start",
    OFFICERS,
    (
        ACCEPTANCE,
        Evidence("completed_on", _("Works completed on"), "date", required=False),
        Evidence("design_output", _("Designed annual output"), "amount", required=False),
    ),
)
HAND_OVER = Move(
    "works_completion",
    _("Hand over the completed works"),
    ("build",),
    "works_completion",
    OFFICERS,
    (ACCEPTANCE, Evidence("handover", _("Record of the handover"), "file", required=False)),
)
PAY_TAX = Move(
    "tax",
    _("Record the first tax paid"),
    ("production_start",),
    "tax",
    OFFICERS,
    (Evidence("tax_receipt", _("Tax payment certificate"), "file"),),
)
# What the statistics office asks for when a firm newly enters the above-scale statistics.
ENTER_ABOVE_SCALE = Move(
    "above_scale_listing",
    _("Record the entry into above-scale statistics"),
    ("tax",),
    "above_scale_listing",
    OFFICERS,
    (
        Evidence("licence", _("Business licence"), "file"),
        Evidence("vat_return", _("VAT return"), "file"),
        Evidence("income_statement", _("Income statement"), "file"),
        Evidence("equipment_photos", _("Photos of the production equipment"), "file"),
        Evidence("project_filing", _("Approval or filing of the project"), "file"),
    ),
)


def _rests(*working: Stage) -> tuple[Move, ...]:
    """Return the ways into suspension and cancellation, and back."""
    codes = tuple(stage.code for stage in working)
    return (
        Move(
            "suspend",
            pgettext_lazy("move", "Suspend"),
            codes,
            "suspended",
            OFFICERS,
            needs_words=True,
        ),
        Move("resume", pgettext_lazy("move", "Resume"), ("suspended",), None, OFFICERS),
        Move(
            "cancel",
            pgettext_lazy("move", "Cancel"),
            (*codes, "suspended"),
            "cancelled",
            CITY,
            needs_words=True,
        ),
        Move(
            "revive",
            _("Take the cancellation back"),
            ("cancelled",),
            None,
            CITY,
            needs_words=True,
            is_reversal=True,
        ),
    )


def _taken_back(*stages: Stage) -> tuple[Move, ...]:
    """Return, for each stage but the first, the way back for one that was recorded in error."""
    return tuple(
        Move(
            f"back_to_{before.code}",
            _("Take back, recorded in error"),
            (stage.code,),
            before.code,
            CITY,
            needs_words=True,
            is_reversal=True,
        )
        for before, stage in itertools.pairwise(stages)
    )


PRODUCTIVE_STAGES = (PLAN, STARTED, BUILDING, PRODUCING, TAXED, ABOVE_SCALE)
WORKS_STAGES = (PLAN, STARTED, BUILDING, COMPLETED)

PRODUCTIVE = cycles.register(
    LifeCycle(
        rules.PRODUCTIVE,
        _("From planning to above-scale statistics"),
        subject=SUBJECT,
        stages=(*PRODUCTIVE_STAGES, SUSPENDED, CANCELLED),
        moves=(
            *(START_WORKS, BUILD, START_PRODUCTION, PAY_TAX, ENTER_ABOVE_SCALE),
            *_rests(*PRODUCTIVE_STAGES[:-1]),
            *_taken_back(*PRODUCTIVE_STAGES),
        ),
    )
)
WORKS = cycles.register(
    LifeCycle(
        rules.WORKS,
        _("From planning to handover"),
        subject=SUBJECT,
        stages=(*WORKS_STAGES, SUSPENDED, CANCELLED),
        moves=(
            *(START_WORKS, BUILD, HAND_OVER),
            *_rests(*WORKS_STAGES[:-1]),
            *_taken_back(*WORKS_STAGES),
        ),
    )
)

NOT_APPLIED = Stage("not_applied", pgettext_lazy("permit", "Not applied for"))
APPLIED = Stage("applied", pgettext_lazy("permit", "Applied for"))
GRANTED = Stage("granted", pgettext_lazy("permit", "Granted"), is_final=True)
REFUSED = Stage("refused", pgettext_lazy("permit", "Refused"))


def _permit(code: str, *, paper: object, due_days: int) -> LifeCycle:
    """Declare a permit's track: applied for, then granted or refused, with reasons."""
    number = Evidence("number", _("Document number"), "text")
    return cycles.register(
        LifeCycle(
            code,
            wording.PARALLEL[code],
            subject=SUBJECT,
            stages=(NOT_APPLIED, APPLIED, GRANTED, REFUSED),
            moves=(
                Move(
                    "apply",
                    pgettext_lazy("move", "Apply"),
                    ("not_applied", "refused"),
                    "applied",
                    APPLICANTS,
                    (Evidence("application", _("Application"), "file", required=False),),
                    due_days=due_days,
                ),
                Move(
                    "grant",
                    pgettext_lazy("move", "Grant"),
                    ("applied",),
                    "granted",
                    DEPARTMENTS,
                    (number, Evidence("paper", paper, "file")),
                ),
                Move(
                    "refuse",
                    pgettext_lazy("move", "Refuse"),
                    ("applied",),
                    "refused",
                    DEPARTMENTS,
                    needs_words=True,
                ),
                Move(
                    "revoke",
                    _("Take the grant back"),
                    ("granted",),
                    "refused",
                    DEPARTMENTS,
                    needs_words=True,
                    is_reversal=True,
                ),
            ),
        )
    )


# Days within which the department promises an answer, in working days.
LAND = _permit(rules.LAND, paper=_("Approval of the land use"), due_days=20)
ENERGY = _permit(rules.ENERGY, paper=_("Energy review opinion"), due_days=10)
ENVIRONMENT = _permit(
    rules.ENVIRONMENT,
    paper=_("Environmental review approval"),
    due_days=20,
)
CONSTRUCTION = _permit(rules.CONSTRUCTION, paper=_("Construction permit"), due_days=7)

# “Enter first, then count”: the pack with which a project of 5 million yuan or more
# enters the fixed-asset statistics of the place where it is built.
INVESTMENT_LISTING = cycles.register(
    LifeCycle(
        rules.INVESTMENT_LISTING,
        wording.PARALLEL[rules.INVESTMENT_LISTING],
        subject=SUBJECT,
        stages=(
            Stage("not_submitted", pgettext_lazy("statistics", "Not submitted")),
            Stage("submitted", pgettext_lazy("statistics", "Submitted")),
            Stage("listed", pgettext_lazy("statistics", "Listed"), is_final=True),
            Stage("returned", pgettext_lazy("statistics", "Returned")),
        ),
        moves=(
            Move(
                "submit",
                _("Submit the pack"),
                ("not_submitted", "returned"),
                "submitted",
                APPLICANTS,
                (
                    Evidence("approval", _("Approval, verification or filing"), "file"),
                    Evidence("contract_or_photo", _("Contract or dated site photo"), "file"),
                    Evidence("licence", _("Business licence"), "file"),
                ),
                due_days=5,
            ),
            Move("list", _("Record the entry"), ("submitted",), "listed", DEPARTMENTS),
            Move(
                "return",
                pgettext_lazy("move", "Return"),
                ("submitted",),
                "returned",
                DEPARTMENTS,
                needs_words=True,
            ),
            Move(
                "strike",
                pgettext_lazy("move", "Strike off"),
                ("listed",),
                "returned",
                DEPARTMENTS,
                needs_words=True,
                is_reversal=True,
            ),
        ),
    )
)


def _may(actor: Actor, project: Project, track: Track, move: Move) -> bool:
    return any(permissions.holds(actor, role, project) for role in move.roles)


subjects.register(
    SUBJECT,
    get=lambda actor, pk, to: queries.get(actor, pk, to=to),
    may=_may,
    url=Project.get_absolute_url,
    visible_to=queries.visible_to,
    sees_all=lambda actor: reach(actor).everything,
    on_move=moves.follow,
)
