"""Finding the form on a page, and filling it as a person must."""

from blog.rehearsal.form import filled, inquiry_form

PAGE = """
<form action="/search/" method="get"><input name="q" type="search"></form>
<form action="/contact/" method="POST">
  <input name="name" type="text" value="" required>
  <input name="email" type="email" required>
  <input name="phone" type="tel" value="">
  <input name="organisation" type="text" required>
  <select name="topic" required>
    <option value="">Please choose</option><option value="x" disabled>Gone</option>
    <option value="2">Coaching</option>
  </select>
  <select name="reach"><option value="mail" selected>Mail</option></select>
  <input name="terms" type="checkbox" value="y" required>
  <input name="news" type="checkbox" value="y">
  <input name="when" type="radio" value="am" required>
  <input name="when" type="radio" value="pm" required>
  <textarea name="message" required>
</textarea>
  <input name="remark" type="text" tabindex="-1" value="">
  <input name="page" type="hidden" value="/contact/">
  <button name="go" type="submit">Send</button>
</form>
"""


def sent():
    form = inquiry_form(PAGE)
    assert form
    return filled(form, name="Sam", email="sam@prospect.example", message="Hello.")


def test_every_required_field_is_filled():
    assert sent() == {
        "name": "Sam",
        "email": "sam@prospect.example",
        "phone": "",
        "organisation": "Sam",
        "topic": "2",
        "reach": "mail",
        "terms": "y",
        "when": "am",
        "message": "Hello.",
        "remark": "",
        "page": "/contact/",
    }


def test_what_need_not_be_filled_stays_empty_for_it_may_be_a_trap():
    assert sent()["remark"] == ""


def test_a_page_without_such_a_form_has_none():
    assert inquiry_form("<form method=post><input type=email name=e></form><p>Hello") is None
