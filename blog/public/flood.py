"""The flood limit of the visitor who asks."""

from blog.intake.admit import Flood
from blog.web import client
from blog.web.kit import kit


def flood() -> Flood:
    return Flood(bucket=client.bucket(), limit=kit().settings.flood_limit)
