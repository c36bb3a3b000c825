"""What reviewers would otherwise repeat."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from yuandu.kernel.workspaces.models import Workspace, WorkspaceRow

TOP = Path(__file__).resolve().parent.parent
SOURCE = TOP / "src" / "yuandu"
LONGEST_MODULE = 400
# Tables without a workspace, each with its reason.
WITHOUT_WORKSPACE = {
    "workspaces.Workspace": "it is one",
    "accounts.User": "a person signs in once; what the account may do is a post in a workspace",
}
# Actions that leave no entry in the log, each with its reason.
WITHOUT_ENTRY = {
    "mark_read": "when people read their mail is nobody's business",
    "cast": "nothing may lead from a voter to a secret vote; that a paper was taken is an entry",
}


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def name(path: Path) -> str:
    return str(path.relative_to(TOP))


@pytest.mark.parametrize("module", modules(), ids=name)
def test_modules_stay_short(module):
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize(
    "module",
    [path for path in modules() if "actions" in {path.stem, path.parent.name}],
    ids=name,
)
def test_every_public_action_leaves_an_entry_in_the_log(module):
    if module.parent.name == "audit":
        return
    tree = ast.parse(module.read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    calls = {
        name: {ast.unparse(call.func) for call in ast.walk(function) if isinstance(call, ast.Call)}
        for name, function in functions.items()
    }

    def records(name: str, seen: frozenset[str] = frozenset()) -> bool:
        return any(
            call.startswith("audit.")
            or (call in functions and call not in seen and records(call, seen | {name}))
            for call in calls[name]
        )

    silent = {name for name in functions if not name.startswith("_") and not records(name)}
    assert silent <= set(WITHOUT_ENTRY)


def test_every_row_belongs_to_a_workspace():
    stray = {
        model._meta.label
        for app in apps.get_app_configs()
        if app.name.startswith("yuandu.")
        for model in app.get_models()
        if not issubclass(model, WorkspaceRow)
    }
    assert stray == set(WITHOUT_WORKSPACE)


def test_the_workspace_of_a_row_is_never_empty():
    for model in apps.get_models():
        if issubclass(model, WorkspaceRow):
            field = model._meta.get_field("workspace")
            assert isinstance(field, models.ForeignKey)
            assert field.remote_field.model is Workspace
            assert not field.null


@pytest.mark.parametrize("migration", sorted(SOURCE.rglob("migrations/[0-9]*.py")), ids=name)
def test_every_migration_is_named_for_what_it_does(migration):
    assert not re.search(r"_auto_|_\d{8}", migration.name)


def test_every_setting_is_described():
    page = (TOP / "docs/settings.md").read_text("utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)`", page, re.M))
    read = {
        found
        for path in modules()
        for found in re.findall(
            r"""\benv(?:_bool|_int)?\(\s*["']([A-Z_]+)["']""", path.read_text("utf-8")
        )
    }
    assert read == described


def test_every_link_in_the_guides_leads_somewhere():
    pages = [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")]
    broken = [
        f"{name(page)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken


def test_the_engines_and_every_rules_module_know_no_django():
    knowing = [
        name(path)
        for path in modules()
        if {"engines", "rules", "rules.py"} & set(path.relative_to(SOURCE).parts)
        and "tests" not in path.parts
        and re.search(
            r"^(?:from|import) django(?!\.utils\.translation)", path.read_text("utf-8"), re.M
        )
    ]
    assert not knowing
