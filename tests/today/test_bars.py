from blog.today.bars import HEIGHT, WIDTH, bars


def test_the_highest_fills_the_height_and_the_others_stand_beside_it():
    small, none, high = bars([5, 0, 10])

    assert (high.y, high.height) == (0, HEIGHT)
    assert (small.y, small.height) == (HEIGHT // 2, HEIGHT // 2)
    assert (none.y, none.height) == (HEIGHT, 0)
    assert small.x < none.x < high.x
    assert high.x + high.width <= WIDTH


def test_one_among_many_can_still_be_seen():
    assert bars([1, 100_000])[0].height == 2


def test_twelve_of_nothing_have_no_height():
    assert [bar.height for bar in bars([0] * 12)] == [0] * 12


def test_nothing_at_all_has_no_bars():
    assert bars([]) == ()
