"""Where readers find what is filed under a term."""


def of_category(slug: str) -> str:
    return f"/blog/category/{slug}/"


def of_tag(slug: str) -> str:
    return f"/blog/tag/{slug}/"
