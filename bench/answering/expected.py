"""What firms of the sample city must read, from a sweep over all of them; told as JSON.

Run as a process of its own, over the database of the server that is measured.
"""

import json
import sys
from random import Random
from typing import Any

import django

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.queries import in_force
from yuandu.services.policies.queries.frames import swept
from yuandu.services.policies.queries.judgements import judged_of_all
from yuandu.site.templatetags.formats import money

SLUG = "weifang"


def found(count: int, seed: int) -> list[dict[str, Any]]:
    """Return firms drawn by a seed, each with what every policy in force says of it."""
    workspace = Workspace.objects.get(slug=SLUG)
    firms = Party.objects.filter(workspace=workspace, kind="organisation").order_by("pk")
    drawn = Random(seed).sample(list(firms.values_list("pk", flat=True)), count)
    told: dict[int, dict[int, Any]] = {pk: {} for pk in drawn}
    today = workspace.today()
    versions = in_force(Actor.system(workspace), today).filter(policy__to_whom="organisation")
    for version in versions:
        for pk, said in _said(version, drawn).items():
            told[pk][version.policy_id] = said
    return [{"pk": pk, "policies": policies} for pk, policies in told.items()]


def _said(version: PolicyVersion, drawn: list[int]) -> dict[int, dict[str, Any]]:
    book, workspace = version.book, version.workspace
    on = workspace.today()
    judged = judged_of_all(version, on)
    table = swept(workspace, vocabulary(), [book], on, drawn, masks=True, judged=judged)
    told = {}
    for row in table.table.to_dicts():
        own = rules.State(row[f"{book.code}.state"])
        states = [own, *table.book(book.code).states(row).values()]
        told[row["id"]] = {
            "states": [state.code for state in states],
            "badges": [str(wording.STATES[state.code]) for state in states],
            "amount": _amount(row, book),
        }
    return told


def _amount(row: dict[str, int | None], book: rules.Book) -> str:
    """Return the amount as it stands on a page; empty where none does."""
    if row[f"{book.code}.state"] != rules.State.MET.value:
        return ""
    amount = row[f"{book.code}.amount"] if book.benefits else 0
    return "" if amount is None else money(amount)


if __name__ == "__main__":
    django.setup()
    json.dump(found(int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
