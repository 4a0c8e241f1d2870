import io
import threading

from blog.web.uploads import CUT_OFF, Uploads
from tests.web.test_bodies import IN_PIECES, Slow


class Asked:
    """An app that says what it got."""

    def __init__(self):
        self.environ = {}

    def __call__(self, environ, start):
        start("200 OK", [])
        self.environ = environ
        return [environ["CONTENT_LENGTH"].encode(), b" ", environ["wsgi.input"].read()]


def send(app, body, path="/files/", **environ):
    answers = []
    given = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "wsgi.input": body, **environ}
    chunks = app(given, lambda status, headers: answers.append((status, dict(headers))))
    return *answers[0], b"".join(chunks)


def uploads(app=None, *, is_known=True, at_once=2, longest=10, patience=0.01):
    return Uploads(
        app or Asked(),
        longest={"/files/": longest},
        is_known=lambda _environ: is_known,
        at_once=at_once,
        headers={"X-Safe": "yes"},
        patience=patience,
    )


def test_a_file_reaches_the_app_whole():
    assert send(uploads(), io.BytesIO(b"abc"), CONTENT_LENGTH="3")[2] == b"3 abc"
    assert send(uploads(), io.BytesIO(b"abc"), **IN_PIECES)[2] == b"3 abc"


def test_other_paths_are_left_alone():
    body = io.BytesIO(b"abc")

    send(uploads(), body, path="/other/", CONTENT_LENGTH="3")

    assert body.tell() == 3  # the app read it, in its own way


def test_a_large_file_lies_on_the_disk():
    app = Asked()

    send(uploads(app, longest=1_000_000), io.BytesIO(b"x" * 900_000), CONTENT_LENGTH="900000")

    assert app.environ["wsgi.input"]._rolled


def test_one_that_stops_in_the_middle_is_marked():
    app = Asked()

    send(uploads(app), io.BytesIO(b"abc"), CONTENT_LENGTH="9")
    assert app.environ[CUT_OFF]

    send(uploads(app), io.BytesIO(b"abc"), CONTENT_LENGTH="3")
    assert not app.environ[CUT_OFF]


def test_one_whose_line_breaks_is_marked_too():
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise ConnectionResetError

    app = Asked()

    send(uploads(app), Broken(), CONTENT_LENGTH="9")

    assert app.environ[CUT_OFF]


def test_what_is_too_long_goes_nowhere_and_the_app_learns_how_long_it_is():
    body = io.BytesIO(b"x" * 15)

    assert send(uploads(), body, CONTENT_LENGTH="15")[2] == b"15 "
    assert body.tell() == 15
    assert send(uploads(), io.BytesIO(b"x" * 5_000), **IN_PIECES)[2].startswith(b"11 ")


def test_of_a_stranger_nothing_is_kept():
    body = io.BytesIO(b"abc")

    assert send(uploads(is_known=False), body, CONTENT_LENGTH="3")[2] == b"0 "


def test_one_too_many_waits_for_its_turn():
    app = uploads(at_once=1, patience=10)
    slow, answers = Slow(b"abc"), []
    senders = [
        threading.Thread(target=lambda it=it: answers.append(send(app, it, CONTENT_LENGTH="3")))
        for it in (slow, io.BytesIO(b"abc"))
    ]
    for sender in senders:
        sender.start()
        assert slow.asked.wait(10)

    slow.sent.set()
    for sender in senders:
        sender.join()

    assert [answer[2] for answer in answers] == [b"3 abc"] * 2


def test_one_that_waited_for_nothing_is_told_and_strangers_take_no_turn_of_others():
    app = uploads(at_once=1)
    slow = Slow(b"abc")
    sender = threading.Thread(target=lambda: send(app, slow, CONTENT_LENGTH="3"))
    sender.start()
    assert slow.asked.wait(10)

    status, headers, page = send(app, io.BytesIO(b"abc"), CONTENT_LENGTH="3")
    slow.sent.set()
    sender.join()

    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "10")
    assert headers["X-Safe"] == "yes"
    assert b"Others are sending files" in page
    assert send(app, io.BytesIO(b"abc"), CONTENT_LENGTH="3")[2] == b"3 abc"
