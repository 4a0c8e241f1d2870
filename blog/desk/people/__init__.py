"""Who comes in and who is there, imported here because that is what puts the views on the door."""

from blog.desk.people import account, forgotten, listed, newcomer, one, sign_in

__all__ = ("account", "forgotten", "listed", "newcomer", "one", "sign_in")
