"""Who may do what with firms: `MAY` maps a verb to a test on (actor, firm)."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import permissions as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.reach import OVERSEERS
from yuandu.mechanisms.enterprises.models import (
    Application,
    Booking,
    Document,
    Equipment,
    Firm,
    Platform,
    PoolPlace,
    UpdateAnswer,
    UpdateRound,
)

OFFICERS = ("administrator", "city_officer", "county_officer")
IMPORTERS = ("administrator", "city_officer")
EXPORTERS = (*IMPORTERS, "county_officer", "department_officer", "leader", "auditor")
# Who sees a vault and what is handed in from it, besides the firm and its county's officer.
VAULT_READERS = ("administrator", "city_officer", "auditor")


def keeps(actor: Actor, firm: Firm) -> bool:
    """Whether `actor` keeps this firm's record: the officers there where it is."""
    return _serves(actor, firm.party)


def keeps_at_city(actor: Actor, firm: Firm) -> bool:
    """Whether `actor` decides for the city on this firm: letters, notices, outcomes."""
    return actor.has("administrator", "city_officer", division_id=firm.party.division_id)


def is_own(actor: Actor, firm: Firm) -> bool:
    """Whether `actor` acts for this very firm."""
    return registry.is_own(actor, firm.party)


def works_on(actor: Actor, firm: Firm) -> bool:
    """Whether `actor` is the firm's, or one of the officers who keep its record."""
    return is_own(actor, firm) or keeps(actor, firm)


def may_apply_for(actor: Actor, party: Party) -> bool:
    """Whether `actor` may open an application of an organisation: itself, or its officers."""
    return party.kind == "organisation" and registry.MAY["report"](actor, party)


def has_applications(actor: Actor) -> bool:
    """Whether `actor` has a list of applications: the officers, who oversees, the firms."""
    return actor.has(*OVERSEERS, "county_officer", "owner")


def may_watch(actor: Actor) -> bool:
    """Whether `actor` has a calendar of titles that run out: the officers and who oversees."""
    return actor.has(*OVERSEERS, "county_officer")


def may_fill_pool(actor: Actor) -> bool:
    """Whether `actor` puts firms into the pool, of the own county or of all."""
    return actor.has(*OFFICERS)


def reads_vault(actor: Actor, firm: Firm) -> bool:
    """Whether `actor` sees the papers of a firm."""
    return works_on(actor, firm) or actor.has("auditor", division_id=firm.party.division_id)


def may_open_round(actor: Actor) -> bool:
    """Whether `actor` opens the window of the yearly update."""
    return actor.has(*IMPORTERS)


MAY: Mapping[str, Callable[[Actor, Firm], bool]] = {
    "see": lambda actor, firm: True,
    "see_facts": lambda actor, firm: registry.MAY["see_facts"](actor, firm.party),
    "enter": keeps,
    "edit": works_on,
    "apply": lambda actor, firm: may_apply_for(actor, firm.party),
    "see_vault": reads_vault,
}


def keeps_platform(actor: Actor, platform: Platform) -> bool:
    """Whether `actor` keeps what a platform reports and opens: its host, the officers there."""
    return registry.is_own(actor, platform.host) or _serves(actor, platform.host)


def books_for(actor: Actor, firm: Party) -> bool:
    """Whether `actor` books equipment for a firm: the firm itself, the officers there."""
    return registry.is_own(actor, firm) or _serves(actor, firm)


def may_book(actor: Actor) -> bool:
    """Whether `actor` books for any firm at all."""
    return actor.has(*OFFICERS, "owner")


def _serves(actor: Actor, party: Party) -> bool:
    """Whether `actor` is one of the officers there where a party is."""
    if actor.has(*IMPORTERS, division_id=party.division_id):
        return True
    # Not `actor.has`: a county officer whose post names no county serves none.
    return any(
        post.role == "county_officer" and post.division_id == party.division_id is not None
        for post in actor.posts
    )


MAY_PLATFORM: Mapping[str, Callable[[Actor, Platform], bool]] = {
    "see": lambda actor, platform: True,
    "keep": keeps_platform,
    # What is missing for the next level is the host's own business, and the overseers'.
    "see_gaps": lambda actor, platform: keeps_platform(actor, platform) or actor.has(*OVERSEERS),
}
MAY_EQUIPMENT: Mapping[str, Callable[[Actor, Equipment], bool]] = {
    "see": lambda actor, equipment: True,
    "keep": lambda actor, equipment: keeps_platform(actor, equipment.platform),
    "book": lambda actor, equipment: may_book(actor),
}
MAY_BOOKING: Mapping[str, Callable[[Actor, Booking], bool]] = {
    "see": lambda actor, booking: True,
    "cancel": lambda actor, booking: (
        books_for(actor, booking.firm) or keeps_platform(actor, booking.equipment.platform)
    ),
}
MAY_PLACE: Mapping[str, Callable[[Actor, PoolPlace], bool]] = {
    "see": lambda actor, place: True,
    "leave": lambda actor, place: keeps(actor, place.firm),
}

MAY_APPLICATION: Mapping[str, Callable[[Actor, Application], bool]] = {
    "see": lambda actor, application: True,
    # What the firm reported, clause by clause, is for those who may read its facts.
    "read": lambda actor, application: MAY["see_facts"](actor, application.firm),
    "assess": lambda actor, application: (
        application.closed_on is None and works_on(actor, application.firm)
    ),
    "pack": lambda actor, application: reads_vault(actor, application.firm),
    "object": lambda actor, application: (
        actor.user_id is not None
        and application.track is not None
        and application.track.stage == "notice"
        and (
            application.notice_until is None or application.notice_until >= actor.workspace.today()
        )
    ),
    # Whoever is objected to reads the objection and not whose it is.
    "see_objector": lambda actor, application: (
        not is_own(actor, application.firm)
        and (keeps(actor, application.firm) or actor.has(*OVERSEERS))
    ),
}
MAY_VAULT: Mapping[str, Callable[[Actor, Firm], bool]] = {
    "see": lambda actor, firm: True,
    "keep": works_on,
}
MAY_DOCUMENT: Mapping[str, Callable[[Actor, Document], bool]] = {
    "drop": lambda actor, document: works_on(actor, document.firm),
}
MAY_ROUND: Mapping[str, Callable[[Actor, UpdateRound], bool]] = {
    "see": lambda actor, each: may_watch(actor),
    "remind": lambda actor, each: actor.has(*OFFICERS),
}
MAY_ANSWER: Mapping[str, Callable[[Actor, UpdateAnswer], bool]] = {
    "see": lambda actor, answer: works_on(actor, answer.firm),
    "confirm": lambda actor, answer: is_own(actor, answer.firm),
}
