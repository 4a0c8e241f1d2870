"""Where `flask run`, `flask serve` and any WSGI server find the site."""

import sys

from blog import create_app
from blog.config import BadSettings

try:
    app = create_app()
except BadSettings as wrong:
    sys.exit(f"The site does not start, because of its settings:\n{wrong}")
