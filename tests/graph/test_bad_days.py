"""Files that cannot be read, servers that are down: one clear error each, and nothing lost."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import kglite
import pytest
from pydantic import SecretStr

from citeloom.graph import errors, schema
from citeloom.graph import records as r
from citeloom.graph.loading import spool
from citeloom.graph.loading.load import load
from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.graph.stores.open_store import open_store
from citeloom.graph.stores.store import Credentials
from tests.graph.conftest import neo4j_store
from tests.graph_dump import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.neo4j_server import Neo4jAddress

NOON = "2026-11-24T12:00:00Z"
ROOT = Path(__file__).parents[2]
PAPERS = [r.Paper(id=f"W{number}", title=f"Paper {number}") for number in range(50)]


def built(path: Path, count: int = 50) -> Path:
    with EmbeddedStore(path, "write") as store:
        load(store, PAPERS[:count], loaded_at=NOON)
    return path


def count(path: Path) -> int:
    with EmbeddedStore(path, "read") as store:
        return int(store.read("MATCH (p:Paper) RETURN count(p)").rows[0][0])


# --- the file


def test_a_graph_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreError, match=r"no graph at .*citeloom build LISTING"):
        open_store(str(tmp_path / "none.kgl"), mode="read")


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    for mode in ("read", "write"):
        with pytest.raises(errors.StoreError, match="is a folder"):
            EmbeddedStore(tmp_path, mode)


@pytest.mark.parametrize("damage", ["text", "empty", "cut", "flipped", "other engine"])
@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_damaged_file_says_how_to_make_it_anew(tmp_path: Path, damage: str, mode: str) -> None:
    path = built(tmp_path / "graph.kgl")
    whole = bytearray(path.read_bytes())
    if damage == "text":
        whole = bytearray(b"Daily Papers\n")
    elif damage == "empty":
        whole = bytearray()
    elif damage == "cut":
        del whole[len(whole) // 2 :]
    elif damage == "flipped":
        whole[len(whole) // 2] ^= 255
    else:
        whole[3] += 90  # the version of the file format
    path.write_bytes(whole)

    with pytest.raises(errors.StoreDamaged, match="--offline") as caught:
        open_store(str(path), mode=mode)
    assert caught.value.kept == "The file is unchanged, and what was fetched is safe in the archive"
    assert path.read_bytes() == bytes(whole), "a file that cannot be read is left alone"


@pytest.mark.parametrize("version", [None, schema.SCHEMA_VERSION])
@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_graph_of_somebody_else_is_not_taken_for_ours(
    tmp_path: Path, mode: str, version: int | None
) -> None:
    path = tmp_path / "other.kgl"
    with kglite.open(str(path), durable="off") as graph:
        graph.cypher("CREATE (:Ship {name: 'Vasa'})")
        if version:
            graph.set_schema_version(version)
    before = path.read_bytes()
    with pytest.raises(errors.StoreVersion, match="did not make") as caught:
        open_store(str(path), mode=mode)
    assert "elete" not in str(caught.value), "it is not ours to be deleted"
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_named() -> None:
    with pytest.raises(errors.StoreError, match="cannot be read or written") as caught:
        open_store("/proc/citeloom/graph.kgl", mode="write")
    assert "--graph" in caught.value.todo


def test_one_process_writes_and_others_read_the_last_build(tmp_path: Path) -> None:
    path = built(tmp_path / "graph.kgl", 10)
    with EmbeddedStore(path, "read") as reader, EmbeddedStore(path, "write") as writer:
        writer.write("MERGE (p:Paper {id: 'new'})")
        with pytest.raises(errors.StoreHeld, match="is writing to"):
            EmbeddedStore(path, "write")
        found = subprocess.run(
            [sys.executable, "-c", _WRITER, str(path)],
            cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert "StoreHeld" in found.stdout
        assert count(path) == 10, "a reader saw half a build"

        writer.commit()
        assert count(path) == 11
        assert reader.read("MATCH (p:Paper) RETURN count(p)").rows == ((11,),), (
            "a reader that stays open did not notice the new build"
        )


_WRITER = """
import sys
from citeloom.graph.errors import StoreError
from citeloom.graph.stores.open_store import open_store
try:
    open_store(sys.argv[1], mode="write")
except StoreError as error:
    print(type(error).__name__)
