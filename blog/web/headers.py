"""The headers every answer carries, pages and files alike."""

from flask import Flask, Response

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: browsers would then send "Origin: null" with our own forms
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_ON_HTTPS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def safe_headers(https: bool) -> dict[str, str]:
    return _ALWAYS | (_ON_HTTPS if https else {})


def protect(app: Flask, https: bool) -> None:
    """Every answer of the app gets them; one that says nothing about keeping is not to be kept."""
    safe = safe_headers(https)

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in safe.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
