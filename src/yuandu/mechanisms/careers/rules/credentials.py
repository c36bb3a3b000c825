"""An Open Badges 3.0 credential: what is said in it, and who it can be checked to be about.

Source: 1EdTech, Open Badges Specification 3.0; W3C Verifiable Credentials Data Model 2.0.
"""

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where anybody with the link finds what; all absolute."""

    credential: str
    issuer: str
    achievement: str
    status: str
    key: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """What was achieved.

    Attributes:
        narrative: what had to be done for it.
        kind: an achievement type of the specification.
    """

    name: str
    description: str
    narrative: str
    kind: str


def identity_hash(name: str, salt: str) -> str:
    """Return a name as the specification hashes it: SHA-256 over the name, then the salt."""
    return f"sha256${hashlib.sha256((name.strip() + salt).encode()).hexdigest()}"


def is_of(credential: dict[str, Any], name: str) -> bool:
    """Tell whether a credential is about somebody of this name."""
    identifiers = credential["credentialSubject"]["identifier"]
    return any(
        one["identityHash"] == identity_hash(name, one["salt"])
        for one in identifiers
        if one["identityType"] == "name"
    )


def credential(
    addresses: Addresses,
    achievement: Achievement,
    *,
    issuer_name: str,
    holder_name: str,
    subject: uuid.UUID,
    salt: str,
    at: datetime.datetime,
) -> dict[str, Any]:
    """Return the credential that is signed.

    The holder stands in it under a number made for it alone, and by a salted hash of the name:
    who is shown a badge and told a name can check it, and reads no name from it.

    Args:
        at: when it was issued, with a time zone, in whole seconds.
    """
    return {
        "@context": list(CONTEXT),
        "id": addresses.credential,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": profile(addresses.issuer, issuer_name),
        "validFrom": instant(at),
        "credentialSubject": {
            "id": subject.urn,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": identity_hash(holder_name, salt),
                    "identityType": "name",
                    "salt": salt,
                }
            ],
            "achievement": {
                "id": addresses.achievement,
                "type": ["Achievement"],
                "name": achievement.name,
                "description": achievement.description,
                "criteria": {"narrative": achievement.narrative},
                "achievementType": achievement.kind,
            },
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": {"id": addresses.status, "type": "1EdTechRevocationList"},
    }


def profile(address: str, name: str) -> dict[str, Any]:
    """Return the issuer as the specification describes one."""
    return {"id": address, "type": ["Profile"], "name": name}


def claims(said: dict[str, Any], at: datetime.datetime) -> dict[str, Any]:
    """Return what is signed: the credential, and what a JWT says of it again."""
    return said | {
        "iss": said["issuer"]["id"],
        "jti": said["id"],
        "sub": said["credentialSubject"]["id"],
        "nbf": int(at.timestamp()),
    }


def agrees(signed: dict[str, Any]) -> bool:
    """Tell whether a JWT's own claims are those of the credential in it."""
    since = datetime.datetime.fromisoformat(signed["validFrom"])
    return (
        signed["iss"] == signed["issuer"]["id"]
        and signed["jti"] == signed["id"]
        and signed["sub"] == signed["credentialSubject"]["id"]
        and signed["nbf"] == int(since.timestamp())
    )


def instant(at: datetime.datetime) -> str:
    """Return an instant as the specification writes it."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
