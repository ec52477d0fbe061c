"""Only named hosts at public addresses are asked."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from generator.facts.refreshfile import RefreshSetup
from generator.refresh.guard import check_address, places, without_query
from generator.refresh.trouble import FetchError

SETUP = RefreshSetup((), hosts=frozenset({"data.example.org", "alt.example.org:8443"}))
HOME = RefreshSetup((), hosts=frozenset({"127.0.0.1:99", "localhost"}), loopback=True)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://data.example.org/", "refresh-scheme"),
        ("ftp://data.example.org/", "refresh-scheme"),
        ("file:///etc/passwd", "refresh-scheme"),
        ("//data.example.org/", "refresh-scheme"),
        ("https://user@data.example.org/", "refresh-address-form"),
        ("https://data.example.org:99999/", "refresh-address-form"),
        ("https://data.example.org:8443/", "refresh-host"),
        ("https://data.example.org.evil.example/", "refresh-host"),
        ("https://evil.example/?data.example.org", "refresh-host"),
        ("https://alt.example.org/", "refresh-host"),
        ("https:///x", "refresh-address-form"),
    ],
)
def test_other_addresses_are_refused(address: str, code: str) -> None:
    with pytest.raises(FetchError) as caught:
        check_address(address, SETUP)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "address",
    [
        "https://data.example.org/x?y=1",
        "https://DATA.example.org:443/",
        "https://alt.example.org:8443/",
    ],
)
def test_named_hosts_may_be_asked(address: str) -> None:
    assert check_address(address, SETUP).hostname


def test_this_machine_needs_the_setting() -> None:
    assert check_address("http://127.0.0.1:99/", HOME).port == 99
    with pytest.raises(FetchError):
        check_address("http://127.0.0.1:99/", RefreshSetup((), hosts=HOME.hosts))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.9",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::1",
        "64:ff9b::7f00:1",
    ],
)
def test_a_name_that_points_into_the_house_is_refused(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up for real elsewhere; here the answer of the network is given."""

    def answered(host: str, port: int, **_: Any) -> list[Any]:
        good = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))
        return [good, (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answered)
    with pytest.raises(FetchError) as caught:
        places(check_address("https://data.example.org/", SETUP), SETUP)
    assert caught.value.code == "refresh-private"
    assert caught.value.values["number"] == str(ipaddress.ip_address(number))


def test_public_numbers_are_given_older_kind_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def answered(host: str, port: int, **_: Any) -> list[Any]:
        numbers = ["2606:4700::6810:85e5", "93.184.215.14"]
        return [(0, 0, 0, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", answered)
    found = places(check_address("https://data.example.org/", SETUP), SETUP)
    assert [str(one) for one in found] == ["93.184.215.14", "2606:4700::6810:85e5"]


def test_localhost_is_loopback_only_with_the_setting() -> None:
    parts = check_address("http://localhost/", HOME)
    assert places(parts, HOME)
    with pytest.raises(FetchError):
        places(parts, SETUP)


def test_messages_hold_no_query_and_no_user() -> None:
    assert without_query("https://u:secret@a.example/p?key=secret#x") == "https://a.example/p"