"""


def test_a_build_that_fails_leaves_the_last_one(tmp_path: Path) -> None:
    path = built(tmp_path / "graph.kgl", 10)

    def broken() -> Iterator[r.Paper]:
        yield PAPERS[20]
        raise RuntimeError("the stream broke")

    def build() -> None:
        with EmbeddedStore(path, "write") as store:
            store.write("MERGE (p:Paper {id: 'half'})")
            load(store, broken(), loaded_at=NOON)

    with pytest.raises(RuntimeError, match="the stream broke"):
        build()
    assert count(path) == 10
    with EmbeddedStore(path, "write") as store:
        load(store, PAPERS, loaded_at=NOON)
    assert count(path) == 50


_LOADER = """
import sys
from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from citeloom.graph.stores.open_store import open_store
from pathlib import Path
papers = (r.Paper(id=f"W{n}", title=f"Paper {n}") for n in range(20_000))
cites = (r.Cites(start=f"W{n}", end=f"W{n * 7 % 20_000}") for n in range(20_000))
def tell(stage, done, total):
    print(stage, done, flush=True)
with open_store(sys.argv[1], mode="write") as store:
    load(store, (*papers, *cites), loaded_at="2026-11-24", on_progress=tell)
"""


@pytest.mark.parametrize("stage", ["reading", "Paper", "CITES"])
def test_killed_while_loading_and_run_again_gives_the_same_graph(
    tmp_path: Path, stage: str
) -> None:
    path, whole = tmp_path / "killed.kgl", tmp_path / "whole.kgl"

    def start(where: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", _LOADER, str(where)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )

    with start(path) as killed:
        assert killed.stdout is not None
        for line in killed.stdout:
            if line.startswith(stage):
                killed.send_signal(signal.SIGKILL)
                break
    for where in (path, whole):
        with start(where) as run:
            run.communicate()
            assert run.returncode == 0, "a killed load must not hold up the next one"
    with EmbeddedStore(path, "read") as again, EmbeddedStore(whole, "read") as never_killed:
        assert dump(again) == dump(never_killed)


def test_a_full_folder_for_temporary_files_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = built(tmp_path / "graph.kgl", 10)
    monkeypatch.setattr("tempfile.tempdir", "/proc")
    with (
        pytest.raises(errors.StoreError, match="temporary files"),
        EmbeddedStore(path, "write") as store,
    ):
        load(store, PAPERS, loaded_at=NOON)
    assert count(path) == 10


ODD_RECORDS = {
    "half of a pair": [r.Paper(id="W1", title="a\ud800")],
    "no number": [r.Paper(id="W1", fwci=float("nan"), aliases=("doi:10.1/x",)), r.Paper(id="W2")],
}


@pytest.mark.parametrize("case", ODD_RECORDS)
def test_a_record_that_nothing_can_hold_is_not_blamed_on_the_folder(
    tmp_path: Path, case: str
) -> None:
    path = built(tmp_path / "graph.kgl", 10)
    named = [r.Paper(id="W8", doi="10.1/x"), r.Paper(id="W9", doi="10.1/x")]
    with (
        pytest.raises(errors.StoreError, match="cannot be brought into order") as caught,
        EmbeddedStore(path, "write") as store,
    ):
        load(store, [*ODD_RECORDS[case], *named], loaded_at=NOON)
    assert "temporary" not in str(caught.value)
    assert count(path) == 10


CAUSES = {
    "no room": (
        (
            "PRAGMA max_page_count = 60",
            "INSERT INTO nodes VALUES ('Paper', 'W1', zeroblob(999999))",
        ),
        "folder for temporary files.*full.*TMPDIR",
    ),
    "may not be written": (
        ("PRAGMA query_only = 1", "INSERT INTO nodes VALUES ('Paper', 'W1', '')"),
        "folder for temporary files.*readonly.*TMPDIR",
    ),
    "no such table": (("SELECT * FROM nowhere",), "brought into order.*nowhere.*report"),
    "no such statement": (("SELEKT",), "brought into order.*syntax error.*report"),
    "the same twice": (
        ("INSERT INTO stored VALUES ('Paper', 'W1'), ('Paper', 'W1')",),
        "brought into order.*UNIQUE.*report",
    ),
    "an integer too large": (
        ("SELECT abs(-9223372036854775808)",),
        "brought into order.*overflow.*report",
    ),
}


@pytest.mark.parametrize("case", CAUSES)
def test_an_error_while_records_are_ordered_names_its_own_cause(case: str) -> None:
    statements, words = CAUSES[case]

    def run() -> None:
        with spool.opened() as opened:
            for statement in statements:
                opened.sql.execute(statement).fetchall()

    with pytest.raises(errors.StoreError, match=words) as caught:
        run()
    assert ("temporary" in str(caught.value)) is ("TMPDIR" in words)
    assert caught.value.kept == "The graph is as it was"


# --- the server


@pytest.mark.parametrize(
    "address", ["neo4j://u:p@localhost", "http://localhost:7474", "postgres://localhost"]
)
def test_an_address_that_is_none_of_ours_is_refused(address: str) -> None:
    with pytest.raises(errors.SettingsError) as caught:
        open_store(address, mode="read")
    assert "u:p" not in str(caught.value)


def test_a_server_that_is_down_is_named() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(errors.StoreUnreachable, match=f"127.0.0.1:{port}"):
        open_store(f"bolt://127.0.0.1:{port}", mode="read")


def test_a_wrong_password_is_refused_and_never_shown(neo4j_address: Neo4jAddress) -> None:
    wrong = Credentials(neo4j_address.username, SecretStr("not-the-one"), "neo4j")
    with pytest.raises(errors.StoreRefused, match="NEO4J_PASSWORD") as caught:
        open_store(neo4j_address.uri, mode="read", credentials=wrong)
    assert "not-the-one" not in f"{caught.value!r} {wrong!r} {caught.value}"


def test_a_database_that_is_not_there_is_named(neo4j_address: Neo4jAddress) -> None:
    credentials = Credentials(
        neo4j_address.username, SecretStr(neo4j_address.password), "nosuchdatabase"
    )
    with pytest.raises(errors.StoreError, match="NEO4J_DATABASE"):
        open_store(neo4j_address.uri, mode="read", credentials=credentials)


def test_a_server_graph_of_another_version_is_refused(neo4j_address: Neo4jAddress) -> None:
    with neo4j_store(neo4j_address) as store:
        store.write("MATCH (n) DETACH DELETE n")
        store.write("CREATE (:Graph {id: 'citeloom', schema_version: 99})")
        with pytest.raises(errors.StoreVersion):
            neo4j_store(neo4j_address)
        store.write("MATCH (n) DETACH DELETE n")


class Proxy:
    """A way to a server that can be cut."""

    def __init__(self, address: Neo4jAddress) -> None:
        host, port = address.uri.removeprefix("bolt://").split(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self._open: list[socket.socket] = []
        self.refusing = False
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self, *, refuse: bool) -> None:
        self.refusing = refuse
        for end in self._open:
            end.close()
        self._open.clear()

    def close(self) -> None:
        self.cut(refuse=True)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.refusing:
                near.close()
                continue
            far = socket.create_connection(self._target)
            self._open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65_536):
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


@pytest.fixture
def proxy(neo4j_address: Neo4jAddress) -> Iterator[Proxy]:
    made = Proxy(neo4j_address)
    yield made
    made.close()


def test_a_connection_that_breaks_is_made_again(neo4j_address: Neo4jAddress, proxy: Proxy) -> None:
    with neo4j_store(neo4j_address, proxy.uri) as store:
        store.write("MATCH (n) DETACH DELETE n")
        proxy.cut(refuse=False)
        load(store, PAPERS, loaded_at=NOON)
        assert store.read("MATCH (p:Paper) RETURN count(p)").rows == ((50,),)


def test_a_server_that_goes_away_in_the_middle_loses_nothing(
    neo4j_address: Neo4jAddress, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeloom.graph.loading.write_rows.ROWS", 10)
    with neo4j_store(neo4j_address, proxy.uri, retry_seconds=0.5) as store:
        store.write("MATCH (n) DETACH DELETE n")

        def cut(stage: str, done: int, _: int) -> None:
            if (stage, done) == ("Paper", 20):
                proxy.cut(refuse=True)

        with pytest.raises(errors.StoreUnreachable, match="Run the same command again") as caught:
            load(store, PAPERS, loaded_at=NOON, on_progress=cut)
        assert "archive" in caught.value.kept

    with neo4j_store(neo4j_address) as store:
        assert store.read("MATCH (p:Paper) RETURN count(p)").rows == ((20,),)
        load(store, PAPERS, loaded_at=NOON)
        assert store.read("MATCH (p:Paper) RETURN count(p)").rows == ((50,),)
        assert store.info().graph_version == 1


def test_what_follows_from_papers_is_made_up_for_where_a_load_ended_before_it(
    neo4j_address: Neo4jAddress,
) -> None:
    def signed(number: int) -> tuple[r.Paper, r.Authored]:
        place = {"institutions": ("I1",)}
        return r.Paper(id=f"W{number}"), r.Authored(start="A1", end=f"W{number}", **place)

    people = (r.Author(id="A1", name="Ada"), r.Institution(id="I1", name="Loom"))

    def cut(stage: str, done: int, _: int) -> None:
        if (stage, done) == ("AUTHORED", 2):
            raise InterruptedError

    with neo4j_store(neo4j_address) as store:
        store.write("MATCH (n) DETACH DELETE n")
        load(store, (*people, *signed(1)), loaded_at=NOON)
        every = (*people, *signed(1), *signed(2))
        with pytest.raises(InterruptedError):
            load(store, every, loaded_at=NOON, on_progress=cut)
        load(store, every, loaded_at=NOON)
        counted = store.read("MATCH (:Author)-[a:AFFILIATED_WITH]->() RETURN a.papers").rows
    assert counted == ((2,),)
