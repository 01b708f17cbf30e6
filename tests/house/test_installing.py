"""What the README and docs/machines.md tell an administrator to put down is understood by what reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import telegram_hook
from bot.command import dondoc
from bot.settings import Settings
from bot.zalo import hook as zalo_hook
from bot.zalo import oa_hook
from tests.house.test_layout import ROOT

README, MACHINES = ROOT / "README.md", ROOT / "docs" / "machines.md"
INSTALLED = "/opt/dondoc/.venv/bin/dondoc"


def block(path: Path, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = block(README, "ini")
    assert f"ExecStart={INSTALLED} run\n" in unit
    written = tmp_path / "dondoc.service"
    written.write_text(unit.replace(INSTALLED, sys.executable), encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", str(written)], capture_output=True, text=True, timeout=60, check=False
    )
    assert [line for line in said.stderr.splitlines() if "dondoc" in line] == []


def test_every_setting_that_is_named_exists() -> None:
    known = {f"DONDOC_{name.upper()}" for name in Settings.model_fields}
    named = set(re.findall(r"DONDOC_[A-Z_]+[A-Z]", README.read_text("utf-8") + MACHINES.read_text("utf-8")))
    assert named - known == set()


def test_every_command_that_is_named_exists() -> None:
    texts = README.read_text("utf-8") + MACHINES.read_text("utf-8")
    assert set(re.findall(r"`dondoc ([a-z]+)", texts)) | {"migrate", "run"} <= set(dondoc.commands)
    assert 'CMD ["dondoc", "run"]' in block(MACHINES, "dockerfile")
    assert "command: [ dondoc, migrate ]" in block(MACHINES, "yaml")


def test_the_proxy_hands_on_what_channels_call_and_nothing_else() -> None:
    compose = block(MACHINES, "yaml")
    (paths,) = re.findall(r"@channels path (.+)", compose)
    served = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
    for path in paths.split():
        assert f'"{path.removesuffix("/*")}' in served, path
    assert "/healthz" not in paths
    assert {oa_hook.PATH, zalo_hook.PATH, telegram_hook.PATH} <= set(paths.split())


def test_no_secret_and_no_data_gets_into_an_image() -> None:
    """`COPY . .` takes what stands beside the sources: what the Compose file mounts, and what `make run` makes."""
    left_out = set((ROOT / ".dockerignore").read_text("utf-8").split("\n"))
    assert {".env", "*.env", "*.password", "data", ".git", ".venv"} <= left_out
    named = set(re.findall(r"(?:env_file: |file: \./)([\w.]+)", block(MACHINES, "yaml")))
    assert named
    assert {f"*{Path(name).suffix}" for name in named} <= left_out


def test_a_setting_with_spaces_reaches_the_commands_of_an_administrator() -> None:
    """A shell would split `DONDOC_OFFICE=Văn phòng …`, which systemd reads whole."""
    assert "xargs" not in MACHINES.read_text("utf-8")
    assert "-p EnvironmentFile=/etc/dondoc.env" in MACHINES.read_text("utf-8")
