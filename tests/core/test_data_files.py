"""Data files match their schemas, and every fault is reported with file, line and code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.core import checked_tables, data_files, settings
from build_scripts.core.data_files import DATA, DataError, either, read_data

SCHEMAS = sorted(DATA.rglob("*.schema.toml"))
FILES = sorted(set(DATA.rglob("*.toml")) - set(SCHEMAS))

SCHEMA = """
type = "object"
additionalProperties = false
required = ["name"]
[properties]
name = { type = "string", minLength = 1 }
last = { type = "integer" }
count = { type = "integer", minimum = 1 }
code = { type = "string", pattern = "^[A-Z]+$" }
[properties.act]
type = "array"
minItems = 1
uniqueItems = true
items = { type = "object", additionalProperties = false, properties = { kind = { enum = ["resolution"] } } }
[dependentRequired]
last = ["count"]
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_data_file_is_as_its_schema_says(path: Path) -> None:
    assert read_data(path).table


def test_every_schema_is_for_a_data_file() -> None:
    served = {path.stem for path in FILES} | {"document"}  # document.toml stands beside each source.
    assert len(SCHEMAS) > 20
    assert {path.name.removesuffix(".schema.toml") for path in SCHEMAS} - served == set()


@pytest.mark.parametrize(
    ("toml", "faults"),
    [
        (
            'name = "a\n',
            [
                "1: D001 isn't TOML: Illegal character '\\n' (at line 1, column 10); "
                'correct it; a line is like title = "…" or date = 2020-03-11'
            ],
        ),
        (
            '\n\nnom = "a"\n',
            [" D002 key 'name' is missing", "3: D002 unknown key 'nom'; known: name, last, count, code, act"],
        ),
        (
            'name = 3\ncount = "x"\n',
            ["1: D002 name: expected a string, got an integer", "2: D002 count: expected an integer, got a string"],
        ),
        ('name = "a"\ncount = 0\n', ["2: D002 count: expected at least 1; got 0"]),
        ('name = "a"\ncode = "b"\n', ["2: D002 code: 'b' isn't of the form ^[A-Z]+$"]),
        ("name = 2020-01-01\n", ["1: D002 name: expected a string, got a date"]),
        (
            'name = "a"\n[[act]]\nkind = "resolution"\n[[act]]\nkind = "law"\n',
            ["5: D002 act.1.kind: expected one of 'resolution'; got 'law'"],
        ),
        (
            'name = "a\u2028"\nact = [\n    { kind = "resolution" },\n    { kind = """\nlaw""" },\n]\n',
            ["4: D002 act.1.kind: expected one of 'resolution'; got 'law'"],
        ),
        ('name = ""\n', ["1: D002 name: expected at least 1 character; got ''"]),
        ('name = "a"\nact = [{}, {}]\n', ["2: D002 act: expected each item once; got [{}, {}]"]),
        ('name = "a"\ncount = 1\nact = []\n', ["3: D002 act: expected at least 1 item; got []"]),
        ('name = "a"\nlast = 1\n', [" D002 key 'count' is missing; 'last' requires it"]),
        ('name = "a"\nact = [{ sort = 1 }]\n', ["2: D002 act.0: unknown key 'sort'; known: kind"]),
    ],
)
def test_faults_are_named_with_their_line(tmp_path: Path, toml: str, faults: list[str]) -> None:
    (tmp_path / "made.schema.toml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "made.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_data(tmp_path / "made.toml")
    assert [str(fault).removeprefix(f"{tmp_path.as_posix()}/made.toml:") for fault in caught.value.faults] == faults


def test_what_is_not_there_or_not_text(tmp_path: Path) -> None:
    (tmp_path / "made.schema.toml").write_text(SCHEMA, encoding="utf-8")
    with pytest.raises(DataError, match=r"made\.toml: D001 the file is missing"):
        read_data(tmp_path / "made.toml")
    (tmp_path / "made.toml").write_bytes(b'name = "a"\n# \xe9\n')
    with pytest.raises(DataError, match=r"made\.toml:2: D001 it is encoded as WINDOWS-1252"):
        read_data(tmp_path / "made.toml")
    (tmp_path / "other.toml").write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"other\.toml: D001 has no schema: other\.schema\.toml is missing"):
        read_data(tmp_path / "other.toml")


