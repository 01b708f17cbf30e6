"""The command line as an office's administrator uses it: every command in a process of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.backup import IN_USE, in_use

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "tests" / "corpus" / "docs"
Dondoc = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def dondoc(tmp_path: Path) -> Dondoc:
    def run(*arguments: str, given: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
        env = {**inherited, "DONDOC_DATA_DIR": str(tmp_path / "data"), **settings}
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, input=given, capture_output=True, text=True, check=False)

    return run


def test_help_is_there_for_every_command_and_a_wrong_one_is_usage(dondoc: Dondoc):
    helped = dondoc("--help")
    assert helped.returncode == 0
    for name in ("run", "extract", "understand", "deadline", "load", "agency", "invite", "summary", "remind", "doctor"):
        assert name in helped.stdout
    wrong = dondoc("nonsense")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "No such command" in wrong.stderr


def test_extract_writes_one_object_a_line_in_order_and_an_unread_file_is_an_error_in_its_place(dondoc, tmp_path):
    empty = tmp_path / "empty.docx"
    empty.touch()
    done = dondoc("extract", "--json", str(DOCS / "000.txt"), str(empty), str(tmp_path / "none.pdf"))
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    assert (first["number"], len(first["tasks"]), first["error"]) == ("141/TB-BCĐ", 10, None)
    assert [second["error"]["code"], third["error"]["code"]] == ["empty", "not_found"]
    assert not (tmp_path / "data").exists(), "extract touches no database"


def test_extract_gives_the_contracts_fields_and_no_others(dondoc):
    found = json.loads(dondoc("extract", "--json", str(DOCS / "000.docx")).stdout)
    assert set(found) == {
        "file", "number", "type", "issuer", "place", "issued_on", "subject", "signer", "urgency", "secrecy",
        "addressees", "tasks", "report", "warnings", "error",
    }  # fmt: skip
    last = found["tasks"][-1]
    assert set(last) == {"ref", "text", "lead", "supporting", "deadline", "recurrence", "span"}
    assert last["deadline"] | {"text": ""} == {
        "text": "", "date": "2025-03-31", "time": None, "boundary": "before", "kind": "report",
        "last_day": "2025-03-30", "last_working_day": "2025-03-28", "inherited": False,
    }  # fmt: skip


def test_understand_and_deadline_read_standard_input_line_by_line(dondoc):
    said = dondoc("understand", "-", "--today", "2025-03-20", given="nv 4 da xong\nxin gia hạn nv 5 đến 20/4\n")
    done, extension = map(json.loads, said.stdout.splitlines())
    assert (done["status"], done["task"]) == ("done", "4")
    assert (extension["intent"], extension["until"]) == ("extension", "2025-04-20")
    phrases = dondoc("deadline", "-", given="trước ngày 31/3/2025\t2024-10-08\nkhẩn trương\t2024-10-08\n")
    named, vague = map(json.loads, phrases.stdout.splitlines())
    assert (named["date"], named["last_working_day"], vague) == ("2025-03-31", "2025-03-28", None)
    assert dondoc("deadline", "trước ngày 31/3").returncode == 2


def test_a_document_is_loaded_published_and_counted(dondoc, tmp_path):
    assert dondoc("agency", "add", "Ban Thường vụ Huyện ủy Vĩnh Thạnh").returncode == 0
    loaded = dondoc("load", str(DOCS / "000.docx"), "--publish")
    assert loaded.stdout.splitlines()[0] == "1\t141/TB-BCĐ\tpublished"
    again = dondoc("load", str(DOCS / "000.pdf"))
    assert (again.returncode, again.stdout) == (1, "")
    assert "stored already" in again.stderr
    figures = json.loads(dondoc("summary", "--json").stdout)
    assert (figures["total"], figures["open"]["overdue"]) == (len(loaded.stdout.splitlines()) - 1, figures["total"])
    assert dondoc("summary", "--directive", "9/KH").returncode == 1
    assert "141/TB-BCĐ" in dondoc("summary", "--directive", "141/tb-bcđ").stdout


def test_the_figures_and_the_table_name_the_agency_a_directive_addressed_where_another_leads_now(dondoc, tmp_path):
    dondoc("agency", "add", "Ban Thường vụ Huyện ủy Vĩnh Thạnh")
    dondoc("agency", "add", "UBND xã Vĩnh Thạnh")
    dondoc("load", str(DOCS / "000.docx"), "--publish")
    with sqlite3.connect(tmp_path / "data" / "dondoc.db") as conn:
        conn.execute("UPDATE tasks SET first_lead_id = lead_id, lead_id = 2 WHERE number <= 3")
    conn.close()
    table = tmp_path / "table.xlsx"
    figures = json.loads(dondoc("summary", "--json", "--xlsx", str(table)).stdout)
    assert [(one["agency"], one["total"]) for one in figures["by_agency"]] == [
        ("Ban Thường vụ Huyện ủy Vĩnh Thạnh", figures["total"] - 3),
        ("UBND xã Vĩnh Thạnh", 3),
    ]
    assert [one["total"] for one in figures["by_original_addressee"]] == [figures["total"]]
    _, _, first, *_ = load_workbook(table).active.iter_rows(values_only=True)
    assert first[3] == "UBND xã Vĩnh Thạnh (giao ban đầu: Ban Thường vụ Huyện ủy Vĩnh Thạnh)"


def test_the_figures_and_files_are_given_by_the_original_deadline_on_demand(dondoc, tmp_path):
    dondoc("agency", "add", "Ban Thường vụ Huyện ủy Vĩnh Thạnh")
    dondoc("load", str(DOCS / "000.docx"), "--publish")
    with sqlite3.connect(tmp_path / "data" / "dondoc.db") as conn:
        conn.execute("UPDATE tasks SET first_overdue_from = overdue_from, overdue_from = '2999-01-01'")
    conn.close()
    by, table = "--by-original-deadline", tmp_path / "table.xlsx"
    in_force, original = (json.loads(dondoc("summary", "--json", *more).stdout) for more in ([], [by]))
    assert (in_force["judged_by"], in_force["open"]["overdue"]) == ("deadline_in_force", 0)
    assert (original["judged_by"], original["open"]["overdue"]) == ("original_deadline", original["total"])
    told = dondoc("summary", by, "--xlsx", str(table))
    assert told.stdout.startswith("Tính theo hạn ban đầu.\nQuá hạn ")
    title, _, first, *_ = load_workbook(table).active.iter_rows(values_only=True)
    assert "Tính theo hạn ban đầu" in title[0]
    assert first[7].startswith("Quá hạn · ")


def test_an_invite_needs_an_agency_that_is_known_and_its_code_stands_alone_on_the_last_line(dondoc):
    refused = dondoc("invite", "--name", "Lê An", "--role", "official", "--agency", "Sở Nội vụ")
    assert (refused.returncode, refused.stdout) == (1, "")
    dondoc("agency", "add", "Sở Nội vụ")
    code = dondoc("invite", "--name", "Lê An", "--role", "official", "--agency", "Sở Nội vụ").stdout.splitlines()[-1]
    assert len(code) >= 26, "128 bits"
    assert code.isalnum()


def test_an_invite_may_name_a_mobile_number_and_nothing_else_in_its_place(dondoc):
    refused = dondoc("invite", "--name", "Lê An", "--role", "official", "--phone", "0243 825 1234")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "a mobile number" in refused.stderr
    assert dondoc("invite", "--name", "Lê An", "--role", "official", "--phone", "0912 345 678").returncode == 0


def test_a_person_or_an_agency_without_a_name_is_refused_as_usage(dondoc):
    for refused in (dondoc("invite", "--name", " \u200b ", "--role", "official"), dondoc("agency", "add", "")):
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "blank" in refused.stderr


def test_what_extract_could_not_read_is_said_on_standard_error(dondoc, tmp_path):
    done = dondoc("extract", str(tmp_path / "none.pdf"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "no such file" in done.stderr


def test_a_backup_can_be_put_back_and_a_damaged_one_changes_nothing(dondoc, tmp_path):
    dondoc("agency", "add", "Sở Nội vụ")
    assert dondoc("backup", str(tmp_path / "copy")).returncode == 0
    dondoc("agency", "add", "Sở Y tế")
    (tmp_path / "broken").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert dondoc("restore", str(tmp_path / "broken")).returncode == 1
    assert dondoc("agency", "add", "Sở Y tế").returncode == 1, "still there"
    assert dondoc("restore", str(tmp_path / "copy")).returncode == 0
    assert dondoc("agency", "add", "Sở Y tế").returncode == 0, "gone with the restored state"


def test_nothing_is_put_back_under_a_running_bot(dondoc, tmp_path):
    """It would answer from what it still has in hand, and its next word would be lost with the old state."""
    dondoc("agency", "add", "Sở Nội vụ")
    assert dondoc("backup", str(tmp_path / "copy")).returncode == 0
    dondoc("agency", "add", "Sở Y tế")
    with in_use(tmp_path / "data" / "dondoc.db"):
        refused = dondoc("restore", str(tmp_path / "copy"))
        assert dondoc("agency", "add", "Sở Tài chính").returncode == 0, "other commands work beside it"
    assert (refused.returncode, refused.stderr.strip()) == (1, f"dondoc: {IN_USE}")
    assert dondoc("agency", "add", "Sở Y tế").returncode == 1, "still there"


def test_a_command_in_another_place_says_that_the_database_is_new(dondoc, tmp_path):
    made = dondoc("agency", "add", "Sở Nội vụ")
    assert f"{tmp_path / 'data' / 'dondoc.db'} is new" in made.stderr
    assert dondoc("agency", "add", "Sở Y tế").stderr == ""


def test_the_database_is_its_users_alone_also_in_a_directory_that_is_not(dondoc, tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    for command in ("migrate", "doctor"):
        told = dondoc(command).stdout
        assert {path.stat().st_mode & 0o777 for path in data.iterdir()} == {0o600}
    assert f"chmod 700 {data}" in told


def test_the_doctor_makes_nothing(dondoc, tmp_path):
    assert "there is no database yet" in dondoc("doctor").stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("DONDOC_LADDER", "thirty", "30,14,7,3,1,0"),
        ("DONDOC_TIMEZONE", "Mars/Olympus", "Asia/Ho_Chi_Minh"),
        ("DONDOC_HTTP_ADDRESS", "nowhere", "127.0.0.1:8080"),
        ("DONDOC_HTTP_ADDRESS", "127.0.0.1:99999", "65535"),
        ("DONDOC_PUBLIC_URL", "bot.example", "https://"),
        ("DONDOC_TELEGRAM_WEBHOOK_SECRET", "ngan", "openssl rand -hex 32"),
        ("DONDOC_DATABASE_URL", "mysql://user:hidden-word@127.0.0.1/none", "begins with postgresql://"),
        ("DONDOC_DATABASE_URL", "postgresql://user:hidden-word@127.0.0.1:1/none", "does not answer"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_one_clear_line(dondoc, setting, value, says):
    done = dondoc("run", **{setting: value})
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "hidden-word" not in done.stderr


def test_an_address_in_use_is_said_in_one_line(dondoc):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = dondoc("run", DONDOC_HTTP_ADDRESS=f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 1
    assert "DONDOC_HTTP_ADDRESS" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_says_what_is_well_and_what_the_office_must_verify(dondoc):
    done = dondoc("doctor")
    assert "ok  settings are readable" in done.stdout
    assert "to be verified by the office" in done.stdout


def test_reminders_of_a_day_are_shown_and_nothing_is_sent(dondoc):
    dondoc("agency", "add", "Ban Thường vụ Huyện ủy Vĩnh Thạnh")
    dondoc("invite", "--name", "Trần Bảo", "--role", "focal", "--agency", "Ban Thường vụ Huyện ủy Vĩnh Thạnh")
    dondoc("load", str(DOCS / "000.docx"), "--publish")
    shown = dondoc("remind", "--dry-run")
    assert shown.returncode == 0
    assert dondoc("remind").returncode == 2


def test_an_announced_calendar_is_entered_whole_or_not_at_all_and_shown(dondoc: Dondoc, tmp_path: Path):
    assert dondoc("calendar", "show", "2027").stdout.startswith(
        "# 2027: computed, not announced (tạm tính)\n2027-01-01\toff\t"
    )
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("2027-02-11,off,Nghỉ Tết\n2027-02-30,work,Làm bù\n", encoding="utf-8")
    refused = dondoc("calendar", "import", str(wrong))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "line 2: '2027-02-30' is not a date" in refused.stderr
    assert "not announced" in dondoc("calendar", "show", "2027").stdout
    right = tmp_path / "right.tsv"
    right.write_text("2027-02-11\toff\tNghỉ Tết\n2027-02-20\twork\tLàm bù\n", encoding="utf-8")
    assert dondoc("calendar", "import", str(right)).stdout == "2027\t2\n"
    shown = dondoc("calendar", "show", "2027").stdout
    assert shown.startswith("# 2027: entered\n")
    assert "2027-02-20\twork\tLàm bù\n" in shown


def test_doctor_lists_the_days_taken_from_elsewhere_until_the_office_enters_its_calendar(
    dondoc: Dondoc, tmp_path: Path
):
    doubted = "02/01/2026, 31/08/2026, 24/11/2026"
    assert doubted in dondoc("doctor").stdout
    shown = tmp_path / "2026.tsv"
    shown.write_text(dondoc("calendar", "show", "2026").stdout, encoding="utf-8")
    assert dondoc("calendar", "import", str(shown)).returncode == 0
    assert doubted not in dondoc("doctor").stdout
