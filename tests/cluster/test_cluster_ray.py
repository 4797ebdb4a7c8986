"""Jobs on a real Ray cluster of this machine. Needs `pip install 'translator-id-en[cluster]'`."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import translator

ray = pytest.importorskip(
    "ray", reason="NO RAY: the cluster is not tested; pip install 'translator-id-en[cluster]'"
)
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

from slow_pipelines import MakeSlow  # noqa: E402

from translator.cluster.job import ClusterJob, run  # noqa: E402
from translator.errors import ExitStatus  # noqa: E402
from translator.jobs.batch import BatchOptions  # noqa: E402

SENTENCES = [
    "Presiden tiba di Jakarta pada Senin.",
    "Harga beras naik tiga persen di pasar.",
    "Menteri bertemu gubernur Bali kemarin pagi.",
    "Warga diminta tetap tenang.",
    "Hujan turun sejak malam di kota itu.",
    "Kapal berlayar ke timur membawa obat dan makanan untuk para pengungsi.",
]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A cluster of two CPUs on this machine alone; gives the folder of the test."""
    folders = [os.environ["PYTHONPATH"], str(Path(__file__).parent)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(folders))
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            object_store_memory=200 * 2**20,
            _node_ip_address="127.0.0.1",
        )
    yield tmp_path
    ray.shutdown()


def article(number: int) -> str:
    """Four sentences that no other article has, so that each is work."""
    chosen = random.Random(number).choices(SENTENCES, k=4)
    return "\n\n".join(f"{text[:-1]} {number}." for text in chosen) + "\n"


def files(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(article(number))


def table(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows of all shards by name; none that is done is there twice."""
    from pyarrow.parquet import read_table

    rows = [row for path in folder.glob("*.parquet") for row in read_table(path).to_pylist()]
    done = [row["key"] for row in rows if row["status"] == "done"]
    assert len(set(done)) == len(done)
    return {row["name"]: row for row in rows}


def batch(*more: str) -> Any:
    return translator("batch", "in", "--from", "id", "--model", "starter-id-en", *more)


def test_a_cluster_gives_what_one_process_gives(cluster: Path) -> None:
    files(cluster / "in", 12)
    assert batch("-o", "one", "--format", "json").status is ExitStatus.SUCCESS
    result = batch("-o", "many", "--cluster", "auto")
    assert result.status is ExitStatus.SUCCESS, result.stderr
    rows = table(cluster / "many")
    assert len(rows) == 12
    for number in range(12):
        single = json.loads((cluster / "one" / f"{number}.json").read_text())
        row = rows[str(cluster / "in" / f"{number}.txt")]
        sentences = [one for block in single["blocks"] for one in block["sentences"]]
        assert [one["source"] for one in row["sentences"]] == [one["source"] for one in sentences]
        assert [one["target"] for one in row["sentences"]] == [one["target"] for one in sentences]
        assert [round(one["score"], 4) for one in row["sentences"]] == [
            one["score"] for one in sentences
        ]
        assert row["signature"] == single["signature"]["text"]
    manifest = [
        json.loads(line) for line in (cluster / "many" / "manifest.jsonl").read_text().splitlines()
    ]
    assert {entry["name"] for entry in manifest} == set(rows)


def job(cluster: Path, **changes: Any) -> ClusterJob:
    given: dict[str, Any] = {
        "paths": ("in",),
        "output": "out",
        "options": BatchOptions(source_language="id"),
        "make": MakeSlow(cluster / "pids"),
    }
    return ClusterJob(**{**given, **changes})


def test_a_killed_actor_is_replaced_and_nothing_is_lost(cluster: Path) -> None:
    files(cluster / "in", 300)
    killed: list[int] = []

    def kill() -> None:
        while not (pids := list((cluster / "pids").glob("*"))):
            time.sleep(0.05)
        time.sleep(1.5)  # in the middle of its work, which is 12 s for one actor
        killed.append(int(pids[0].name))
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    outcome = run(job(cluster, actors=1))
    killer.join()
    rows = table(cluster / "out")
    assert len(rows) == len(outcome.rows) == 300
    for number in range(300):
        assert rows[str(cluster / "in" / f"{number}.txt")]["target"] == article(number)
    pids = {int(path.name) for path in (cluster / "pids").glob("*")}
    assert killed and len(pids) > 1


def test_every_kind_of_input_and_a_second_run(cluster: Path) -> None:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    files(cluster / "in", 3)
    (cluster / "in" / "bad.txt").write_bytes(b"\0\1\2" * 50)
    (cluster / "in" / "lines.jsonl").write_text(
        "".join(json.dumps({"id": f"line-{n}", "text": article(n)}) + "\n" for n in range(3))
    )
    columns = {"id": ["p-0", "p-1"], "body": [article(7), article(8)]}
    write_table(pa.table(columns), cluster / "in" / "table.parquet")
    work = job(cluster, paths=("local://" + str(cluster / "in"),), field="body")
    outcome = run(work)
    rows = {Path(row["name"]).name: row["status"] for row in outcome.rows}
    expected = [*(f"{n}.txt" for n in range(3)), *(f"line-{n}" for n in range(3)), "p-0", "p-1"]
    assert rows == {**dict.fromkeys(expected, "done"), "bad.txt": "failed"}
    assert table(cluster / "out")["p-1"]["target"] == article(8)

    again = run(work)
    assert again.skipped == 8 and len(again.rows) == 9
    assert len(table(cluster / "out")) == 9  # nothing was written twice but the failed one

    (cluster / "in" / "0.txt").write_text(article(99))
    for shard in (cluster / "out").glob("*.parquet"):
        shard.write_bytes(shard.read_bytes()[:-9])  # as a kill may leave it
    last = run(work)
    assert last.skipped == 0 and len(last.rows) == 9
    assert table(cluster / "out")[str(cluster / "in" / "0.txt")]["target"] == article(99)


def test_json_lines_out(cluster: Path) -> None:
    files(cluster / "in", 3)
    run(job(cluster, format="jsonl"))
    lines = [
        line for path in (cluster / "out").glob("*.json") for line in path.read_text().splitlines()
    ]
    assert {json.loads(line)["target"] for line in lines} == {article(n) for n in range(3)}
    assert run(job(cluster, format="jsonl")).skipped == 3
