from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from blog.db import reading, writing
from blog.learned import train
from blog.learned.model import LearnedBook, LearnedText, LearnedToken
from blog.learned.opinion import Kind
from blog.learned.train import Lesson
from tests.learned.lessons import ENOUGH, good, spam

SPAM = "Cheap loans for you: https://loans.example/today"
KINDS = st.sampled_from(Kind)


def everything(session):
    """All that is kept, as plain values."""
    kept = []
    for table in (LearnedBook.__table__, LearnedToken.__table__, LearnedText.__table__):
        kept += sorted(map(str, session.execute(select(table))))
    return kept


def test_it_counts_what_it_was_taught(engine):
    with writing(engine) as session:
        train.learn(session, "comment", SPAM, name="Eve", kind=Kind.SPAM)
        train.learn(session, "comment", "A good read.", name="Ada", kind=Kind.GOOD)

        known = train.knowledge(session, "comment")

    assert (known.spam, known.good) == (1, 1)
    assert not known.speaks


def test_a_book_nobody_taught_knows_nothing(engine):
    with reading(engine) as session:
        assert train.knowledge(session, "comment").spam == 0
        assert train.opinion(session, "comment", SPAM, name="Eve") is None


def test_taught_enough_it_speaks_and_explains_itself(engine):
    with writing(engine) as session:
        train.teach(session, "comment", ENOUGH)

        bad = train.opinion(session, "comment", SPAM, name="Eve")
        fine = train.opinion(session, "comment", "I learned something about it", name="Sam")

    assert bad is not None
    assert bad.is_spam
    assert "loans.example" in bad.words
    assert fine is not None
    assert not fine.is_spam


def test_the_lesson_that_completes_what_it_needs_makes_it_speak(engine):
    with writing(engine) as session:
        train.teach(session, "comment", [good(number) for number in range(300)])
        train.teach(session, "comment", [spam(number) for number in range(49)])
        before = train.opinion(session, "comment", SPAM, name="Eve")
        train.learn(session, "comment", SPAM, name="Eve", kind=Kind.SPAM)

        after = train.opinion(session, "comment", SPAM, name="Eve")

    assert before is None
    assert after is not None


def test_comments_teach_nothing_about_inquiries(engine):
    with writing(engine) as session:
        train.teach(session, "comment", ENOUGH)

        assert train.knowledge(session, "inquiry").spam == 0
        assert train.opinion(session, "inquiry", SPAM, name="Eve") is None


def test_the_same_words_again_count_once_until_they_are_all_taken_back(engine):
    with writing(engine) as session:
        once = "Cheap loans!"
        train.learn(session, "comment", once, name="Eve", kind=Kind.SPAM)
        after_one = train.knowledge(session, "comment")
        train.learn(session, "comment", " cheap  LOANS!\ufeff", name="Eva", kind=Kind.SPAM)
        after_two = train.knowledge(session, "comment")
        train.unlearn(session, "comment", once, name="Eve", kind=Kind.SPAM)
        after_undo = train.knowledge(session, "comment")
        train.unlearn(session, "comment", once, name="Eve", kind=Kind.SPAM)

        assert after_one == after_two == after_undo
        assert train.knowledge(session, "comment").spam == 0
        assert session.execute(select(LearnedToken.token)).all() == []


def test_what_was_never_learned_cannot_be_unlearned(engine):
    with writing(engine) as session:
        train.learn(session, "comment", SPAM, kind=Kind.SPAM)
        before = everything(session)
        train.unlearn(session, "comment", SPAM, kind=Kind.GOOD)
        train.unlearn(session, "comment", "Something else.", kind=Kind.SPAM)

        assert everything(session) == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.text(max_size=60), KINDS), max_size=4),
    st.text(max_size=200),
    st.text(max_size=20),
    KINDS,
)
def test_an_undone_decision_leaves_no_trace(engine, others, text, name, kind):
    with reading(engine) as session:
        for said, its_kind in others:
            train.learn(session, "comment", said, kind=its_kind)
        train.unlearn(session, "comment", "never said", kind=Kind.SPAM)
        before = everything(session)
        train.learn(session, "comment", text, name=name, kind=kind)
        train.unlearn(session, "comment", text, name=name, kind=kind)

        assert everything(session) == before


def test_a_decision_undone_on_a_filter_that_speaks_leaves_no_trace(engine):
    with writing(engine) as session:
        train.teach(session, "comment", ENOUGH)
        before = everything(session)
        train.learn(session, "comment", "A garden loans nothing.", name="Ada", kind=Kind.GOOD)
        train.unlearn(session, "comment", "A garden loans nothing.", name="Ada", kind=Kind.GOOD)

        assert everything(session) == before


