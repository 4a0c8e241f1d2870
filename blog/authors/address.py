"""Where readers find an author."""


def path_of(slug: str) -> str:
    return f"/blog/author/{slug}/"
