"""The way to a title: survey, coaching, pre-review, letter of recommendation, and its outcome.

The firm goes the way with its county's officer; the city recommends. Whether the title is
given is decided on the official platform: the last step is made by the announcement that
is taken in, by nobody here.
"""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises import following, permissions
from yuandu.mechanisms.enterprises.models import Application
from yuandu.mechanisms.enterprises.queries import application, applications_visible_to
from yuandu.mechanisms.enterprises.queries.applications import CYCLE

CITY = permissions.IMPORTERS
OFFICERS = permissions.OFFICERS
FIRM = ("owner",)

WITH_COUNTY = ("survey", "coaching", "review")
UNDER_WAY = (*WITH_COUNTY, "passed", "letter", "notice")
BY_ANNOUNCEMENT = frozenset({"recognise"})  # made by what is taken in, by no person

cycles.register(
    LifeCycle(
        CYCLE,
        pgettext_lazy("life cycle", "Application for a title"),
        subject="enterprises.application",
        stages=(
            Stage("survey", pgettext_lazy("application", "Survey")),
            Stage("coaching", pgettext_lazy("application", "Coaching")),
            Stage("review", pgettext_lazy("application", "Pre-review")),
            Stage("passed", pgettext_lazy("application", "Letter to be issued")),
            Stage("letter", pgettext_lazy("application", "Recommended")),
            Stage("notice", pgettext_lazy("application", "On public notice")),
            Stage("recognised", pgettext_lazy("application", "Recognised"), is_final=True),
            Stage("objected", pgettext_lazy("application", "Resting on an objection")),
            Stage("missed", pgettext_lazy("application", "Not announced"), is_final=True),
            Stage("declined", pgettext_lazy("application", "Not recommended"), is_final=True),
            Stage("withdrawn", pgettext_lazy("application", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "coach",
                pgettext_lazy("application", "Take on for coaching"),
                ("survey",),
                "coaching",
                OFFICERS,
            ),
            Move(
                "submit",
                pgettext_lazy("application", "Hand in for pre-review"),
                ("coaching",),
                "review",
                FIRM,
            ),
            Move(
                "pass",
                pgettext_lazy("application", "Pass the pre-review"),
                ("review",),
                "passed",
                OFFICERS,
                (
                    Evidence(
                        "opinion",
                        pgettext_lazy("application", "Opinion of the pre-review"),
                        "file",
                        required=False,
                    ),
                ),
            ),
            Move(
                "recommend",
                pgettext_lazy("application", "Issue the letter of recommendation"),
                ("passed",),
                "letter",
                CITY,
                (
                    Evidence(
                        "number", pgettext_lazy("application", "Number of the letter"), "text"
                    ),
                    Evidence(
                        "letter",
                        pgettext_lazy("application", "Letter of recommendation"),
                        "file",
                        required=False,
                    ),
                ),
            ),
            Move(
                "publish",
                pgettext_lazy("application", "Record the public notice"),
                ("letter",),
                "notice",
                CITY,
                (
                    Evidence(
                        "document", pgettext_lazy("application", "Document of the notice"), "text"
                    ),
                    Evidence(
                        "until", pgettext_lazy("application", "Last day of the notice"), "date"
                    ),
                ),
            ),
            Move(
                "return",
                pgettext_lazy("application", "Return with reasons"),
                ("review", "passed"),
                "coaching",
                OFFICERS,
                needs_words=True,
            ),
            Move(
                "object",
                pgettext_lazy("application", "Rest on an objection"),
                ("notice",),
                "objected",
                CITY,
                needs_words=True,
            ),
            Move(
                "dismiss",
                pgettext_lazy("application", "Dismiss the objection"),
                ("objected",),
                None,
                CITY,
                needs_words=True,
            ),
            Move(
                "recognise",
                pgettext_lazy("application", "Recognised by announcement"),
                (*UNDER_WAY, "objected"),
                "recognised",
                CITY,
            ),
            Move(
                "miss",
                pgettext_lazy("application", "Record that it was not announced"),
                ("letter", "notice", "objected"),
                "missed",
                CITY,
                (Evidence("document", pgettext_lazy("application", "Announcement"), "text"),),
            ),
            Move(
                "decline",
                pgettext_lazy("application", "Do not recommend"),
                (*WITH_COUNTY, "passed", "letter", "objected"),
                "declined",
                OFFICERS,
                needs_words=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("application", "Withdraw"),
                (*UNDER_WAY, "objected"),
                "withdrawn",
                FIRM,
                needs_words=True,
            ),
        ),
    )
)


def _may(actor: Actor, found: Application, track: Track, move: Move) -> bool:
    if move.code in BY_ANNOUNCEMENT:
        return False
    if move.roles == FIRM:
        return permissions.is_own(actor, found.firm)
    # The county decides while the firm is with it; from the letter on the city does.
    if move.roles == CITY or track.stage not in WITH_COUNTY:
        return permissions.keeps_at_city(actor, found.firm)
    return permissions.keeps(actor, found.firm)


subjects.register(
    "enterprises.application",
    get=lambda actor, pk, to: application(actor, pk, to=to),
    may=_may,
    url=Application.get_absolute_url,
    visible_to=applications_visible_to,
    sees_all=lambda actor: reach(actor).everything,
    on_move=following.follow,
)
