"""The forms of parts: what is read, shown and kept is the same; what is odd is told where it is."""

import pytest
from django.http import QueryDict

from yuandu.services.policies import library, parts, reading
from yuandu.services.policies.forms import Typed, editor_of
from yuandu.services.policies.forms.showing import sent
from yuandu.services.policies.tests.test_parts import a_read_book

BOOKS = [pytest.param(book, id=book.code) for book in library.books()]


def shown(book, name, typed=None):
    part = parts.named(book, name)
    return editor_of(book, part, typed or Typed(), policy=None)


@pytest.mark.parametrize("book", BOOKS)
def test_what_is_read_into_a_form_and_kept_is_the_same(book):
    for part in parts.listed(book):
        if part.kind == "budget" and book.budget is None:
            continue
        editor = editor_of(book, part, Typed(), policy=None)
        again = editor_of(book, part, Typed(sent(editor.forms)), policy=None)

        assert again.is_valid(), (part.name, [one.errors for one in again.forms])
        assert parts.put(book, part, again.values()).hash == book.hash, part.name


@pytest.mark.parametrize("book", BOOKS)
def test_what_is_only_looked_at_is_shown_as_it_was_sent_without_errors(book):
    for part in parts.listed(book):
        data = sent(editor_of(book, part, Typed(), policy=None).forms)
        again = editor_of(book, part, Typed(data, looks=True), policy=None)

        assert not any(one.errors for one in again.forms)
        assert {key: data.getlist(key) for key in data} == {
            key: values for key, values in sent(again.forms).lists() if key in data
        }, part.name


def kept(book, name, **changes):
    """Send a part's form with changes; return the editor and, if it may be, the changed book."""
    data = sent(shown(book, name).forms)
    for key, value in changes.items():
        field = key.replace("__", "-")
        data.setlist(field, value if isinstance(value, list) else [value])
    editor = shown(book, name, Typed(data))
    if not editor.is_valid():
        return editor, None
    return editor, parts.put(book, parts.named(book, name), editor.values())


def test_a_condition_is_measured_otherwise():
    book = a_read_book()

    _, changed = kept(
        book,
        "criterion-c1",
        m__way="ratio",
        m__fact="rd_expense",
        m__below="revenue",
        threshold="3",
        unit="%",
        title="",
    )

    one = changed.criteria[0]
    assert one.value.ratio == ("rd_expense", "revenue")
    assert one.title == "上年度研发费用占营业收入的比重不低于3%"
    assert one.title_en == "R&D expense as a share of Revenue, last year is at least 3%"
    assert one.clause == "第三条"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"threshold": "很多"}, "threshold"),
        ({"threshold": ""}, "threshold"),
        ({"unit": "人"}, "unit"),
        ({"operator": "is"}, "operator"),
        ({"each_of_years": "9"}, "each_of_years"),
        ({"assessed": []}, "assessed"),
        ({"effective_from": "昨天"}, "effective_from"),
    ],
)
def test_an_odd_value_of_a_condition_is_told_beside_its_field(changes, field):
    editor, changed = kept(a_read_book(), "criterion-c1", **changes)

    assert changed is None
    assert list(editor.form.errors) == [field]


def test_a_choice_is_compared_with_its_choices():
    book = library.book("2-巨")

    _, changed = kept(book, "criterion-award", operator="one_of", threshold=["national", "none"])
    editor, odd = kept(book, "criterion-award", threshold=["national", "none"])

    one = next(one for one in changed.criteria if one.id == "award")
    assert one.threshold == ("national", "none")
    assert odd is None
    assert "threshold" in editor.form.errors


def test_the_bands_of_a_line_are_changed_cell_by_cell():
    book = library.book("63-2")

    _, changed = kept(book, "item-innovation-rd", **{"s0-b0__points": "9"})

    scale = changed.scores[3].items[1].better_of[0]
    assert scale.bands[0].points == 9


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"s0-b1__low": "x"}, "low"),
        ({"s0-b1__points": ""}, "points"),
        ({"s0-b1__points": "1.5"}, "points"),
    ],
)
def test_an_odd_cell_is_told_beside_it(changes, cell):
    editor, changed = kept(library.book("63-2"), "item-innovation-rd", **changes)

    assert changed is None
    assert list(editor.scales[0].bands[1].errors) == [cell]


def test_a_choice_needs_points():
    editor, changed = kept(library.book("63-2"), "item-innovation-ip", **{"s0-c-of_class_2": ""})

    assert changed is None
    assert "of_class_2" in editor.scales[0].choices.errors


def test_rows_are_joined_anew_and_moved():
    book = library.book("63-2")
    data = sent(shown(book, "requires").forms)
    data["move"] = "up-1"

    moved = shown(book, "requires", Typed(data, looks=True))
    _, changed = kept(book, "requires", r4__what="of", r4__least="2")

    assert [row.now("what") for row in moved.rows[:3]] == ["niche_years", "all", "rd_amount"]
    assert changed.requires.all[3].at_least == 2


@pytest.mark.parametrize(
    ("changes", "row", "field"),
    [
        ({"r1__depth": "4"}, 1, "what"),
        ({"r0__what": "niche_years"}, 1, "what"),
        ({"r4__what": "of", "r4__least": "7"}, 4, "least"),
        ({"r4__what": "of"}, 4, "least"),
        ({"r4__what": "nobody"}, 4, "what"),
    ],
)
def test_an_odd_outline_is_told_beside_its_row(changes, row, field):
    editor, changed = kept(library.book("63-2"), "requires", **changes)

    assert changed is None
    assert field in editor.rows[row].errors


def test_a_new_benefit_budget_and_score_are_written():
    book = library.book("63-1")
    text = {"title": "奖励", "how": "fixed", "amount": "20", "unit": "万元"}
    _, paid = kept(book, "new-benefit", **text)
    _, budgeted = kept(
        paid, "budget", amount="500", unit="万元", o0__by="staff", o0__first="lowest"
    )
    line = {
        "first-title": "从业人员",
        "first-most": "5",
        "first-s0-way": "fact",
        "first-s0-fact": "staff",
    }
    looked = shown(budgeted, "new-score", Typed(QueryDict(mutable=True) | {}, looks=True))
    data = QueryDict(mutable=True)
    data.update({"title": "规模", "most": "5", **line, "first-s0-unit": "人", "first-s1-way": ""})
    for at, (low, high, points) in enumerate([("100", "", "5"), ("", "100", "2")]):
        for name, value in (("low", low), ("high", high), ("points", points)):
            data[f"first-s0-b{at}-{name}"] = value
    editor = shown(budgeted, "new-score", Typed(data))

    assert looked.first is not None
    assert editor.is_valid(), [one.errors for one in editor.forms]
    scored = parts.put(budgeted, parts.named(budgeted, "new-score"), editor.values())
    assert paid.benefits[0].amount == 20
    assert budgeted.budget.order[0].fact == "staff"
    assert [one.id for one in scored.scores][-2:] == ["s1", "total"]
    assert reading.book_of(reading.text_of(reading.values_of(scored)), "").hash == scored.hash
