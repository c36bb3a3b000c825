"""An open page is kept current by a stream that costs no database connection."""

import pytest
from django.conf import settings

from yuandu.kernel.notices import feed


def lines(response):
    return iter(response.streaming_content)


@pytest.mark.django_db(transaction=True)
def test_a_stream_names_what_changed(weifang, sign_in, city_officer):
    response = sign_in(city_officer).get("/events/?topics=projects")
    stream = lines(response)

    assert next(stream) == b"retry: 5000\nid: 0\n\n"
    assert next(stream) == b"event: message\ndata: message\n\n"
    feed.publish(weifang.pk, "projects")
    assert next(stream) == b"event: projects\ndata: projects\n\n"
    assert response.headers["Content-Type"] == "text/event-stream"
    response.close()


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_comes_back_looks_again(weifang, sign_in, city_officer):
    client = sign_in(city_officer)

    response = client.get("/events/?topics=projects", headers={"Last-Event-ID": "0"})
    stream = lines(response)

    next(stream)
    assert next(stream) == b"event: message\ndata: message\n\n"
    response.close()


@pytest.mark.django_db(transaction=True)
def test_past_the_streams_that_a_process_holds_pages_look_from_time_to_time(
    weifang, sign_in, city_officer
):
    client = sign_in(city_officer)
    opened = [client.get("/events/?topics=projects") for _ in range(settings.FEED_STREAMS)]

    refused = client.get("/events/?topics=projects")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")

    for response in opened:
        response.close()
        response.close()
    again = client.get("/events/?topics=projects")
    assert again.status_code == 200
    again.close()


@pytest.mark.parametrize("topics", ["", ",", ",".join(str(number) for number in range(21))])
def test_a_stream_without_sensible_topics_is_refused(sign_in, city_officer, topics):
    assert sign_in(city_officer).get(f"/events/?topics={topics}").status_code == 400


def test_strangers_hear_nothing(sign_in, stranger):
    assert sign_in(stranger).get("/events/?topics=projects").status_code in {403, 404}


def test_nobody_hears_of_somebody_elses_in_box(sign_in, city_officer, leader):
    topic = feed.inbox_of(leader.pk)

    assert sign_in(city_officer).get(f"/events/?topics={topic}").status_code == 403
