"""Writes of the registry: parties, their facts and consents, posts."""

from yuandu.kernel.registry.actions.consents import give_consent, revoke_consent
from yuandu.kernel.registry.actions.facts import report
from yuandu.kernel.registry.actions.parties import change, enter
from yuandu.kernel.registry.actions.posts import appoint, change_phone, end_post

__all__ = [
    "appoint",
    "change",
    "change_phone",
    "end_post",
    "enter",
    "give_consent",
    "report",
    "revoke_consent",
]
