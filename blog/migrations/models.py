"""Every table there is, for Alembic to compare with what the migrations made."""

from blog import edition
from blog.comments import model as comments
from blog.db import Base
from blog.decisions import model as decisions
from blog.editors import model as editors
from blog.followers import model as followers
from blog.inquiries import model as inquiries
from blog.intake import model as intake
from blog.learned import model as learned
from blog.notices import model as notices
from blog.outbox import model as outbox
from blog.posts import model as posts
from blog.site import model as site

known = (
    *(comments, decisions, edition, editors, followers, inquiries, intake, notices),
    *(learned, outbox, posts, site),
)
metadata = Base.metadata
