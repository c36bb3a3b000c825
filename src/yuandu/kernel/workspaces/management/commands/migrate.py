"""`migrate` as Django has it, without making all models anew for each that is added.

A new model has nobody who points to it, so nothing that stands has to be made again. Django
makes everything anew that is related to it, however far; here all tables point to the workspace,
so that is everything, and an empty database takes minutes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


def _add_model(self: ProjectState, model_state: ModelState) -> None:
    """Add a model as `ProjectState.add_model` does, and make its class alone."""
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:  # type: ignore[attr-defined]
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:  # by name: asking for it would make all classes
        self.apps.render_multiple([model_state])


@contextmanager
def new_models_alone() -> Iterator[None]:
    """Let models that are added inside make no others anew."""
    before = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = before  # type: ignore[method-assign]


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with new_models_alone():
            super().handle(*args, **options)
