"""What to look at once more before publishing: hints, never refusals."""

from typing import Any

from blog.desk.writing.form import PostForm


def hints_of(form: PostForm) -> tuple[Any, ...]:
    return ()
