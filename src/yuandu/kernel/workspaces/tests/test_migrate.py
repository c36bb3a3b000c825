"""Migrations make a new model's class alone: it points where it should, and the others stay."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from yuandu.kernel.workspaces.management.commands.migrate import new_models_alone


def a_model(name: str, to: str = "") -> ModelState:
    key = models.ForeignKey(to, on_delete=models.CASCADE, related_name="+") if to else None
    fields = {"id": models.BigAutoField(primary_key=True)} | ({"of": key} if key else {})
    return ModelState("workspaces", name, fields)


def test_a_new_model_points_to_those_that_stand_and_leaves_them():
    state = ProjectState()
    state.add_model(a_model("hub"))
    hub = state.apps.get_model("workspaces", "hub")
    with new_models_alone():
        state.add_model(a_model("spoke", "workspaces.hub"))
    spoke = state.apps.get_model("workspaces", "spoke")
    assert spoke._meta.get_field("of").remote_field.model is hub
    assert state.apps.get_model("workspaces", "hub") is hub


def test_a_model_that_points_to_one_added_later_is_joined_to_it():
    state = ProjectState()
    assert not state.apps.get_models()
    with new_models_alone():
        state.add_model(a_model("spoke", "workspaces.hub"))
        state.add_model(a_model("hub"))
    of = state.apps.get_model("workspaces", "spoke")._meta.get_field("of")
    assert of.remote_field.model is state.apps.get_model("workspaces", "hub")


def test_outside_django_does_as_it_does():
    before = ProjectState.add_model
    with new_models_alone():
        assert ProjectState.add_model is not before
    assert ProjectState.add_model is before
