"""What choices, rules and outcomes are called."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from yuandu.engines.balloting.counting import Outcome, Rule

type Words = str | Promise

STATES: Mapping[str, Words] = {
    "draft": pgettext_lazy("ballot", "In preparation"),
    "open": pgettext_lazy("ballot", "Open"),
    "closed": pgettext_lazy("ballot", "Counted"),
    "cancelled": pgettext_lazy("ballot", "Cancelled"),
}
TONES = {"draft": "calm", "open": "work", "closed": "good", "cancelled": "bad"}
CHOICES: Mapping[str, Words] = {
    "for": pgettext_lazy("vote", "For"),
    "against": pgettext_lazy("vote", "Against"),
    "abstain": pgettext_lazy("vote", "Abstain"),
}
RESULTS: Mapping[str, Words] = {
    "carried": pgettext_lazy("vote", "Carried"),
    "failed": pgettext_lazy("vote", "Not carried"),
    "no_quorum": pgettext_lazy("vote", "No quorum"),
}
RESULT_TONES = {"carried": "good", "failed": "bad", "no_quorum": "warn"}
METHODS: Mapping[str, Words] = {
    "motion": pgettext_lazy("vote", "For, against, abstain"),
    "score": pgettext_lazy("vote", "A score"),
}
BASES: Mapping[str, Words] = {
    "cast": pgettext_lazy("vote", "the votes cast"),
    "decided": pgettext_lazy("vote", "the votes for and against"),
    "electorate": pgettext_lazy("vote", "all who may vote"),
}
CHECKS: Mapping[str, Words] = {
    "shape": pgettext_lazy("recount", "The file has the form of a bulletin"),
    "digest": pgettext_lazy("recount", "The bulletin is as it was when its digest was made"),
    "expected": pgettext_lazy("recount", "The digest is the one that was published elsewhere"),
    "roll": pgettext_lazy("recount", "The roll is the one that was frozen at the opening"),
    "proxies": pgettext_lazy(
        "recount", "Nobody holds more proxies than the rule allows, and none was passed on"
    ),
    "instants": pgettext_lazy("recount", "It opened before it closed"),
    "questions": pgettext_lazy("recount", "The questions are numbered without a gap"),
    "excluded": pgettext_lazy("recount", "Whoever is excluded stands on the roll"),
    "papers": pgettext_lazy(
        "recount", "No paper stands twice, and there are no more than were handed out"
    ),
    "votes": pgettext_lazy("recount", "Everybody voted once, with their own weight"),
    "counts": pgettext_lazy("recount", "The counts add up to the papers"),
    "opening": pgettext_lazy("recount", "The sealed papers together hold the counts"),
    "outcome": pgettext_lazy("recount", "The result follows from the counts by the rule"),
}


def choice(code: str) -> str:
    """Return what to call a choice; scores are their own name."""
    return str(CHOICES.get(code, code))


def counts(given: Mapping[str, int]) -> str:
    """Write counts in a line: of scores those that were given, of motions all three."""
    said = [
        f"{choice(option)} {weight:,}"
        for option, weight in given.items()
        if weight or option in CHOICES
    ]
    return " · ".join(said)


def share(text: str) -> str:
    """Write a share as the statutes do: 1/2, 2/3."""
    return str(Fraction(text))


def rule(given: Rule) -> list[str]:
    """Return a rule in sentences, as electors read it before they vote."""
    said = [
        _("Secret: no record says who cast which vote.")
        if given.is_secret
        else _("Open: at the close votes are published by the voters’ numbers on the roll."),
        _("A vote weighs as many as the voter’s shares.")
        if given.per_share
        else _("One person, one vote."),
    ]
    if given.quorum != "0":
        said.append(
            _("Quorum: %(share)s of all who may vote must have voted.")
            % {"share": share(given.quorum)}
        )
    if given.method == "score":
        said.append(
            _("Carried when the mean score is %(mark)s of %(top)s or more.")
            % {"mark": given.pass_mark, "top": given.top}
        )
    elif given.is_strict:
        said.append(
            _("Carried by more than %(share)s of %(base)s.")
            % {"share": share(given.majority), "base": BASES[given.of]}
        )
    else:
        said.append(
            _("Carried by %(share)s of %(base)s or more.")
            % {"share": share(given.majority), "base": BASES[given.of]}
        )
    if given.proxies:
        said.append(
            _("You may give your vote to another elector, who may hold %(most)s at most.")
            % {"most": given.proxies}
        )
        said.append(
            _("Whoever is excluded from a question casts nothing on it, for others neither.")
        )
    if given.may_close_early:
        said.append(_("It may be closed in the meeting before its time."))
    said.append(_("Until the close nobody sees a count, the chair included."))
    return said


def reason(outcome: Outcome) -> str:
    """Say why a question was carried or not, with the numbers it was decided by."""
    numbers = {
        "support": f"{outcome.support:,}",
        "needed": f"{outcome.needed:,}",
        "base": f"{outcome.base:,}",
        "cast": f"{outcome.cast:,}",
        "electorate": f"{outcome.electorate:,}",
        "needed_cast": f"{outcome.needed_cast:,}",
    }
    sentences = {
        "majority": pgettext("vote", "%(support)s for it of %(base)s; %(needed)s were needed."),
        "no_majority": pgettext(
            "vote", "Only %(support)s for it of %(base)s; %(needed)s were needed."
        ),
        "mark": pgettext("vote", "%(support)s points from %(base)s votes; %(needed)s were needed."),
        "below_mark": pgettext(
            "vote", "Only %(support)s points from %(base)s votes; %(needed)s were needed."
        ),
        "quorum": pgettext(
            "vote", "%(cast)s of %(electorate)s voted; the quorum is %(needed_cast)s."
        ),
        "nobody": pgettext("vote", "Nobody decided either way."),
    }
    return sentences[outcome.reason] % numbers
