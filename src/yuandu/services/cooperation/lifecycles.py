"""The ways of a challenge, an offer, a milestone, a talent need and an engagement."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.services.cooperation import following, permissions, queries
from yuandu.services.cooperation.models import (
    Challenge,
    Engagement,
    Milestone,
    Offer,
    TalentNeed,
)

KEEPERS = ("owner", "county_officer", *permissions.OFFICERS)
CHALLENGE, OFFER, MILESTONE = following.CHALLENGE, following.OFFER, following.MILESTONE
TALENT_NEED, ENGAGEMENT = following.TALENT_NEED, following.ENGAGEMENT

cycles.register(
    LifeCycle(
        CHALLENGE,
        pgettext_lazy("life cycle", "Technical challenge"),
        subject="cooperation.challenge",
        stages=(
            Stage("draft", pgettext_lazy("challenge", "Draft")),
            Stage("open", pgettext_lazy("challenge", "Open for offers")),
            Stage("chosen", pgettext_lazy("challenge", "Offer chosen")),
            Stage("running", pgettext_lazy("challenge", "Under contract")),
            Stage("done", pgettext_lazy("challenge", "Solved"), is_final=True),
            Stage("stopped", pgettext_lazy("challenge", "Stopped"), is_final=True),
            Stage("withdrawn", pgettext_lazy("challenge", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "post",
                pgettext_lazy("challenge", "Post the challenge"),
                ("draft",),
                "open",
                KEEPERS,
            ),
            # Made by choosing an offer, on the offer's own track.
            Move(
                "choose",
                pgettext_lazy("challenge", "Choose an offer"),
                ("open",),
                "chosen",
                KEEPERS,
            ),
            Move(
                "sign",
                pgettext_lazy("challenge", "Sign the contract"),
                ("chosen",),
                "running",
                KEEPERS,
                evidence=(
                    Evidence(
                        "contract",
                        pgettext_lazy("challenge", "The signed contract"),
                        "file",
                        required=False,
                    ),
                ),
            ),
            Move("complete", pgettext_lazy("challenge", "Complete"), ("running",), "done", KEEPERS),
            Move(
                "reopen",
                pgettext_lazy("challenge", "Open for offers again"),
                ("chosen",),
                "open",
                KEEPERS,
                needs_words=True,
            ),
            Move(
                "stop",
                pgettext_lazy("challenge", "Stop the work"),
                ("running",),
                "stopped",
                KEEPERS,
                needs_words=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("challenge", "Withdraw"),
                ("draft", "open"),
                "withdrawn",
                KEEPERS,
                needs_words=True,
            ),
        ),
    )
)

cycles.register(
    LifeCycle(
        OFFER,
        pgettext_lazy("life cycle", "Offer for a challenge"),
        subject="cooperation.offer",
        stages=(
            Stage("made", pgettext_lazy("offer", "Made")),
            Stage("chosen", pgettext_lazy("offer", "Chosen")),
            Stage("signed", pgettext_lazy("offer", "Under contract"), is_final=True),
            Stage("declined", pgettext_lazy("offer", "Not chosen"), is_final=True),
            Stage("withdrawn", pgettext_lazy("offer", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "choose", pgettext_lazy("offer", "Choose this offer"), ("made",), "chosen", KEEPERS
            ),
            Move(
                "decline",
                pgettext_lazy("offer", "Decline"),
                ("made", "chosen"),
                "declined",
                KEEPERS,
                needs_words=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("offer", "Withdraw the offer"),
                ("made",),
                "withdrawn",
                KEEPERS,
                needs_words=True,
            ),
            # Made by signing the contract, on the challenge's track.
            Move("sign", pgettext_lazy("offer", "Sign"), ("chosen",), "signed", KEEPERS),
        ),
    )
)

cycles.register(
    LifeCycle(
        MILESTONE,
        pgettext_lazy("life cycle", "Milestone of a contract"),
        subject="cooperation.milestone",
        stages=(
            Stage("under_way", pgettext_lazy("milestone", "Under way")),
            Stage("delivered", pgettext_lazy("milestone", "Delivered")),
            Stage("accepted", pgettext_lazy("milestone", "Accepted"), is_final=True),
        ),
        moves=(
            Move(
                "deliver",
                pgettext_lazy("milestone", "Deliver"),
                ("under_way",),
                "delivered",
                KEEPERS,
                evidence=(
                    Evidence(
                        "report", pgettext_lazy("milestone", "Report"), "file", required=False
                    ),
                ),
                needs_words=True,
            ),
            Move(
                "accept", pgettext_lazy("milestone", "Accept"), ("delivered",), "accepted", KEEPERS
            ),
            Move(
                "send_back",
                pgettext_lazy("milestone", "Send back"),
                ("delivered",),
                "under_way",
                KEEPERS,
                needs_words=True,
            ),
        ),
    )
)

cycles.register(
    LifeCycle(
        TALENT_NEED,
        pgettext_lazy("life cycle", "Talent need"),
        subject="cooperation.talentneed",
        stages=(
            Stage("draft", pgettext_lazy("talent need", "Draft")),
            Stage("open", pgettext_lazy("talent need", "Looking")),
            Stage("met", pgettext_lazy("talent need", "Met"), is_final=True),
            Stage("withdrawn", pgettext_lazy("talent need", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "post", pgettext_lazy("talent need", "Post the need"), ("draft",), "open", KEEPERS
            ),
            Move("meet", pgettext_lazy("talent need", "Close as met"), ("open",), "met", KEEPERS),
            Move(
                "withdraw",
                pgettext_lazy("talent need", "Withdraw"),
                ("draft", "open"),
                "withdrawn",
                KEEPERS,
                needs_words=True,
            ),
        ),
    )
)

cycles.register(
    LifeCycle(
        ENGAGEMENT,
        pgettext_lazy("life cycle", "Engagement of an expert"),
        subject="cooperation.engagement",
        stages=(
            Stage("asked", pgettext_lazy("engagement", "Asked")),
            Stage("running", pgettext_lazy("engagement", "Engaged")),
            Stage("done", pgettext_lazy("engagement", "Done"), is_final=True),
            Stage("declined", pgettext_lazy("engagement", "Declined"), is_final=True),
            Stage("ended", pgettext_lazy("engagement", "Ended early"), is_final=True),
        ),
        moves=(
            # The expert's answer, put on record by the officers: it is not the firm's to give.
            Move(
                "accept",
                pgettext_lazy("engagement", "The expert says yes"),
                ("asked",),
                "running",
                permissions.OFFICERS,
            ),
            Move(
                "decline",
                pgettext_lazy("engagement", "The expert says no"),
                ("asked",),
                "declined",
                permissions.OFFICERS,
                needs_words=True,
            ),
            Move(
                "finish",
                pgettext_lazy("engagement", "Finish"),
                ("running",),
                "done",
                KEEPERS,
                evidence=(
                    Evidence("outcome", pgettext_lazy("engagement", "What came of it"), "text"),
                ),
            ),
            Move(
                "end",
                pgettext_lazy("engagement", "End early"),
                ("asked", "running"),
                "ended",
                KEEPERS,
                needs_words=True,
            ),
        ),
    )
)


def _may_move_challenge(actor: Actor, challenge: Challenge, track: Track, move: Move) -> bool:
    return move.code != "choose" and permissions.keeps(actor, challenge.firm)


def _may_move_offer(actor: Actor, offer: Offer, track: Track, move: Move) -> bool:
    if move.code == "withdraw":
        return permissions.acts_for(actor, offer.institute) or permissions.is_officer(actor)
    if move.code == "sign" or track.stage == "chosen":
        return False  # these follow the challenge
    return permissions.keeps(actor, offer.challenge.firm)


def _may_move_milestone(actor: Actor, milestone: Milestone, track: Track, move: Move) -> bool:
    offer = milestone.contract.offer
    if move.code == "deliver":
        return permissions.acts_for(actor, offer.institute) or permissions.is_officer(actor)
    return permissions.keeps(actor, offer.challenge.firm)


def _may_move_need(actor: Actor, need: TalentNeed, track: Track, move: Move) -> bool:
    return permissions.keeps(actor, need.firm)


def _may_move_engagement(actor: Actor, engagement: Engagement, track: Track, move: Move) -> bool:
    return permissions.keeps(actor, engagement.need.firm)


subjects.register(
    "cooperation.challenge",
    get=lambda actor, pk, to: queries.challenge(actor, pk, to=to),
    may=_may_move_challenge,
    url=Challenge.get_absolute_url,
    visible_to=queries.challenges_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_challenge,
)
subjects.register(
    "cooperation.offer",
    get=lambda actor, pk, to: queries.offer(actor, pk, to=to),
    may=_may_move_offer,
    url=Offer.get_absolute_url,
    visible_to=queries.offers_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_offer,
)
subjects.register(
    "cooperation.milestone",
    get=lambda actor, pk, to: queries.milestone(actor, pk, to=to),
    may=_may_move_milestone,
    url=Milestone.get_absolute_url,
    visible_to=queries.milestones_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_milestone,
)
subjects.register(
    "cooperation.talentneed",
    get=lambda actor, pk, to: queries.talent_need(actor, pk, to=to),
    may=_may_move_need,
    url=TalentNeed.get_absolute_url,
    visible_to=queries.needs_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_need,
)
subjects.register(
    "cooperation.engagement",
    get=lambda actor, pk, to: queries.engagement(actor, pk, to=to),
    may=_may_move_engagement,
    url=Engagement.get_absolute_url,
    visible_to=queries.engagements_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_engagement,
)
