"""Work for the queue: what takes longer than a page should."""

from __future__ import annotations

from contextlib import suppress

from django.tasks import task

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.sheets import actions
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.permissions import MAY
from yuandu.kernel.sheets.refusals import Stale
from yuandu.kernel.workspaces.models import Workspace


@task
def read(upload_id: int, user_id: int | None) -> None:
    """Read an upload."""
    upload = Upload.objects.select_related("attachment").get(pk=upload_id)
    actions.read(by=_actor(upload, user_id), upload=upload)


@task
def commit(upload_id: int, user_id: int | None) -> None:
    """Write an upload, if who accepted it still may."""
    upload = Upload.objects.select_related("attachment").get(pk=upload_id)
    by = _actor(upload, user_id)
    if not MAY["commit"](by, upload):
        actions.step_back(by=by, upload=upload)
        return
    with suppress(Stale):  # the upload itself says so
        actions.commit(by=by, upload=upload)


def _actor(upload: Upload, user_id: int | None) -> Actor:
    """Return who acts, with the posts held now rather than when the button was pressed."""
    workspace = Workspace.objects.get(pk=upload.workspace_id)
    if user_id is None:
        return Actor.system(workspace)
    return registry.actor_for(User.objects.get(pk=user_id), workspace)
