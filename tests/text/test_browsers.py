"""What browsers call themselves, in words."""

import pytest

from blog.text.browsers import in_words

MOZILLA = "Mozilla/5.0 "
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            f"{MOZILLA}(Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Windows",
        ),
        (f"{MOZILLA}(X11; Linux x86_64) {CHROME}Safari/537.36", "Chrome on Linux"),
        (f"{MOZILLA}(Windows NT 10.0) {CHROME}Safari/537.36 Edg/130.0", "Edge on Windows"),
        (
            f"{MOZILLA}(Linux; Android 14; Pixel 8) {CHROME}Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            f"{MOZILLA}(Macintosh; Intel Mac OS X 14_0) Version/17.0 Safari/605.1",
            "Safari on a Mac",
        ),
        (
            f"{MOZILLA}(iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("curl/8.5.0", "Another program"),
        ("", "Another program"),
        ("Something (Windows)", "Something on Windows"),
        ("x" * 200, "Another program"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent: str, words: str):
    assert in_words(user_agent) == words
