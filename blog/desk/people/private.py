"""What pages with a link from a letter in their address have in common."""

from flask import Response, make_response


def page(shown: str, status: int = 200) -> Response:
    """No other site learns its address; our own pages may, for their forms need an origin."""
    response = make_response(shown, status)
    response.headers["Referrer-Policy"] = "same-origin"
    return response
