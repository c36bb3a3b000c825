"""`yuandu rules` over files: what it prints, what it refuses, and that it needs no Django."""

import json
import subprocess
import sys

import pytest

from yuandu.cli import rules

FIRM = {
    "firm": {"name": "样本企业"},
    "facts": {
        "revenue": {"2024": "1000 万元"},
        "main_income": {"2023": 6_000_000, "2024": "700 万元"},
        "rd_expense": {"2024": 300_000},
        "ip_class": "class_2",
        "total_assets": {"2024": 100},
        "total_liabilities": {"2024": 75},
    },
}


@pytest.fixture
def firm(tmp_path):
    def write(said: object = FIRM) -> str:
        path = tmp_path / "firm.json"
        path.write_text(said if isinstance(said, str) else json.dumps(said), "utf-8")
        return str(path)

    return write


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    status = rules.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def check(capsys, path: str, *more: str) -> tuple[int, str, str]:
    return run(capsys, "check", "63-1", "--facts", path, "--on", "2025-05-01", *more)


def test_an_answer_tells_state_score_and_every_clause(capsys, firm):
    status, out, _ = check(capsys, firm(), "--json", "--path")

    said = json.loads(out)
    assert status == 0
    assert said["state"] == "met"
    assert (said["score"]["id"], said["score"]["least"], said["score"]["most"]) == ("total", 70, 75)
    assert {one["id"]: one["least"] for one in said["sub_scores"]} == {
        "innovation": 20,
        "growth": 25,
        "specialisation": 25,
    }
    (equity,) = [one for one in said["criteria"] if one["id"] == "new_equity"]
    assert equity["state"] == "unknown"
    assert equity["threshold"] == 500
    assert equity["unit"] == "万元"
    assert equity["clause"] == "附件1 直接认定条件（四）"
    assert equity["source"] == "R2"
    assert equity["missing"] == ["new_equity_2024", "new_equity_2023", "new_equity_2022"]
    assert said["path"] == {"reaches": True, "not_before": None, "steps": []}


def test_the_path_says_which_paper_is_lacking(capsys, firm):
    status, out, _ = check(capsys, firm({"facts": {}}), "--json", "--path")

    said = json.loads(out)
    assert status == 0
    assert said["state"] == "unknown"
    assert said["path"]["reaches"]
    assert {step["doing"] for step in said["path"]["steps"]} == {"provide"}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"facts": {}, "fact": {}}, "firm.json fact"),
        ({"facts": {"revenues": {"2024": 1}}}, "firm.json revenues"),
        ({"facts": {"revenue": 5}}, "firm.json revenue"),
        ({"facts": {"revenue": {"24": 5}}}, "firm.json revenue.24"),
        ({"facts": {"revenue": {"2024": "三百万"}}}, "firm.json revenue_2024"),
        ({"facts": {"revenue": {"2024": "3 亩"}}}, "firm.json revenue_2024"),
        ({"facts": {"ip_class": "gold"}}, "firm.json ip_class"),
        ('{"facts": {"revenue": {"2024": 1, "2024": 2}}}', "firm.json 2024"),
        ('{"facts": ', "firm.json:1"),
        ([], "firm.json"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_facts_that_do_not_fit_are_refused_by_name(capsys, firm, said, place, language):
    status, out, err = check(capsys, firm(said), "--lang", language)

    assert (status, out) == (2, "")
    assert err.startswith(place)
    assert ("。" in err) == (language == "zh")


def test_a_book_that_is_not_there_names_those_that_are(capsys, firm):
    status, _, err = run(capsys, "check", "63-9", "--facts", firm(), "--on", "2025-05-01")

    assert status == 2
    assert "63-1" in err


def test_a_file_that_is_not_there_is_told(capsys, tmp_path):
    status, _, err = check(capsys, str(tmp_path / "none.json"), "--lang", "en")

    assert status == 2
    assert "cannot be opened" in err


def test_two_days_differ_by_clause(capsys, firm):
    days = ("--from", "2025-05-01", "--to", "2026-05-01", "--series", "innovative_sme")
    status, out, _ = run(capsys, "diff", "--firm", firm(), *days, "--json")

    (series,) = json.loads(out)
    assert status == 0
    assert (series["before"]["state"], series["after"]["state"]) == ("met", "unknown")
    total = next(one for one in series["changes"] if one["id"] == "total")
    assert total["answers_otherwise"]
    assert not total["asks_otherwise"]  # the same text, another last year


def test_what_stays_the_same_takes_one_line(capsys, firm):
    days = ("--from", "2026-03-31", "--to", "2026-04-01", "--lang", "zh")
    status, out, _ = run(capsys, "diff", "--firm", firm(), *days)

    assert status == 0
    assert [line for line in out.splitlines() if line.startswith("■")] == [
        "■ srdi_sme",
        "■ little_giant",
    ]
    assert out.splitlines()[-1].startswith("其余")
    assert "■ innovative_sme" in run(capsys, "diff", "--firm", firm(), *days, "--all")[1]


def test_a_path_counts_money_as_people_do(capsys, firm):
    asked = ("--facts", firm(), "--on", "2025-05-01", "--path", "--lang", "zh")
    _, out, _ = run(capsys, "check", "63-2", *asked)

    path = out.rpartition("\n\n")[2]
    assert "万元（" in path
    assert "0000（" not in path


def test_a_day_that_is_none_is_told_with_the_way_to_write_it(capsys, firm):
    with pytest.raises(SystemExit):
        run(capsys, "check", "63-2", "--facts", firm(), "--on", "2025-05-41")

    assert "2025-05-01" in capsys.readouterr().err


def test_the_rules_need_neither_django_nor_a_database(firm):
    code = (
        "import sys; sys.argv[1:] = "
        f"['rules', 'check', '63-1', '--facts', {firm()!r}, '--on', '2025-05-01'];"
        "from yuandu.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'django' not in sys.modules and 'psycopg' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "given",
    ["1e999999999", "1e-999999999", "NaN", "Infinity", "-Infinity", "9" * 4000, "[1]", "{}"],
)
def test_a_number_that_cannot_be_held_is_refused_in_words(capsys, firm, given):
    path = firm('{"facts": {"revenue": {"2024": ' + given + "}}}")

    status, _, err = check(capsys, path, "--lang", "zh")

    assert status == 2
    assert err.startswith("firm.json revenue_2024: “营业收入”应为数字")


@pytest.mark.parametrize("given", ['["class_2"]', "{}", "1", "true"])
def test_what_is_no_choice_is_refused_in_words(capsys, firm, given):
    status, _, err = check(capsys, firm('{"facts": {"ip_class": ' + given + "}}"), "--lang", "zh")

    assert status == 2
    assert "ip_class" in err


def test_half_a_character_is_told_and_breaks_nothing(firm):
    asked = ["check", "63-1", "--facts", firm('{"facts": {"\\ud800": 1}}'), "--on", "2025-05-01"]
    program = f"import sys; from yuandu.cli import rules; sys.exit(rules.main({asked!r}))"

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert ran.returncode == 2
    assert b"\\ud800" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_in_english_only_what_laws_and_offices_call_things_is_chinese(capsys, firm):
    status, out, _ = check(capsys, firm(), "--lang", "en", "--path")
    lines = out.splitlines()

    assert status == 0
    assert "Evaluation standard of innovative SMEs" in lines[0]
    assert any("Innovation" in line for line in lines)
    assert not any(word in out for word in ("得分", "是", "（2024年）", "：补报"))
