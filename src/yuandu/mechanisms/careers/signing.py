"""Signing badges as VC-JWT with RS256, the one algorithm the specification asks all to know.

The private key is kept in the workspace, encrypted under the server's secret; whoever changes
that names the former one among the fallbacks, as for everything else it protects.
"""

import base64
import hashlib
import json
from typing import Any

import jwt
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

ALGORITHM = "RS256"
BITS, EXPONENT = 2048, 65537


def new_pair() -> tuple[dict[str, Any], str]:
    """Return a new pair: the public key as a JWK, the private one as it is kept."""
    private = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(private.public_key()))
    return public, _lock().encrypt(pem).decode()


def sign(payload: dict[str, Any], private: str, key_address: str) -> str:
    """Return a payload signed with a private key as it is kept.

    Args:
        key_address: where anybody finds the public key.
    """
    pem = _lock().decrypt(private.encode())
    return jwt.encode(payload, pem, algorithm=ALGORITHM, headers={"kid": key_address})


def verified(token: str, public: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a token says if the key signed it, `None` if it did not."""
    try:
        found: dict[str, Any] = jwt.decode(
            token, jwt.PyJWK(public, algorithm=ALGORITHM).key, algorithms=[ALGORITHM]
        )
    except jwt.InvalidTokenError:
        return None
    return found


def _lock() -> MultiFernet:
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"badge issuer" + secret.encode()).digest()))
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
