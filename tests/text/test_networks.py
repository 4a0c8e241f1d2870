import pytest

from blog.text.networks import bucket, truncated


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("no address", ""),
    ],
)
def test_what_is_kept_names_a_network_and_no_person(address, kept):
    assert truncated(address) == kept


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.77", "192.0.2.77"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.77", "192.0.2.77"),
        ("", "unknown"),
    ],
)
def test_a_household_counts_as_one(address, counted_as):
    assert bucket(address) == counted_as
