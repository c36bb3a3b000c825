from django.urls import path, register_converter

from yuandu.kernel.lifecycle.views import clocks, lists, moves, people, promises


class Label:
    """The label of a kind of subject: `projects.project`."""

    regex = r"[a-z_]+\.[a-z_]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Label, "label")

app_name = "lifecycle"
urlpatterns = [
    path("tracks/<int:pk>/", moves.track, name="track"),
    path("moves/<int:pk>/correct/", moves.correct, name="correct"),
    path("moves/<int:pk>/<slug:code>/", moves.move, name="move"),
    path("promises/", promises.listing, name="promises"),
    path("promises/<int:pk>/", promises.promise, name="promise"),
    path("promises/<int:pk>/<slug:verb>/", promises.answer, name="answer"),
    path("promises/about/<label:label>/<int:key>/", promises.give, name="give"),
    path("charges/about/<label:label>/<int:key>/", people.assign, name="people"),
    path("charges/<int:pk>/hand-over/", people.hand_over, name="hand_over"),
    path("charges/<int:pk>/release/", people.release, name="release"),
    path("clocks/", clocks.calendar, name="calendar"),
    path("clocks/rhythms/", clocks.rhythms, name="rhythms"),
    path("clocks/rhythms/<slug:code>/", clocks.rhythm, name="rhythm"),
    path("clocks/<str:token>.ics", clocks.feed, name="feed"),
    path("clocks/<slug:code>/<str:token>.ics", clocks.feed_of, name="feed_of"),
    path("late/", lists.late, name="late"),
    path("stuck/<slug:code>/", lists.stuck, name="stuck"),
    path("lifecycles/<slug:code>/", lists.diagram, name="diagram"),
]
