"""The addresses of a company's badges, as they stand in credentials: open to who has the link."""

import uuid

from django.urls import reverse

from yuandu.kernel.notices import mailing
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers.rules.credentials import Addresses


def addresses(workspace: Workspace, badge: uuid.UUID, key_token: uuid.UUID) -> Addresses:
    """Return every address that a badge names."""
    return Addresses(
        credential=_at(workspace, "careers:credential", badge),
        issuer=issuer(workspace),
        achievement=f"{_at(workspace, 'careers:badge', badge)}#achievement",
        status=_at(workspace, "careers:badge_status", badge),
        key=key(workspace, key_token),
    )


def issuer(workspace: Workspace) -> str:
    return _at(workspace, "careers:issuer")


def key(workspace: Workspace, token: uuid.UUID) -> str:
    return _at(workspace, "careers:key", token)


def _at(workspace: Workspace, name: str, *args: object) -> str:
    return mailing.absolute(mailing.inside(workspace, reverse(name, args=args)))
