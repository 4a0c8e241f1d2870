"""The flood limits of the visitor who asks."""

from blog import owner
from blog.intake.admit import Flood, Of
from blog.web import client
from blog.web.kit import kit


def floods() -> tuple[Flood, ...]:
    """What the deployment allows a network, all forms together; 0 there is no limit at all."""
    limit = kit().settings.flood_limit
    return (Flood(bucket=client.bucket(), limit=limit),) if limit else ()


def floods_of_comments(email: str = "") -> tuple[Flood, ...]:
    """The same, and what the owner allows: comments of one network, and under one address."""
    if not (ceiling := floods()):
        return ()
    wished = owner.discussion()
    network = f"comments {ceiling[0].bucket}"
    found = (*ceiling, Flood(bucket=network, limit=wished.most_from_network))
    if not email:
        return found
    sender = f"comments {client.keyed(email.casefold())}"
    return (*found, Flood(bucket=sender, limit=wished.most_from_email, of=Of.EMAIL))
