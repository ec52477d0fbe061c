"""Tells systemd that the service is ready, alive or ending, where it was started by systemd."""

from __future__ import annotations

import os
import socket


def notify(*states: str) -> None:
    """Send states such as "READY=1" to the service manager; without one nothing happens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.connect(address)
            sender.sendall("\n".join(states).encode())
    except OSError:
        return
