"""Ballots: the roll, who took part, and the votes.

Of a secret ballot no table leads from an elector to a paper, and no transaction writes both: see
docs/decisions/0018-ballots.md. Papers have no time, and a key that tells no order.
"""

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yuandu.engines.balloting.counting import Outcome, Rule
from yuandu.kernel.workspaces.models import WorkspaceRow

RULE = tuple(Rule.model_fields)


def a_salt() -> bytes:
    return secrets.token_bytes(16)


class Ballot(WorkspaceRow):
    """A vote on one or more questions by a frozen roll, under a rule.

    Attributes:
        key: makes and knows tickets while the ballot is open; erased when it closes.
        roll_hash: of the roll and the exclusions, from the moment they are frozen.
        digest: of the bulletin, once there is one.
    """

    DRAFT, OPEN, CLOSED, CANCELLED = "draft", "open", "closed", "cancelled"

    code = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=10_000, blank=True)
    # The rule, column by column: see `engines.balloting.counting.Rule`.
    method = models.CharField(max_length=10)
    is_secret = models.BooleanField()
    per_share = models.BooleanField()
    quorum = models.CharField(max_length=9)
    majority = models.CharField(max_length=9)
    is_strict = models.BooleanField()
    of = models.CharField(max_length=10)
    top = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    proxies = models.PositiveSmallIntegerField()
    may_close_early = models.BooleanField()

    state = models.CharField(max_length=10, default=DRAFT)
    made_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    key = models.BinaryField(null=True, blank=True)
    roll_hash = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)  # why it was cancelled

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="ballots_ballot_code_once"),
            models.CheckConstraint(
                name="ballots_ballot_state_known",
                condition=Q(state__in=["draft", "open", "closed", "cancelled"]),
            ),
            models.CheckConstraint(
                name="ballots_ballot_open_has_a_close",
                condition=~Q(state="open")
                | Q(opened_at__isnull=False, closes_at__gt=F("opened_at"), key__isnull=False)
                & ~Q(roll_hash=""),
            ),
            models.CheckConstraint(
                name="ballots_ballot_closed_is_published",
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, key__isnull=True) & ~Q(digest=""),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "closes_at"], name="ballots_ballot_state")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/ballots/{self.pk}/"

    @property
    def rule(self) -> Rule:
        return Rule.model_validate({name: getattr(self, name) for name in RULE})

    @property
    def is_open(self) -> bool:
        """Whether it was opened and not closed; whether its time is over, the database says."""
        return self.state == self.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.CLOSED


class Question(WorkspaceRow):
    """What is voted on: a candidate or a motion.

    Attributes:
        electorate: the weight of those who may vote on it, frozen when the ballot opens.
        counts: weight by option, once closed.
        opening: of a secret ballot, the sum of the blindings, which proves the counts.
        outcome: what the counts say under the rule.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=4000, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    electorate = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(null=True, blank=True)
    opening = models.CharField(max_length=128, blank=True)
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="ballots_question_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def decided(self) -> Outcome | None:
        found: Any = self.outcome
        return None if found is None else Outcome.model_validate(found)


class Elector(WorkspaceRow):
    """A line of the roll.

    Attributes:
        salt: hides the name in the published line.
        took_part: of a secret ballot, that the paper was handed out; of an open one, that a vote
            was cast.
        claim: hash of the secret that the voter's browser keeps, so that the same paper, and no
            second one, is handed out again after a broken connection.
        proxy: who votes in this elector's stead.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="electors")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(max_length=100)
    weight = models.PositiveBigIntegerField(default=1)
    salt = models.BinaryField(default=a_salt)
    took_part = models.BooleanField(default=False)
    claim = models.CharField(max_length=64, blank=True)
    proxy = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="principals"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="ballots_elector_once"),
            models.UniqueConstraint(
                fields=["ballot", "user"],
                condition=Q(user__isnull=False),
                name="ballots_elector_account_once",
            ),
            models.CheckConstraint(
                name="ballots_elector_weighs_something", condition=Q(weight__gt=0)
            ),
            models.CheckConstraint(
                name="ballots_elector_is_not_its_own_proxy",
                condition=Q(proxy=None) | ~Q(proxy=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Exclusion(WorkspaceRow):
    """That an elector does not vote on a question, for a conflict of interest."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="exclusions")
    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["question__number", "elector__number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "elector"], name="ballots_exclusion_once"),
            models.CheckConstraint(name="ballots_exclusion_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.elector_id}: {self.reason}"


class OpenVote(WorkspaceRow):
    """A vote of an open ballot, under the elector's name. Secret ballots have none."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="votes")
    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=10)
    weight = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["question", "elector__number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "elector"], name="ballots_openvote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.choice}"


class Paper(WorkspaceRow):
    """A sealed paper of a secret ballot: it knows its question, and nobody's name.

    Attributes:
        ticket: hash of what entitled to it, so that it counts once; erased at the close.
        choice, blinding: what the seal holds and what opens it; erased at the close.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="papers")
    weight = models.PositiveBigIntegerField()
    commitment = models.BinaryField()
    ticket = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - many are erased
    choice = models.CharField(max_length=10, blank=True)
    blinding = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "ticket"], name="ballots_paper_once"),
            models.UniqueConstraint(
                fields=["question", "commitment"], name="ballots_paper_seal_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
