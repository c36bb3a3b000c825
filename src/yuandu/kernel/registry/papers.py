"""The paper behind a fact or a consent."""

from typing import Any

from django.core.files.base import File

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import actions as files
from yuandu.kernel.registry.models import Consent, Fact


def attach(by: Actor, row: Fact | Consent, evidence: File[Any] | None) -> None:
    """Keep a paper as an attachment of `row`, as a part of its action and transaction."""
    if evidence is not None:
        row.evidence = files.store(by=by, upload=evidence, target=row)
        row.save(update_fields=["evidence"])
