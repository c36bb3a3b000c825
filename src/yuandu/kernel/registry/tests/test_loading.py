import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.registry import loading
from yuandu.kernel.registry.loading import Unreadable, read_divisions, read_industries
from yuandu.kernel.registry.rules import check_division_code

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def a_collection(**feature):
    defaults = {"type": "Feature", "id": "R1", "properties": {"name": "Region I"}}
    body = {"type": "FeatureCollection", "features": [defaults | {"geometry": SQUARE} | feature]}
    return json.dumps(body).encode()


def faults(result):
    return [(fault.code, fault.line) for fault in result.faults]


def test_weifang_has_twelve_counties_with_codes_and_five_zones_without():
    rows = loading.weifang()
    counties = [row for row in rows if row.kind == "county"]
    zones = [row for row in rows if row.kind == "zone"]

    assert (len(counties), len(zones)) == (12, 5)
    assert all(row.geometry and check_division_code(row.gb_code) == [] for row in counties)
    assert all(row.gb_code == "" and row.geometry is None for row in zones)
    assert all(row.name_en and row.short and row.short_en and row.longitude for row in rows)
    assert len({row.short for row in rows}) == len({row.short_en for row in rows}) == 17


def test_the_classification_has_its_twenty_sections_and_ninety_seven_divisions():
    rows = loading.industries()

    assert [row.code for row in rows if row.level == 1] == list("ABCDEFGHIJKLMNOPQRST")
    divisions = [row for row in rows if row.level == 2]
    assert [int(row.code[1:]) for row in divisions] == list(range(1, 98))
    assert all(row.parent == row.code[0] for row in divisions)
    assert all(row.name and row.name_en for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_csv_of_divisions_is_read_in_the_encodings_offices_use(encoding, pack):
    text = "code,name,name_en,longitude,latitude\n370781,青州市,Qingzhou,118.48,36.68\n"

    (row,) = read_divisions(pack(text.encode(encoding))).rows

    assert (row.code, row.name, row.longitude, row.line) == ("370781", "青州市", 118.48, 2)
    assert row.short is None  # the file does not say


def test_a_geojson_of_another_country_is_read():
    result = read_divisions(a_collection(properties={"name": "Region I", "center": [120.5, 16.0]}))

    (row,) = result.rows
    assert (row.code, row.name, row.longitude) == ("R1", "Region I", 120.5)
    assert row.geometry == SQUARE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\xff", "unknown-encoding"),
        (b"\x1f\x8bbroken", "file-broken"),
        (gzip.compress(b"code,name\n", mtime=0)[:-6], "file-broken"),
        (b"", "column-missing"),
        (b"name\nQ\n", "column-missing"),
        (b"{", "not-geojson"),
        (b"{}", "not-geojson"),
        (b'{"features": [1]}', "not-geojson"),
        (b'{"features": ' + b"[" * 100_000, "not-geojson"),
        (b"code,name\n1," + b"x" * 200_000 + b"\n", "file-broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, code):
    with pytest.raises(Unreadable) as refusal:
        read_divisions(content)

    assert refusal.value.fault.code == code


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(loading, "MOST_BYTES", 1000)

    with pytest.raises(Unreadable) as refusal:
        read_divisions(gzip.compress(b"x" * 2000, mtime=0))

    assert refusal.value.fault.code == "file-too-large"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (",青州市,,", "row-code"),
        ("1234567890123456789012,青州市,,", "row-code"),
        ("370781,,,", "row-name"),
        ("370781,青州市,200,36", "row-number"),
        ("370781,青州市,nan,36", "row-number"),
        ("370781,青州市,东经118,36", "row-number"),
        ("370702,又一个潍城,,", "row-twice"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_are_read(line, code):
    text = f"code,name,longitude,latitude\n370702,潍城区,119,36\n{line}\n370705,奎文区,,\n"

    result = read_divisions(text.encode())

    assert faults(result) == [(code, 3)]
    assert [row.code for row in result.rows] == ["370702", "370705"]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [1, 1]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[["a", 1]]]},
        {"type": "Polygon", "coordinates": [[[200, 1]]]},
        {"type": "Polygon", "coordinates": [[[1]]]},
        "square",
    ],
)
def test_a_geometry_that_is_no_border_is_a_bad_row(geometry):
    assert faults(read_divisions(a_collection(geometry=geometry))) == [("row-geometry", 1)]


@pytest.mark.parametrize(
    "feature",
    [
        {"properties": None, "id": None},
        {"properties": [1]},
        {"properties": {"name": "x" * 201}},
        {"properties": {"name": "x", "center": "middle"}},
        {"properties": {"name": "x", "center": [1, 2, 3]}},
    ],
)
def test_odd_properties_are_a_bad_row(feature):
    assert len(read_divisions(a_collection(**feature)).faults) == 1


def test_four_digit_industries_are_read():
    text = "code,name,parent,level\nA,农、林、牧、渔业,,1\nA01,农业,A,2\nA0143,花卉种植,A01,4\n"

    result = read_industries(gzip.compress(text.encode()))

    assert [(row.code, row.parent, row.level) for row in result.rows] == [
        ("A", "", 1),
        ("A01", "A", 2),
        ("A0143", "A01", 4),
    ]
    assert faults(read_industries(b"code,name,parent,level\nA,x,,0\nB,x,,one\n")) == [
        ("row-number", 2),
        ("row-number", 3),
    ]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file_is_read_or_refused(content):
    for read in (read_divisions, read_industries):
        assert outcome(read, content) in {"read", "refused"}


def outcome(read, content):
    try:
        read(content)
    except Unreadable:
        return "refused"
    return "read"
