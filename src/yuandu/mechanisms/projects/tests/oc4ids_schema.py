"""The schema of OC4IDS 0.9.5, from the folder of standards that the environment names."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

STANDARDS = os.environ.get("YUANDU_STANDARDS", "")
FOLDER = Path(STANDARDS) / "oc4ids"
is_there = pytest.mark.skipif(
    not STANDARDS,  # a folder that is named and lacks the schema is a failure
    reason="YUANDU_STANDARDS names no folder with the schema of OC4IDS",
)


@cache
def validator(name: str) -> Draft4Validator:
    """Return what validates against `name`, every address answered from the folder."""
    schemas = [json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")]
    registry: Registry = Registry().with_resources(
        (schema["id"], DRAFT4.create_resource(schema)) for schema in schemas
    )
    schema = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return Draft4Validator(schema, registry=registry, format_checker=Draft4Validator.FORMAT_CHECKER)


def errors(name: str, document: object) -> list[str]:
    found = validator(name).iter_errors(document)
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]
