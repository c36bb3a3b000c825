"""The ways of a version and of a case."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.services.policies import following, permissions, queries
from yuandu.services.policies.models import APPROVED, Case, PolicyVersion

OFFICERS = permissions.OFFICERS
VERSION, CASE = "policy_version", "policy_case"
REVIEW_DAYS = NOTICE_DAYS = VERIFY_DAYS = 7  # working days in which the office goes on
PAYMENT_DAYS = 60  # 快申快享: paid within 60 working days

cycles.register(
    LifeCycle(
        VERSION,
        pgettext_lazy("life cycle", "Version of a policy"),
        subject="policies.policyversion",
        stages=(
            Stage("draft", pgettext_lazy("version", "Draft")),
            Stage("review", pgettext_lazy("version", "Under review")),
            Stage(APPROVED, pgettext_lazy("version", "Approved"), is_final=True),
            Stage("dropped", pgettext_lazy("version", "Dropped"), is_final=True),
        ),
        moves=(
            Move(
                "submit",
                pgettext_lazy("move", "Submit for review"),
                ("draft",),
                "review",
                OFFICERS,
                due_days=REVIEW_DAYS,
            ),
            Move("approve", pgettext_lazy("version", "Approve"), ("review",), APPROVED, OFFICERS),
            Move(
                "return",
                pgettext_lazy("version", "Return"),
                ("review",),
                "draft",
                OFFICERS,
                needs_words=True,
            ),
            Move(
                "drop",
                pgettext_lazy("version", "Drop"),
                ("draft",),
                "dropped",
                OFFICERS,
                needs_words=True,
            ),
        ),
    )
)

cycles.register(
    LifeCycle(
        CASE,
        pgettext_lazy("life cycle", "Case of a policy"),
        subject="policies.case",
        stages=(
            Stage("found", pgettext_lazy("case", "Found")),
            Stage("applied", pgettext_lazy("case", "Applied")),
            Stage("verified", pgettext_lazy("case", "Verified")),
            Stage("notice", pgettext_lazy("case", "Public notice")),
            Stage("approved", pgettext_lazy("case", "Approved")),
            Stage("paid", pgettext_lazy("case", "Paid")),
            Stage("done", pgettext_lazy("case", "Done"), is_final=True),
            Stage("objected", pgettext_lazy("case", "Resting on an objection")),
            Stage("refused", pgettext_lazy("case", "Refused"), is_final=True),
            Stage("withdrawn", pgettext_lazy("case", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "verify",
                pgettext_lazy("case", "Verify"),
                ("found", "applied"),
                "verified",
                (*OFFICERS, "county_officer"),
                due_days=VERIFY_DAYS,
            ),
            Move(
                "publish",
                pgettext_lazy("case", "Put on public notice"),
                ("verified",),
                "notice",
                OFFICERS,
            ),
            Move(
                "approve",
                pgettext_lazy("case", "Approve"),
                ("notice",),
                "approved",
                OFFICERS,
                due_days=PAYMENT_DAYS,
            ),
            Move("pay", pgettext_lazy("case", "Pay"), ("approved",), "paid", OFFICERS),
            Move("close", pgettext_lazy("case", "Close the case"), ("paid",), "done", OFFICERS),
            Move(
                "object",
                pgettext_lazy("case", "Rest on an objection"),
                ("notice",),
                "objected",
                OFFICERS,
                needs_words=True,
                due_days=VERIFY_DAYS,
            ),
            Move(
                "dismiss",
                pgettext_lazy("case", "Dismiss the objection"),
                ("objected",),
                None,
                OFFICERS,
                needs_words=True,
            ),
            Move(
                "refuse",
                pgettext_lazy("case", "Refuse"),
                ("found", "applied", "verified", "notice", "objected", "approved"),
                "refused",
                OFFICERS,
                needs_words=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("case", "Withdraw"),
                ("found", "applied", "verified", "notice", "objected", "approved"),
                "withdrawn",
                (*permissions.APPLICANTS, *OFFICERS),
                needs_words=True,
            ),
            Move(
                "apply_again",
                _("Apply again"),
                ("withdrawn",),
                "applied",
                permissions.APPLICANTS,
                is_reversal=True,
            ),
        ),
    )
)


def _may_move_version(actor: Actor, version: PolicyVersion, track: Track, move: Move) -> bool:
    if move.code in {"approve", "return"}:
        return actor.is_system or actor.user_id != version.drafted_by_id
    return permissions.is_officer(actor)


def _may_move_case(actor: Actor, case: Case, track: Track, move: Move) -> bool:
    if move.code in {"withdraw", "apply_again"} and permissions.acts_for(actor, case.party):
        return True
    if move.code == "verify" and case.party.division_id in permissions.counties(actor):
        return True
    return move.code != "apply_again" and permissions.is_officer(actor)


subjects.register(
    "policies.policyversion",
    get=lambda actor, pk, to: queries.version(actor, pk, to=to),
    may=_may_move_version,
    url=PolicyVersion.get_absolute_url,
    visible_to=queries.versions_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_version,
)
subjects.register(
    "policies.case",
    get=lambda actor, pk, to: queries.case(actor, pk, to=to),
    may=_may_move_case,
    url=Case.get_absolute_url,
    visible_to=queries.cases_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_case,
)
