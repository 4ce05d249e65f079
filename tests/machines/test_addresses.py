"""A store and sources at addresses: a folder, a real S3 server (moto's), and addresses that don't answer."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import s3fs

from build_scripts.__main__ import main
from build_scripts.machines import address as module
from build_scripts.machines.address import Address, AddressError
from build_scripts.machines.shared_store import SharedStore
from build_scripts.run.archive import converted
from tests.object_server import object_server, surroundings
from tests.run.made import SYMBOL, document

from .test_site import TEXT, archive_of, content

BUCKET = "shared"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with object_server() as address:
        yield address


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty place at an address of each kind."""
    if request.param == "file":
        yield f"file://{tmp_path}/elsewhere"
        return
    with pytest.MonkeyPatch.context() as patch:
        for name, words in surroundings(request.getfixturevalue("server")).items():
            patch.setenv(name, words)
        module._opened.cache_clear()
        fs = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        fs.mkdir(BUCKET)
        yield f"s3://{BUCKET}/cote"
        fs.rm(BUCKET, recursive=True)
    module._opened.cache_clear()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause before another try."""
    monkeypatch.setattr(module, "_PAUSE", 0.0)


KEY, OTHER = hashlib.sha256(b"1").hexdigest(), hashlib.sha256(b"2").hexdigest()


def test_what_one_machine_puts_another_takes(url: str, tmp_path: Path) -> None:
    one, two = (SharedStore(tmp_path / name / "store", 1 << 20, Address(url)) for name in ("one", "two"))
    assert one.get(KEY) is None
    assert not one.holds(OTHER)
    one.put(KEY, b"content")
    one.put_files(OTHER, {"a/page.html": b"<p>", "b": b""})
    assert two.get(KEY) == b"content"
    assert two.files(OTHER) == {"a/page.html": b"<p>", "b": b""}
    assert two.take_files(OTHER, tmp_path / "site")
    assert (tmp_path / "site/a/page.html").read_bytes() == b"<p>"
    # It lies here now.
    alone = SharedStore(tmp_path / "two/store", 1 << 20, Address("file:///nowhere"))
    assert alone.get(KEY) == b"content"
    assert alone.holds(OTHER)


def test_what_a_killed_machine_has_left_is_not_taken(url: str, tmp_path: Path) -> None:
    one, two = (SharedStore(tmp_path / name / "store", 1 << 20, Address(url)) for name in ("one", "two"))
    one.put(KEY, b"content")
    name = f"{KEY[:2]}/{KEY[2:]}"
    whole = Address(url).get(name)
    assert whole
    Address(url).put(name, whole[:-1])
    assert two.get(KEY) is None
    two.put(KEY, b"content")
    assert Address(url).get(name) == whole


def test_two_machines_make_together_what_one_makes(url: str, tmp_path: Path) -> None:
    """The second has neither the sources nor a store of its own."""
    one = archive_of(tmp_path / "one", reports=3)
    (pdf := one / "source_texts/fr/A/79/900").mkdir(parents=True)
    (pdf / "source.pdf").write_bytes(document())
    (pdf / "document.toml").write_text(
        f"symbol = '{SYMBOL}'\nsymbol_evidence = 'page 1'\ntitle = 'General Assembly'\n", "utf-8"
    )
    store, sources = f"{url}/store", f"{url}/sources"
    assert main(["--root", str(one), "--jobs", "1", "--store", store, "record"]) == 0
    for source in one.rglob("source.*"):
        if source.is_file():
            path = source.relative_to(one / "source_texts").as_posix()
            Address(sources).put(path, source.read_bytes())
    two = tmp_path / "two"
    shutil.copytree(one, two, ignore=shutil.ignore_patterns(".cache", "source.*"))
    options = ["--jobs", "1", "--store", store]
    assert main(["--root", str(one), *options, "site"]) == 0
    assert main(["--root", str(two), *options, "--sources", sources, "site"]) == 0
    assert content(one, "docs", "site") == content(two, "docs", "site")
    # Of the sources, only what the site offers was needed.
    assert list(content(two, ".cache/sources")) == [".cache/sources/fr/A/79/900/source.pdf"]
    assert main(["--root", str(two), *options, "--sources", sources, "record"]) == 0
    assert content(one, "source_texts").keys() - content(two, "source_texts").keys()
    assert (two / "source_texts/SHA256SUMS").read_bytes() == (one / "source_texts/SHA256SUMS").read_bytes()


def test_a_source_that_is_not_as_recorded_is_never_used(url: str, tmp_path: Path) -> None:
    root = archive_of(tmp_path / "archive")
    assert main(["--root", str(root), "--jobs", "1", "record"]) == 0
    address = Address(url)
    for number in range(1, 9):
        (root / f"source_texts/fr/A/76/{number}/source.md").unlink()
        if number != 7:
            text = TEXT.format(number, number % 8 + 1, (number + 3) % 8 + 1)
            address.put(
                f"fr/A/76/{number}/source.md", text.replace("mandat", "mandat" if number != 3 else "m").encode()
            )
    shutil.rmtree(root / ".cache")
    with converted(root, jobs=1, sources=address) as conversion:
        said = [str(fault) for fault in conversion.diagnostics if fault.code == "S043"]
        held = [report.document.path for report in conversion.reports]
    assert held == [f"fr/A/76/{number}" for number in (1, 2, 4, 5, 6, 8)]
    assert [words.partition(": S043 ")[0] for words in said] == [
        f"source_texts/fr/A/76/{number}/source.md" for number in (3, 7)
    ]
    assert "has other bytes" in said[0]
    assert f"not at {url} either" in said[1]
    assert not (root / ".cache/sources/fr/A/76/3/source.md").exists()


@pytest.mark.parametrize(
    ("option", "url", "cure"),
    [
        ("--store", "s3://shared/store", "doesn't answer"),
        ("--sources", "s3://shared/sources", "doesn't answer"),
        ("--sources", "file:///nowhere/sources", "is the address right"),
        ("--store", "nosuch://host/store", "can't be opened"),
    ],
)
@pytest.mark.usefixtures("hasty")
def test_an_address_that_does_not_answer_is_told_with_the_cure(
    option: str,
    url: str,
    cure: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = archive_of(tmp_path / "archive")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    module._opened.cache_clear()
    assert main(["--root", str(root), "--jobs", "1", option, url, "convert"]) == 1
    said = capsys.readouterr().err
    assert url in said
    assert cure in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("hasty")
def test_a_request_is_repeated_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: Iterator[Exception | bytes] = iter(
        [OSError("cut"), TimeoutError("slow"), b"content", *[OSError("cut")] * 3]
    )

    class Cut:
        """A line that is cut, and mended, and cut."""

        def cat_file(self, _path: str) -> bytes:
            answer = next(answers)
            if isinstance(answer, Exception):
                raise answer
            return answer

    monkeypatch.setattr(module, "_opened", lambda _url, _process: (Cut(), "home"))
    address = Address("s3://shared/store")
    assert address.get("a") == b"content"
    with pytest.raises(AddressError, match="cut"):
        address.get("a")
    monkeypatch.setattr(module, "_SECONDS", 0.05)
    monkeypatch.setattr(Cut, "cat_file", lambda _self, _path: time.sleep(60))
    with pytest.raises(AddressError, match="no answer within"):
        address.get("a")


def test_memory_is_an_address() -> None:
    address = Address("memory://tests-of-addresses/store")
    assert address.get("a/b") is None
    address.put("a/b", b"1")
    assert address.get("a/b") == b"1"
