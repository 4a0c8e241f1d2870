"""Where `flask run`, `flask serve` and any WSGI server find the site."""

from blog import create_app

app = create_app()
