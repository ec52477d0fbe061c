"""Signed notices, taken by a real server and checked as the documentation says."""

from __future__ import annotations

import base64
import contextlib
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.delivery.model import SecretPlace, WebhookChannel
from generator.delivery.secrets import Secret
from generator.delivery.trouble import DeliveryError
from generator.delivery.trust import untrusted
from generator.delivery.webhook import key_bytes, post, signed
from tests.bounds import PATIENCE
from tests.conftest import ROOT

KEY = "whsec_" + base64.b64encode(bytes(range(32))).decode()
NOW = 1_795_348_800


def is_ours() -> Callable[..., bool]:
    """The receiver's check, as ``docs/delivery.md`` prints it."""
    page = (ROOT / "docs" / "delivery.md").read_text("utf-8")
    [snippet] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(snippet, names)
    found: Callable[..., bool] = names["is_ours"]
    return found


Request = tuple[dict[str, str], bytes]


class _Server(ThreadingHTTPServer):
    """One that says nothing of visitors who go away when they see its certificate."""

    def handle_error(self, *_: object) -> None:
        """Nothing on the screen."""


@contextlib.contextmanager
def receiver(
    *answers: tuple[int, dict[str, str], bytes],
    context: ssl.SSLContext | None = None,
) -> Iterator[tuple[str, list[Request]]]:
    """A server that takes notices and gives these answers, the last one from then on.

    context  it speaks TLS with this certificate.
    """
    taken: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status, headers, said = answers[min(len(taken), len(answers)) - 1]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def setup(self) -> None:
            if context is not None:  # in the thread of the connection
                self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            if context is not None:
                self.request.close()

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        scheme = "http" if context is None else "https"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}/in", taken
    finally:
        server.shutdown()
        server.server_close()


def channel(address: str) -> WebhookChannel:
    return WebhookChannel(
        "hook", "webhook", address=address, key=SecretPlace("HOOK_KEY"), timeout=PATIENCE
    )


def test_a_notice_arrives_and_is_known_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", KEY)
    with receiver((202, {}, b"thank you")) as (address, taken):
        assert post(channel(address), "an-id", NOW, b'{"a": 1}') == "202 thank you"
    headers, body = taken[0]
    check = is_ours()
    assert check(KEY, headers, body, NOW)
    assert headers["idempotency-key"] == headers["webhook-id"] == "an-id"
    assert not check(KEY, headers, body + b" ", NOW)
    assert not check(KEY, {**headers, "webhook-id": "another"}, body, NOW)
    assert not check(KEY, {**headers, "webhook-timestamp": str(NOW + 1)}, body, NOW)
    assert not check(KEY, headers, body, NOW + 301)
    other = "whsec_" + base64.b64encode(bytes(32)).decode()
    assert not check(other, headers, body, NOW)


@given(st.binary(max_size=300), st.text("abcdef0123456789-", min_size=1), st.integers(0, 2**33))
def test_every_notice_is_known_as_ours(body: bytes, name: str, moment: int) -> None:
    assert is_ours()(KEY, signed(Secret(KEY), name, moment, body), body, moment)


@pytest.mark.parametrize("key", ["short", "whsec_", "whsec_not base64!", "whsec_aGVsbG8="])
def test_a_key_that_can_be_guessed_is_refused(key: str) -> None:
    with pytest.raises(DeliveryError) as found:
        key_bytes(Secret(key))
    assert found.value.code == "delivery-webhook-key"
    assert key not in str(found.value.values.values())


@pytest.mark.parametrize(
    ("status", "headers", "code", "again", "wait"),
    [
        (500, {}, "delivery-webhook-later", True, None),
        (429, {"Retry-After": "120"}, "delivery-webhook-later", True, 120.0),
        (400, {}, "delivery-webhook-refused", False, None),
        (410, {}, "delivery-webhook-refused", False, None),
        (302, {"Location": "http://elsewhere.example/"}, "delivery-webhook-refused", False, None),
    ],
)
def test_answers_that_are_not_thanks(
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    headers: dict[str, str],
    code: str,
    again: bool,
    wait: float | None,
) -> None:
    monkeypatch.setenv("HOOK_KEY", KEY)
    said = b"\x1b[31mno\r\nnever"
    with (
        receiver((status, headers, said)) as (address, taken),
        pytest.raises(DeliveryError) as found,
    ):
        post(channel(address), "an-id", NOW, b"{}")
    error = found.value
    assert (error.code, error.again, error.wait) == (code, again, wait)
    assert error.values["said"] == "[31mno never"
    assert len(taken) == 1  # a redirect is not followed


def test_nobody_there_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", KEY)
    with pytest.raises(DeliveryError) as found:
        post(channel("http://127.0.0.1:9/in"), "an-id", NOW, b"{}")
    assert (found.value.code, found.value.again) == ("delivery-webhook-broken", True)


def test_a_server_without_encryption_is_not_spoken_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", KEY)
    with (
        receiver((200, {}, b"ok")) as (address, taken),
        pytest.raises(DeliveryError) as found,
    ):
        post(channel(address.replace("http:", "https:")), "an-id", NOW, b"{}")
    assert found.value.code == "delivery-webhook-broken"
    said = found.value.values["reason"]
    assert said == "no encryption could be agreed on (wrong version number)"
    assert taken == []


def test_words_of_a_certificate_are_those_of_openssl_without_its_places() -> None:
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] (_ssl.c:1006)")
    error.verify_code, error.verify_message = 19, "self-signed certificate in chain."
    outer = OSError("connection failed")
    outer.__cause__ = error
    found = untrusted(outer, "registry.example")
    assert found is not None
    assert (found.code, found.settings) == ("delivery-certificate-unknown", True)
    values = {"server": "registry.example", "reason": "self-signed certificate in chain"}
    assert found.values == values
    assert untrusted(OSError("no route"), "registry.example") is None
