"""Where `flask run`, `flask serve` and any WSGI server find the site."""

import sys
import tomllib

from sqlalchemy.exc import OperationalError

from blog import create_app
from blog.config import BadSettings
from blog.migrations.run import TooNew

try:
    app = create_app()
except BadSettings as wrong:
    sys.exit(f"The site does not start, because of its settings:\n{wrong}")
except tomllib.TOMLDecodeError as slip:
    sys.exit(f"The site does not start: config.toml has a slip in it: {slip}")
except TooNew as ahead:
    sys.exit(f"The site does not start: {ahead}")
except OperationalError as error:  # its own words only: around them stand statement and address
    sys.exit(f"The site does not start: no database answers: {' '.join(str(error.orig).split())}")
