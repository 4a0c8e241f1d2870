"""What the owner wishes for the site, as one frozen value."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """`letters_to` are the addresses that get the office's letters; `zone` is an IANA name."""

    name: str = "Howard Street"
    tagline: str = "Plain advice for people who lead people."
    office_email: str = "office@howard.example"
    letters_to: tuple[str, ...] = ()
    street: str = "301 Howard St. #600"
    city: str = "San Francisco, CA 94105"
    map_url: str = (
        "https://www.openstreetmap.org/search?query=301%20Howard%20St%2C%20San%20Francisco"
    )
    hours: str = "Monday to Friday, 9 to 5"
    zone: str = "America/Los_Angeles"
    posts_a_page: int = 10
