"""Whether an address is this machine's own, where neither proxy nor encryption is needed."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str | None) -> bool:
    """Say whether a host name stands for this machine."""
    if host == "localhost":
        return True
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
