"""What the owner wishes for the site, as one frozen value."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """`letters_to` are the addresses that get the office's letters; `zone` is an IANA name. `hours`
    are lines. `home_page_id` is the page that is the front page; 0, the latest posts are."""

    name: str = "Howard Street"
    tagline: str = "Plain advice for people who lead people."
    office_email: str = "office@howard.example"
    letters_to: tuple[str, ...] = ()
    street: str = "301 Howard St. #600"
    city: str = "San Francisco, CA 94105"
    map_url: str = (
        "https://www.openstreetmap.org/search?query=301%20Howard%20St%2C%20San%20Francisco"
    )
    phone: str = ""
    hours: str = "Monday to Friday, 9 to 5"
    zone: str = "America/Los_Angeles"
    posts_a_page: int = 10
    home_page_id: int = 0

    @property
    def phone_link(self) -> str:
        """The number as a telephone dials it."""
        return re.sub(r"[^0-9+]", "", self.phone)