def test_what_it_knows_already_is_not_taught_again(engine):
    with writing(engine) as session:
        first = train.teach(session, "comment", ENOUGH)
        before = everything(session)
        again = train.teach(session, "comment", ENOUGH)

        assert (first, again) == (len(ENOUGH), 0)
        assert everything(session) == before


def test_what_is_kept_of_a_text_is_not_in_the_order_it_was_read(engine):
    with writing(engine) as session:
        train.learn(session, "comment", "zebras like apples most", kind=Kind.GOOD)

        (kept,) = session.scalars(select(LearnedText.tokens))

    assert kept.split("\n") == sorted(kept.split("\n"))


def test_of_a_text_deleted_for_ever_nothing_is_kept_but_the_counts(engine):
    with writing(engine) as session:
        train.learn(session, "comment", SPAM, name="Eve", kind=Kind.SPAM)
        train.forget(session, "comment", [Lesson(kind=Kind.SPAM, text=SPAM)])

        assert session.execute(select(LearnedText)).all() == []
        assert train.knowledge(session, "comment").spam == 1
        found = select(LearnedToken.spam).where(LearnedToken.token == "cheap loans")
        assert session.scalars(found).all() == [1]


def test_a_text_that_another_comment_has_too_is_kept_for_it(engine):
    with writing(engine) as session:
        train.learn(session, "comment", SPAM, kind=Kind.SPAM)
        train.learn(session, "comment", SPAM, kind=Kind.SPAM)
        train.forget(session, "comment", [Lesson(kind=Kind.SPAM, text=SPAM)])
        train.unlearn(session, "comment", SPAM, kind=Kind.SPAM)

        assert train.knowledge(session, "comment").spam == 0
        assert session.execute(select(LearnedToken)).all() == []


def test_with_too_few_good_texts_left_to_draw_its_line_by_it_is_silent(engine):
    with writing(engine) as session:
        train.teach(session, "comment", ENOUGH)
        train.forget(session, "comment", ENOUGH)
        train.learn(session, "comment", "A garden loans nothing.", kind=Kind.GOOD)

        assert train.opinion(session, "comment", SPAM, name="Eve") is None
        assert train.beyond_edge(session, "comment", Kind.SPAM) is None


def test_a_filter_that_has_forgotten_all_its_spam_measures_nothing_by_it(engine):
    with writing(engine) as session:
        train.teach(session, "comment", ENOUGH)
        train.forget(session, "comment", [it for it in ENOUGH if it.kind is Kind.SPAM])

        assert train.beyond_edge(session, "comment", Kind.SPAM) is None
        assert train.opinion(session, "comment", SPAM, name="Eve") is not None


def test_its_line_drawn_once_for_many_lies_where_it_would_have_come_to_lie(engine):
    with reading(engine) as session:
        for lesson in ENOUGH:
            train.learn(session, "comment", lesson.text, name=lesson.name, kind=lesson.kind)
        one_by_one = everything(session)
    with reading(engine) as session:
        for it in ENOUGH:
            train.learn(session, "comment", it.text, name=it.name, kind=it.kind, measures=False)
        train.measure(session, "comment")

        assert everything(session) == one_by_one


def test_editors_who_decide_at_once_are_all_heard(engine):
    def teach(number):
        for of_editor in range(5):
            lesson = spam(number * 5 + of_editor)
            with writing(engine) as session:
                train.learn(session, "comment", lesson.text, name="Eve", kind=lesson.kind)

    with ThreadPoolExecutor(4) as together:
        list(together.map(teach, range(4)))

    with reading(engine) as session:
        assert train.knowledge(session, "comment").spam == 20
        found = select(LearnedToken.spam).where(LearnedToken.token == "cheap loans")
        assert session.scalars(found).all() == [20]


def test_signs_that_no_database_takes_do_no_harm(engine):
    with writing(engine) as session:
        train.learn(session, "comment", "\0\ud800 loans \udfff", name="\0", kind=Kind.SPAM)

        assert train.knowledge(session, "comment").spam == 1


def test_its_own_texts_tell_how_it_does_once_it_speaks(engine):
    with writing(engine) as session:
        before = train.beyond_edge(session, "comment", Kind.SPAM)
        train.teach(session, "comment", ENOUGH)

        assert before is None
        assert train.beyond_edge(session, "comment", Kind.SPAM) == 1
        assert (train.beyond_edge(session, "comment", Kind.GOOD) or 0) <= 0.01
