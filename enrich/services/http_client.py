"""The HTTP client of one service: which address, which proxy, whose certificates."""

from __future__ import annotations

import os
import ssl
import urllib.request
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx2

from citeloom.enrich.loopback import is_loopback
from citeloom.enrich.services.deadline import LimitedTransport
from citeloom.graph.errors import SettingsError

if TYPE_CHECKING:
    from citeloom.enrich.services.pace import Pace

CONNECTIONS = 16


def open_client(base_url: str, pace: Pace) -> httpx2.Client:
    """Return a client for one address.

    Raises:
        SettingsError: The environment names a proxy or certificates that cannot be used.
    """
    encrypted = base_url.startswith("https://")
    trusted = _load_certificates() if encrypted else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    limits = httpx2.Limits(max_connections=CONNECTIONS)
    try:
        transport = LimitedTransport(verify=trusted, limits=limits, proxy=find_proxy(base_url))
    except (ValueError, ImportError, httpx2.InvalidURL) as error:
        raise SettingsError(
            "The proxy that the environment names cannot be used",
            todo="Name an http proxy in HTTPS_PROXY, or none",
        ) from error
    timeout = httpx2.Timeout(pace.read, connect=pace.connect)
    return httpx2.Client(transport=transport, timeout=timeout, trust_env=False)


def find_proxy(base_url: str) -> str | None:
    """Return the proxy that the environment names for an address, or None."""
    parts = urlsplit(base_url)
    # A proxy cannot reach this machine's loopback.
    if is_loopback(parts.hostname) or urllib.request.proxy_bypass(parts.netloc):
        return None
    proxies = urllib.request.getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    return f"http://{found}" if found and "://" not in found else found


def check_address(address: str) -> str:
    """Return a base address without a trailing slash.

    Raises:
        SettingsError: It is neither https nor http on loopback.
    """
    try:
        parts = urlsplit(address)
        local = is_loopback(parts.hostname)
    except ValueError:
        parts, local = urlsplit(""), False
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return address.rstrip("/")
    raise SettingsError(
        "The address of a service has to begin with https:// (http:// is for this machine only)",
        todo="Correct it in the environment or in the settings file",
    )


@cache
def _load_certificates() -> ssl.SSLContext:
    """Return the certificates that are trusted: those the environment names, or the system's."""
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    try:
        if named:
            folder = os.path.isdir(named)  # noqa: PTH112 - a text of the environment
            return ssl.create_default_context(
                cafile=None if folder else named, capath=named if folder else None
            )
        return httpx2.create_ssl_context()
    except OSError as error:
        raise SettingsError(
            f"The certificates that the environment names cannot be read: {error.strerror}",
            todo="Correct REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE or SSL_CERT_FILE",
        ) from error
