"""A real Neo4j Community server for tests, made of Maven artifacts; no Docker, no installation.

``python -m tests.neo4j_server`` starts one, prints its address and credentials, and stops it on
Ctrl-C or SIGTERM. The jars are fetched once into a cache folder; `CITELOOM_NEO4J_JARS` names
another.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "5.26.30"
POM = Path(__file__).parent / "neo4j" / "pom.xml"
PASSWORD = "loom-for-tests"  # noqa: S105 - of a server on loopback that lives as long as the tests
START_SECONDS = 180


class Neo4jMissing(Exception):  # noqa: N818 - says what is missing, in one sentence
    """What a Neo4j server for tests needs and this machine does not have."""


@dataclass(frozen=True, slots=True)
class Neo4jAddress:
    """Where a server is, and how to get in."""

    uri: str
    username: str
    password: str
    database: str = "neo4j"


@dataclass(slots=True)
class Server:
    """A server that was started here. `stop` and `start` keep address and data."""

    address: Neo4jAddress
    home: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def start(self, heap: str = "512m") -> None:
        """Start again what was stopped."""
        self.process = _launch(self.home, heap)


def jars() -> Path:
    """Return the folder that holds the server's jars; fetch them when they are not there.

    Raises:
        Neo4jMissing: Java or Maven is absent, or Maven cannot fetch.
    """
    if shutil.which("java") is None:
        raise Neo4jMissing("Neo4j needs Java 17 or 21, and there is no `java` on this machine.")
    configured = os.environ.get("CITELOOM_NEO4J_JARS")
    folder = Path(configured) if configured else user_cache_path("citeloom") / f"neo4j-{VERSION}"
    complete = folder / "complete"
    if complete.exists():
        return folder / "lib"
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jMissing("Neo4j's jars come through Maven, and there is no `mvn` here.")
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="lib-", dir=folder))
    fetched = subprocess.run(
        [maven, "-q", "-B", "-ntp", "-f", str(POM), "dependency:copy-dependencies",
         f"-DoutputDirectory={fresh}"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if fetched.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Neo4jMissing(f"Maven could not fetch Neo4j {VERSION}: {fetched.stdout[-600:]}")
    if not complete.exists():  # two that fetch at the same time: the first one wins
        shutil.rmtree(folder / "lib", ignore_errors=True)
        fresh.rename(folder / "lib")
        complete.touch()
    return folder / "lib"


@contextmanager
def running(heap: str = "512m", page_cache: str = "128m") -> Iterator[Server]:
    """Start a fresh server on a free port of loopback; stop it and delete it afterwards.

    Args:
        heap: Java heap, in Neo4j's notation.
        page_cache: Page cache, in Neo4j's notation.

    Raises:
        Neo4jMissing: The machine lacks what the server needs.
    """
    home = Path(tempfile.mkdtemp(prefix="citeloom-neo4j-"))
    lib = jars()
    for name in ("conf", "data", "logs", "plugins"):
        (home / name).mkdir()
    (home / "lib").symlink_to(lib)
    port = _free_port()
    (home / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        f"server.bolt.advertised_address=127.0.0.1:{port}\n"
        "server.http.enabled=false\n"
        f"server.memory.heap.max_size={heap}\n"
        f"server.memory.pagecache.size={page_cache}\n"
        "db.tx_log.rotation.retention_policy=keep_none\n"
        "dbms.usage_report.enabled=false\n",
        encoding="utf-8",
    )
    subprocess.run(
        [*_java(home), "org.neo4j.server.startup.Neo4jAdminCommand",
         "dbms", "set-initial-password", PASSWORD],
        env=_environment(home), check=True, capture_output=True,
    )  # fmt: skip
    address = Neo4jAddress(f"bolt://127.0.0.1:{port}", "neo4j", PASSWORD)
    server = Server(address, home, _launch(home, heap))
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def from_environment() -> Neo4jAddress | None:
    """Return the server that `CITELOOM_TEST_NEO4J` names, so that one serves many runs."""
    uri = os.environ.get("CITELOOM_TEST_NEO4J")
    if not uri:
        return None
    return Neo4jAddress(
        uri,
        os.environ.get("CITELOOM_TEST_NEO4J_USERNAME", "neo4j"),
        os.environ.get("CITELOOM_TEST_NEO4J_PASSWORD", PASSWORD),
    )


def _java(home: Path) -> list[str]:
    return [shutil.which("java") or "java", "-cp", f"{home}/lib/*"]


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home)}


def _launch(home: Path, heap: str) -> subprocess.Popen[bytes]:
    # The server's own main class: `Neo4jCommand console` would keep a second Java process.
    log = home / "logs" / "console.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*_java(home)[:1], f"-Xmx{heap}", "-XX:+UseSerialGC", *_java(home)[1:],
             "org.neo4j.server.CommunityEntryPoint",
             f"--home-dir={home}", f"--config-dir={home}/conf", "--console-mode"],
            env=_environment(home), stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    for _ in range(START_SECONDS * 5):
        text = log.read_text(encoding="utf-8", errors="replace")
        if "Started." in text:
            return process
        if process.poll() is not None:
            break
        time.sleep(0.2)
    process.kill()
    process.wait()
    raise RuntimeError(f"Neo4j did not start:\n{text[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    """Start a server, print where it is, and wait for Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with running(heap=os.environ.get("CITELOOM_TEST_NEO4J_HEAP", "1g")) as server:
            where = server.address
            print(f"export CITELOOM_TEST_NEO4J={where.uri}", flush=True)  # noqa: T201 - a command
            print(f"export NEO4J_URI={where.uri}", flush=True)  # noqa: T201 - as above
            print(f"export NEO4J_USERNAME={where.username}", flush=True)  # noqa: T201 - as above
            print(f"export NEO4J_PASSWORD={where.password}", flush=True)  # noqa: T201 - as above
            server.process.wait()
    except KeyboardInterrupt:
        return 0
    except Neo4jMissing as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - as above
        return 1
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
