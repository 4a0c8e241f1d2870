"""A rehearsal over the network, of a site that runs as a process of its own."""

from tests.serving.test_serve import until


def test_a_rehearsal_goes_all_the_way_through_a_running_site(
    start_site, mail_server, mail_settings
):
    site = start_site(**mail_settings)

    said = site.flask("inquiry", "rehearse", "--url", site.base)

    assert "An inquiry goes all the way." in said, said
    assert said.count("ok ") == 5
    assert until(lambda: len(mail_server.delivered) == 1)


def test_a_site_that_is_down_is_said(start_site, mail_server, mail_settings):
    site = start_site(**mail_settings)
    site.stop()

    said = site.flask("inquiry", "rehearse", "--url", site.base)

    assert "FAILED" in said
    assert "The form is shown" in said
    assert mail_server.delivered == []
