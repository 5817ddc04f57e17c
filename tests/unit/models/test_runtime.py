import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.models.minilm import built_in

EMBED = "from assistant.models.minilm import built_in; built_in(1).embed_query('a talk')"


@pytest.mark.skipif(built_in(1) is None, reason="the weights are not installed")
def test_embedding_leaves_no_trace_of_telemetry(tmp_path: Path) -> None:
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | homes

    subprocess.run([sys.executable, "-c", EMBED], env=environment, check=True)

    assert [path for path in tmp_path.rglob("*") if "icrosoft" in str(path)] == []