def test_a_pattern_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "made.schema.toml").write_text('type = "object"\n', encoding="utf-8")
    (tmp_path / "made.toml").write_text("[acts]\nword = '(a'\n", encoding="utf-8")
    file = read_data(tmp_path / "made.toml")
    with pytest.raises(DataError, match=r"made\.toml:2: D003 acts\.word: isn't a regular expression"):
        file.pattern("acts.word", file.table["acts"]["word"])
    assert file.pattern("acts.word", "").search("anything") is None


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file of the program, without faults, that was read once."""
    monkeypatch.setattr(data_files, "DATA", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "made.schema.toml").write_text(SCHEMA, encoding="utf-8")
    file = tmp_path / "made.toml"
    file.write_text('name = "a"\ncount = 3\n', encoding="utf-8")
    read_data(file)
    data_files._checked.cache_clear()
    return file


def test_a_file_without_faults_is_checked_once(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "schema_faults", None)
    file = read_data(own_data)
    assert (file.table, file.line("count")) == ({"name": "a", "count": 3}, 2)


@pytest.mark.parametrize("change", ["file", "schema", "program"])
def test_a_fault_is_told_each_time(own_data: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    if change == "file":
        own_data.write_text('name = "a"\ncount = 0\n', encoding="utf-8")
    elif change == "schema":
        schema = SCHEMA.replace("minimum = 1", "minimum = 4")
        own_data.with_name("made.schema.toml").write_text(schema, encoding="utf-8")
    else:
        monkeypatch.setattr(checked_tables, "_checker", lambda: b"another")
        monkeypatch.setattr(data_files, "schema_faults", lambda table, schema: [("count", "expected")])
    for _ in range(2):
        with pytest.raises(DataError, match=r"made\.toml:2: D002 (count: )?expected"):
            read_data(own_data)


@pytest.mark.parametrize("damage", [b"", b"x" * 70, slice(-1)])
def test_a_damaged_table_is_not_taken(own_data: Path, damage: bytes | slice) -> None:
    (kept,) = own_data.parent.glob("__pycache__/made.*")
    kept.write_bytes(damage if isinstance(damage, bytes) else kept.read_bytes()[damage])
    assert read_data(own_data).table == {"name": "a", "count": 3}
    assert checked_tables.kept(own_data, own_data.read_bytes(), SCHEMA.encode()) == {"name": "a", "count": 3}


def test_no_table_is_kept_where_no_compiled_files_are_wanted(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = own_data.parent.glob("__pycache__/made.*")
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read_data(own_data).table == {"name": "a", "count": 3}
    assert not kept.exists()


def test_a_command_says_what_is_wrong_in_a_data_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("archive.toml", "archive.schema.toml"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    with (tmp_path / "archive.toml").open("a", encoding="utf-8") as file:
        file.write("sheets = 3\n")
    monkeypatch.setattr(settings, "DATA", tmp_path)
    settings.archive.cache_clear()
    try:
        assert main(["--root", str(tmp_path), "convert"]) == 1
    finally:
        settings.archive.cache_clear()
    assert "archive.toml:" in (said := capsys.readouterr().out)
    assert "D002 limits: unknown key 'sheets'" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("words", [["a"], ["ab", "abc", "b"], ["a.b", "a"], ["x", "xy", "xyz", "y"]])
def test_either_takes_the_longest(words: list[str]) -> None:
    import re

    for word in words:
        match = re.match(either(words), word)
        assert match
        assert match[0] == word


def test_nothing_is_read_before_a_fault_can_be_told() -> None:
    """Modules whose patterns are made of data read it when they are imported: so no command's module is imported before
    a fault is awaited."""
    code = (
        "import build_scripts.core.data_files as module\n"
        "from build_scripts.core.diagnostics import Diagnostic\n"
        "def refused(path, *more): raise module.DataError(Diagnostic(path.name, 1, 'D001', 'refused'))\n"
        "module.read_data = module.read_toml = refused\n"
        "import build_scripts.__main__ as program\n"
        "raise SystemExit(program.main(['check']))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=DATA.parent.parent, check=False, capture_output=True, text=True
    )
    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.endswith(".toml:1: D001 refused\n")
    assert told.stdout.count("\n") == 1
