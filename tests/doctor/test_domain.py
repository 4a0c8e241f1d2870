"""What others know of the sender's domain, asked of a real name server."""

import pytest

from blog.doctor.domain import domain
from tests.doctor.dns_server import answering, resolver_at

_SPF, _DMARC = "howard.example", "_dmarc.howard.example"
_GOOD = {
    _SPF: ["google-site-verification=x", "v=spf1 include:mail.example -all"],
    "selector1._domainkey.howard.example": ["v=DKIM1; k=rsa; p=MIIB"],
    _DMARC: ["v=DMARC1; p=quarantine"],
}


def found(texts, name="howard.example"):
    with answering(texts) as resolver:
        return {it.what: it for it in domain(name, resolver)}


def test_a_domain_that_is_set_up_is_in_order():
    said = found(_GOOD)

    assert [it.state for it in said.values()] == ["ok", "ok", "ok"]
    assert "p=quarantine" in said["DMARC"].words


def test_a_domain_nobody_set_up_is_told_what_to_publish():
    said = found({})

    assert [it.state for it in said.values()] == ["bad", "warn", "warn"]
    assert "v=spf1" in said["SPF"].todo and "v=DMARC1" in said["DMARC"].todo


@pytest.mark.parametrize(
    ("records", "state", "words"),
    [
        (["v=spf1 +all"], "bad", "lets everybody send"),
        (["v=spf1 -all"], "bad", "lets nobody send"),
        (["v=spf1 mx"], "warn", "forbids nobody"),
        (["v=spf1 mx -all", "v=spf1 a -all"], "bad", "2 records"),
        (["v=spf1 " + " ".join(f"include:s{n}.example" for n in range(11)) + " -all"], "bad", "11"),
        (["v=spf1 redirect=mail.example"], "ok", "redirect"),
    ],
)
def test_what_is_wrong_with_an_spf_record_is_said(records, state, words):
    spf = found(_GOOD | {_SPF: records})["SPF"]

    assert (spf.state, words in spf.words) == (state, True)


def test_a_policy_of_the_domain_above_counts():
    assert found(_GOOD, "news.howard.example")["DMARC"].state == "ok"


def test_a_policy_nobody_knows_is_none():
    assert found(_GOOD | {_DMARC: ["v=DMARC1; p=maybe"]})["DMARC"].state == "bad"


def test_a_key_that_was_taken_back_is_none():
    gone = {"selector1._domainkey.howard.example": ["v=DKIM1; p="]}

    assert found(_GOOD | gone)["DKIM"].state == "warn"


def test_where_dns_does_not_answer_that_is_no_fault_of_the_domain(monkeypatch):
    monkeypatch.setattr("blog.doctor.domain._SECONDS", 0.3)

    said = domain("howard.example", resolver_at(9))

    assert [it.state for it in said] == ["warn"]
    assert "does not answer here" in said[0].words
