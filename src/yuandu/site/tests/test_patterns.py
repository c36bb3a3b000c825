import re

import pytest

from yuandu.site.patterns import views

# The frames show these around every page.
IN_THE_FRAME = {"nav", "subnav", "account", "messages", "field", "shortcuts"}
# Set in other components' samples.
INSIDE_OTHERS = {"column_head"}


def test_every_component_is_on_the_page_of_patterns():
    there = {path.stem for path in views.COMPONENTS.glob("*.html")}

    assert there - set(views.SAMPLES) == IN_THE_FRAME | INSIDE_OTHERS


def test_every_component_says_what_it_takes():
    for path in views.COMPONENTS.glob("*.html"):
        assert views.description(path.stem), path.stem


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_each_component_in_both_languages(sign_in, language):
    page = sign_in().get("/patterns/", headers={"accept-language": language})

    html = page.content.decode()
    assert page.status_code == 200
    sides = re.findall(r'class="specimen-side" lang="([a-z-]+)"', html)
    assert sides.count("zh-hans") == sides.count("en") > len(views.SAMPLES)
    assert "逾期3个工作日" in html
    assert "3 working days late" in html


def test_ids_on_the_page_are_its_own(sign_in):
    html = sign_in().get("/patterns/").content.decode()

    for name in views.SAMPLES:
        assert html.count(f'<section class="pattern" id="{name}">') == 1
