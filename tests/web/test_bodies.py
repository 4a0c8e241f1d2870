import io
import threading

from blog.web.bodies import WholeBodies

IN_PIECES = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}


class Asked:
    """An app that says what it got."""

    def __call__(self, environ, start):
        start("200 OK", [])
        return [environ.get("CONTENT_LENGTH", "").encode(), b" ", environ["wsgi.input"].read()]


class Slow(io.BytesIO):
    """A body whose rest comes once its sender likes."""

    def __init__(self, rest):
        super().__init__(rest)
        self.asked = threading.Event()
        self.sent = threading.Event()

    def read(self, size=-1):
        self.asked.set()
        assert self.sent.wait(10)
        return super().read(size)


def send(app, body, **environ):
    answers = []
    given = {"wsgi.input": body, **environ}
    chunks = app(given, lambda status, headers: answers.append((status, dict(headers))))
    return *answers[0], b"".join(chunks)


def whole(longest=10, at_once=2):
    return WholeBodies(Asked(), longest=longest, at_once=at_once, headers={"X-Safe": "yes"})


def test_a_body_reaches_the_app_whole():
    assert send(whole(), io.BytesIO(b"a=1"), CONTENT_LENGTH="3")[2] == b"3 a=1"


def test_a_body_without_announced_length_gets_one():
    assert send(whole(), io.BytesIO(b"a=1"), **IN_PIECES)[2] == b"3 a=1"


def test_no_more_is_read_than_was_announced():
    body = io.BytesIO(b"a=1 and what a server would wait for")

    assert send(whole(), body, CONTENT_LENGTH="3")[2] == b"3 a=1"


def test_a_stream_that_may_not_end_is_left_to_the_app():
    body = io.BytesIO(b"a=1")

    send(whole(), body, HTTP_TRANSFER_ENCODING="chunked")

    assert body.tell() == 3  # the app read it, in its own way


def test_a_body_at_the_limit_is_whole_and_one_above_says_so():
    for size, announced in ((10, b"10"), (11, b"11"), (5_000, b"11")):
        body = io.BytesIO(b"x" * size)
        answer = send(whole(), body, **IN_PIECES)[2]
        assert answer.startswith(announced + b" ")


def test_what_is_announced_too_long_is_left_to_the_app_unread():
    body = io.BytesIO(b"x" * 100)

    send(whole(), body, CONTENT_LENGTH="100")

    assert body.tell() == 100  # the app read it, in its own way


def test_one_slow_sender_too_many_is_told_at_once_and_pages_are_not_held_up():
    app = whole(at_once=2)
    slow = [Slow(b"a=1"), Slow(b"a=1")]
    answers = []
    senders = [
        threading.Thread(target=lambda it=it: answers.append(send(app, it, CONTENT_LENGTH="3")))
        for it in slow
    ]
    for sender, body in zip(senders, slow, strict=True):
        sender.start()
        assert body.asked.wait(10)

    status, headers, page = send(app, io.BytesIO(b"a=1"), CONTENT_LENGTH="3")
    reader = send(app, io.BytesIO())
    for body in slow:
        body.sent.set()
    for sender in senders:
        sender.join()

    assert status == "503 Service Unavailable"
    assert headers["Retry-After"] == "60"
    assert headers["X-Safe"] == "yes"
    assert b"still has what you typed" in page
    assert reader[0] == "200 OK"
    assert [answer[2] for answer in answers] == [b"3 a=1"] * 2
    assert send(app, io.BytesIO(b"a=1"), CONTENT_LENGTH="3")[0] == "200 OK"
