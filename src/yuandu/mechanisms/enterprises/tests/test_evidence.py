"""Which paper shows what, and for which years one is needed."""

import datetime

import pytest

from yuandu.mechanisms.enterprises import evidence
from yuandu.mechanisms.enterprises.evidence import Kept
from yuandu.services.policies import library

ON = datetime.date(2026, 11, 24)
RECOGNITION = ("63-1", "63-2", "63-3", "2-专", "2-巨")


@pytest.mark.parametrize("code", RECOGNITION)
def test_every_evidence_that_the_books_name_has_its_kind_of_paper(code):
    unknown = {
        one.evidence
        for one in library.book(code).criteria
        if one.evidence and not any(evidence.shows(kind, one.evidence) for kind in evidence.KINDS)
    }

    assert not unknown


def slot(code: str, criterion: str, *kept: Kept, on=ON) -> evidence.Slot:
    found = evidence.slots(library.book(code), on, kept)
    return next(each for each in found if each.criterion == criterion)


def test_a_figure_of_last_year_wants_last_years_audit_report():
    assert slot("2-专", "revenue").lacking == (2025,)
    assert slot("2-专", "revenue", Kept("audit_report", 2024)).lacking == (2025,)
    assert slot("2-专", "revenue", Kept("audit_report", 2025)).is_shown


def test_years_are_counted_from_the_day_that_is_asked():
    assert slot("2-专", "revenue", on=datetime.date(2027, 1, 1)).years == (2026,)


@pytest.mark.parametrize("code", RECOGNITION)
def test_a_year_is_asked_for_once_whatever_a_condition_reads_of_it(code):
    for each in evidence.slots(library.book(code), ON, ()):
        assert len(set(each.years)) == len(each.years)


def test_growth_wants_the_report_of_both_years():
    growing = [each for each in evidence.slots(library.book("63-2"), ON, ()) if len(each.years) > 1]

    assert growing
    assert all(each.lacking == each.years for each in growing)


def test_a_certificate_shows_whatever_its_year():
    assert slot("2-专", "class_1_ip", Kept("ip_class_1", None)).is_shown
    assert slot("2-专", "class_1_ip", Kept("ip_class_1", 2021)).is_shown
    assert not slot("2-专", "class_1_ip", Kept("ip_class_2", 2025)).is_shown


def test_what_is_not_asked_wants_no_paper():
    book = library.book("2-专")

    assert "revenue" not in {
        each.criterion for each in evidence.slots(book, ON, (), unasked={"revenue"})
    }


def test_an_audit_report_tells_what_it_shows():
    shown = evidence.criteria_shown("audit_report", [library.book("2-专")])

    assert "上年度营业收入在1500万元以上" in shown
    assert not evidence.criteria_shown("other", [library.book("2-专")])
