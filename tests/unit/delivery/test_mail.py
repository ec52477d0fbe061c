"""Headers of a message: nothing that stands in a title or a name can add one or turn text round."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from generator.delivery.letter import Letter
from generator.delivery.mail import _POLICY, _address, subject_of
from tests.sample_tree import sample


def letter(subject: str, direction: str = "ltr") -> Letter:
    document = replace(sample(), direction=direction)  # type: ignore[arg-type]
    return Letter(subject, "", "", document)


hostile = st.text(max_size=120) | st.sampled_from(
    ["a\r\nBcc: x@example.org", "a\nb", "a\x00b", "\u202eevil", "a\u2028b", "\ud800"]
)


@given(hostile, hostile, st.sampled_from(["ltr", "rtl"]))
def test_no_title_and_no_name_adds_a_header(title: str, name: str, direction: str) -> None:
    message = EmailMessage(_POLICY)
    message["To"] = _address(name, "desk@example.org")
    message["Subject"] = subject_of(letter(title, direction))
    message.set_content("text")
    read = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert [one.lower() for one in read] == [one.lower() for one in message]
    assert [one.addr_spec for one in read["To"].addresses] == ["desk@example.org"]
    assert "bcc" not in {one.lower() for one in read}
    shown = str(read["Subject"]) + str(read["To"])
    assert not any(char in shown for char in "\r\n\x00\u202a\u202e\u2066\u2028")


def test_a_subject_of_latin_letters_keeps_its_order_in_right_to_left_mail() -> None:
    assert subject_of(letter("[SECRET] العراق", "rtl")) == "\u200f[SECRET] العراق"
    assert subject_of(letter("[غير مصنف] العراق", "rtl")) == "[غير مصنف] العراق"
