from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.audit import canonical, verification
from yuandu.kernel.audit.verification import Chained


def a_chain(length: int = 6) -> list[Chained]:
    rows, before = [], canonical.NOTHING
    for seq in range(1, length + 1):
        body = f'{{"id":{seq + 10}}}'
        before = canonical.link(before, body)
        rows.append(Chained(seq, before, seq + 10, body))
    return rows


def codes(rows, **kept) -> list[str]:
    return [fault.code for fault in verification.faults(rows, **kept)]


def test_an_untouched_chain_has_no_faults():
    rows = a_chain()

    assert codes(rows, roots={3: rows[2].hash, 6: rows[5].hash}, kept=rows[5].hash) == []
    assert codes([]) == []


def test_a_changed_entry_is_named():
    rows = a_chain()
    rows[2] = rows[2]._replace(body='{"id":99}')

    [fault] = verification.faults(rows)

    assert (fault.code, fault.seq, fault.entry_id) == ("altered", 3, 13)


def test_a_deleted_entry_is_named():
    rows = a_chain()
    rows[2] = rows[2]._replace(body=None)

    assert codes(rows) == ["missing"]


def test_a_deleted_link_leaves_a_gap_and_breaks_the_next():
    rows = a_chain()
    del rows[2]

    assert codes(rows) == ["gap", "altered"]


def test_two_entries_cannot_change_places():
    rows = a_chain()
    rows[1], rows[2] = (
        rows[1]._replace(body=rows[2].body, entry_id=13),
        rows[2]._replace(body=rows[1].body, entry_id=12),
    )

    assert codes(rows) == ["altered", "altered"]


def test_a_chain_cut_off_is_found_by_its_roots():
    rows = a_chain()

    assert codes(rows[:4], roots={6: rows[5].hash}) == ["short"]
    assert codes(rows[:4], kept=rows[5].hash) == ["not-kept"]


@given(st.integers(1, 6))
def test_a_chain_written_anew_is_found_by_a_root_kept_elsewhere(changed):
    rows, before = a_chain(), canonical.NOTHING
    kept = rows[-1].hash

    for index, row in enumerate(rows):
        body = '{"id":99}' if row.seq == changed else row.body
        before = canonical.link(before, body)
        rows[index] = row._replace(hash=before, body=body)

    assert codes(rows) == []
    assert codes(rows, kept=kept) == ["not-kept"]
    assert codes(rows, roots={6: kept}) == ["root"]
