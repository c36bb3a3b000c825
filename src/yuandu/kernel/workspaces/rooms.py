"""Which rooms a workspace has: some are of cities, some of companies, most of both.

An app says so in its configuration (`workspace_kind = "company"`); where it says nothing it is
of both. In a workspace of another kind none of its addresses exist, for anybody.
"""

from functools import cache, partial

from django.apps import AppConfig, apps
from django.urls import ResolverMatch

from yuandu.kernel.workspaces.models import Workspace

API = "api/v1/"  # under it an app's operations follow its label


def is_open(match: ResolverMatch, workspace: Workspace) -> bool:
    """Whether the room of an address is one of this workspace's."""
    return kind_of(match) in {"", workspace.kind}


def kind_of(match: ResolverMatch) -> str:
    """Return of which kind of workspace the room behind an address is; "" for any."""
    view = match.func.func if isinstance(match.func, partial) else match.func
    return _kind(view.__module__, match.route)


@cache
def _kind(module: str, route: str) -> str:
    app: AppConfig | None
    if module.startswith("ninja.") and route.startswith(API):
        app = apps.app_configs.get(route.removeprefix(API).partition("/")[0])
    else:
        app = apps.get_containing_app_config(module)
    return getattr(app, "workspace_kind", "")
