import datetime
import random

import pytest

from yuandu.kernel.audit import actions, chain, exporting, sequencing, standalone, verification
from yuandu.kernel.audit.tests import tampering
from yuandu.kernel.audit.tests.people import System

MIDNIGHT = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)


@pytest.fixture
def kept_root(weifang) -> str:
    """Write a log, and keep its root elsewhere."""
    for number in range(12):
        actions.record(System(weifang), "workspace.count", weifang, number=number)
    sequencing.Sequencer().run()
    sequencing.close_days(MIDNIGHT)
    return chain.head(weifang.pk).hash.hex()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("name", "careful"), tampering.CASES)
def test_a_tampering_is_caught_by_both_verifiers(weifang, kept_root, name, seed, careful):
    tampering.TAMPERINGS[name](weifang.pk, random.Random(seed))
    if careful:
        tampering.rehash(weifang.pk)

    with pytest.raises(standalone.Broken):
        standalone.check(exporting.lines(weifang), kept_root)
    with chain.chained(weifang.pk) as rows:
        assert list(verification.faults(rows, kept=bytes.fromhex(kept_root)))
