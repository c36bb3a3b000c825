import pytest


def test_a_chosen_theme_is_kept_in_a_cookie_and_leads_back(sign_in):
    reader = sign_in()

    answer = reader.post("/theme/", {"theme": "dark", "next": "/weifang/patterns/"})

    assert answer.status_code == 302
    assert answer["Location"] == "/weifang/patterns/"
    assert answer.cookies["theme"].value == "dark"
    assert 'data-theme="dark"' in reader.get("/patterns/").content.decode()


@pytest.mark.parametrize("theme", ["auto", "", 'x"onload="y'])
def test_anything_else_follows_the_system(sign_in, theme):
    reader = sign_in()
    reader.post("/theme/", {"theme": "dark"})

    reader.post("/theme/", {"theme": theme})

    assert 'data-theme="auto"' in reader.get("/patterns/").content.decode()


def test_a_forged_cookie_does_not_reach_the_page(sign_in):
    reader = sign_in()
    reader.cookies["theme"] = '"><script>'

    assert 'data-theme="auto"' in reader.get("/patterns/").content.decode()


def test_it_never_leads_to_another_site(sign_in):
    answer = sign_in().post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/weifang/"


def test_a_link_does_not_change_the_theme(sign_in):
    assert sign_in().get("/theme/").status_code == 405
