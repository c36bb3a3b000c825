"""The register goes out in the Open Cap Table Format, and validates against its schema."""

import hashlib
import json
import os
from functools import cache
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.companies import a_company
from yuandu.mechanisms.equity import ocf, rules
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.tests.records import (
    a_holder,
    a_partner,
    a_register,
    a_vehicle,
    moved,
)

pytestmark = pytest.mark.django_db
STANDARDS = os.environ.get("YUANDU_STANDARDS", "")
FOLDER = Path(STANDARDS) / "ocf-1.2.0" / "schema"
is_there = pytest.mark.skipif(
    not STANDARDS,  # a folder that is named and lacks the schema is a failure
    reason="YUANDU_STANDARDS names no folder with the schema of the Open Cap Table Format",
)
FILES = {
    ocf.MANIFEST: "OCFManifestFile",
    ocf.STAKEHOLDERS: "StakeholdersFile",
    ocf.CLASSES: "StockClassesFile",
    ocf.TRANSACTIONS: "TransactionsFile",
}


@cache
def registry() -> Registry:
    schemas = [json.loads(path.read_text("utf-8")) for path in FOLDER.rglob("*.json")]
    return Registry().with_resources(
        (schema["$id"], DRAFT7.create_resource(schema)) for schema in schemas
    )


def errors(name: str, document: object) -> list[str]:
    schema = json.loads((FOLDER / "files" / f"{name}.schema.json").read_text("utf-8"))
    checked = Draft7Validator(
        schema, registry=registry(), format_checker=Draft7Validator.FORMAT_CHECKER
    )
    found = checked.iter_errors(document)
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]


@pytest.fixture
def company(db):
    company = a_company()
    shares = a_register(company, authorised=10_000)
    one, partner = a_holder(company, "1", code="91370785MA3EXAMPL1"), a_partner(company, "2")
    plan = a_vehicle(company, "V", rules.PLAN)
    moved(shares, rules.ISSUE, 600, target=one, at_rule=rules.ADMIT, resolution="决议1号")
    moved(shares, rules.ISSUE, 400, target=one)
    moved(shares, rules.TRANSFER, 700, source=one, target=Side(partner, plan))
    moved(shares, rules.REPURCHASE, 50, source=Side(partner, plan), at_rule=rules.EXIT)
    moved(shares, rules.CANCEL, 10, source=one)
    moved(shares, rules.GRANT, 20, target=partner)
    moved(shares, rules.RETIRE, 30)
    moved(shares, rules.ISSUE, 5, target=partner, is_pending=True)
    return company


def exported(company, folder) -> dict[str, dict]:
    call_command("export", "ocf", "--workspace", company.slug, "--out", str(folder))
    return {path.name: json.loads(path.read_text("utf-8")) for path in folder.iterdir()}


@is_there
def test_every_file_validates(company, tmp_path):
    found = exported(company, tmp_path / "out")
    assert set(found) == set(FILES)
    for name, schema in FILES.items():
        assert errors(schema, found[name]) == [], name


@is_there
def test_a_wrong_file_would_be_found():
    assert errors("StakeholdersFile", {"file_type": "OCF_STAKEHOLDERS_FILE", "items": [{}]})


def test_what_is_left_of_the_securities_is_what_the_register_holds(company, tmp_path):
    found = exported(company, tmp_path)
    holding: dict[str, int] = {}
    for each in found[ocf.TRANSACTIONS]["items"]:
        if each["object_type"] == "TX_STOCK_ISSUANCE":
            holding[each["security_id"]] = int(each["quantity"])
        else:
            left = holding.pop(each["security_id"]) - int(each["quantity"])
            assert left == holding.get(each.get("balance_security_id"), 0)
    # 300 - 10 directly, 700 - 50 through the plan, 20 granted; what is held back is no security.
    assert sorted(holding.values()) == sorted([290, 600 - 50, 100, 20])


def test_the_vehicle_has_legal_title_and_the_partner_is_named_behind_it(company, tmp_path):
    found = exported(company, tmp_path)
    holders = {each["issuer_assigned_id"]: each for each in found[ocf.STAKEHOLDERS]["items"]}
    through = [
        each
        for each in found[ocf.TRANSACTIONS]["items"]
        if each.get("stakeholder_id") == holders["V"]["id"]
    ]
    assert through
    assert all("beneficial holder: 2" in each["comments"] for each in through)
    assert holders["2"]["current_relationship"] == "NON_US_EMPLOYEE"


def test_the_manifest_knows_the_files_by_their_checksum(company, tmp_path):
    found = exported(company, tmp_path)
    for field in ("stakeholders_files", "stock_classes_files", "transactions_files"):
        (listed,) = found[ocf.MANIFEST][field]
        content = (tmp_path / listed["filepath"]).read_bytes()
        assert hashlib.md5(content, usedforsecurity=False).hexdigest() == listed["md5"]


def test_a_city_has_no_shares_and_a_company_without_a_form_no_register(weifang, tmp_path):
    a_company("bare")
    for slug, why in (("weifang", "weifang"), ("bare", "法律形式|legal form")):
        with pytest.raises(CommandError, match=why):
            call_command("export", "ocf", "--workspace", slug, "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_the_only_company_need_not_be_named(company, weifang, tmp_path):
    call_command("export", "ocf", "--out", str(tmp_path))
    assert (tmp_path / ocf.MANIFEST).exists()


def test_a_folder_that_cannot_be_made_is_named(company, tmp_path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(CommandError, match="file"):
        call_command("export", "ocf", "--out", str(tmp_path / "file" / "out"))
