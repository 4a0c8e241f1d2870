"""The commands of `flask`."""

from flask import Flask

from blog.cli.backup import backup
from blog.cli.deliver import deliver
from blog.cli.demo import demo
from blog.cli.doctor import doctor
from blog.cli.editor import editor
from blog.cli.inquiry import inquiry
from blog.cli.serve import serve
from blog.cli.spam import spam


def register(app: Flask) -> None:
    for command in (serve, deliver, demo, doctor, editor, backup, inquiry, spam):
        app.cli.add_command(command)
