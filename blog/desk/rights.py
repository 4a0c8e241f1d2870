"""Which right each part of the desk asks for. What is not named here is closed to everybody."""

from blog.editors.roles import Right

EVERYBODY = "everybody"
# By the module of the view; the longest name that fits counts.
NEEDED: dict[str, Right | str] = {
    "blog.desk.answering": Right.ANSWER,
    "blog.desk.comments": Right.MODERATE,
    "blog.desk.decisions": Right.MODERATE,
    "blog.desk.inquiries": Right.ANSWER,
    "blog.desk.letters": Right.ANSWER,
    "blog.desk.ordered.replies": Right.ANSWER,
    "blog.desk.ordered.topics": Right.OWN,
    "blog.desk.owners": Right.OWN,
    "blog.desk.people": Right.OWN,
    "blog.desk.people.account": EVERYBODY,
    "blog.desk.people.forgotten": EVERYBODY,
    "blog.desk.people.newcomer": EVERYBODY,
    "blog.desk.people.sign_in": EVERYBODY,
    "blog.desk.today": EVERYBODY,
    "blog.desk.posts": Right.WRITE,
    "blog.desk.writing": Right.WRITE,
    "blog.desk.writing.tree": Right.WRITE_ALL,
    "blog.desk.drafts": Right.WRITE,
    "blog.desk.revisions": Right.WRITE,
    "blog.desk.pictures": Right.WRITE,
    "blog.desk.arranging": Right.ARRANGE,
    "blog.desk.filing": Right.ARRANGE,
    "blog.desk.filing.mine": Right.WRITE,
}


def needed(module: str) -> Right | str | None:
    """The right that the views of this module ask for; None where nobody has said it."""
    while module not in NEEDED and "." in module:
        module = module.rpartition(".")[0]
    return NEEDED.get(module)
