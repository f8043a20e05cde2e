"""`citeloom explore`: the explorer in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citeloom.commands.options import GraphOption

if TYPE_CHECKING:
    from citeloom.viz.explorer.protection import Access

EXAMPLES = """\b
Examples:
  citeloom explore
  citeloom explore --port 8123 --no-browser
  citeloom explore --host 0.0.0.0        (for others; they need the token that is printed)
"""


def explore(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8765,
    host: Annotated[
        str, typer.Option(help="Address to listen on; other than this machine's needs a token.")
    ] = "127.0.0.1",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the browser.")
    ] = True,
    graph: GraphOption = None,
) -> None:  # fmt: skip
    """Explore the graph in the browser: look around, ask, read, and take papers along."""
    import socket
    import threading
    import webbrowser

    import uvicorn

    from citeloom.archived_keys import ArchivedKeys
    from citeloom.graph.errors import UsageError
    from citeloom.open_graph import open_graph
    from citeloom.settings import load_settings
    from citeloom.viz.explorer.app import make_app

    settings = load_settings()
    # A graph that cannot be opened is told here, and not in the browser.
    open_graph(settings, graph).close()
    access = choose_access(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, or asyncio leaves Nagle's algorithm on, and each answer waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # who comes before the server is ready waits, and is not refused
    except (OSError, TypeError) as error:  # the second where nothing can be called so
        listening.close()
        why = (error.strerror or error) if isinstance(error, OSError) else "that is no address"
        raise UsageError(
            f"Port {port} of {host} cannot be used: {why}",
            todo="Name another with --port, or 0 for a free one",
        ) from error
    address = make_address(host, listening.getsockname()[1], access.token)
    typer.echo(f"The explorer is at {address}", err=True)
    if access.token is not None:
        typer.echo(
            "Whoever has this address can read the graph; it is not encrypted on its way.", err=True
        )
    typer.echo("Ctrl C ends it.", err=True)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    app = make_app(
        lambda: open_graph(settings, graph),
        access=access,
        keys=ArchivedKeys(settings.archive_path),
    )
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("Ended.", err=True)
    finally:
        listening.close()


def choose_access(host: str) -> Access:
    """Say who may ask when the explorer listens on an address."""
    import secrets
    import socket

    from citeloom.enrich.loopback import is_loopback
    from citeloom.viz.explorer.protection import LOOPBACK, Access

    if is_loopback(host):
        return Access(names=LOOPBACK | {host.lower()})
    everywhere = host in ("0.0.0.0", "::", "")  # noqa: S104 - compared, not listened on
    names = {host.lower(), "localhost", socket.gethostname().lower(), socket.getfqdn().lower()}
    return Access(names=frozenset(names), any_address=everywhere, token=secrets.token_urlsafe(24))


def make_address(host: str, port: int, token: str | None) -> str:
    """Return the address to open: this machine's name where it listens everywhere."""
    import socket

    name = socket.gethostname() if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - as above
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
