"""Reads a file in a process of its own, and says how it ended, how long it took, and its memory."""

import json
import subprocess
import sys
from dataclasses import dataclass

MOST_MEGABYTES, MOST_SECONDS = 512, 10

# The peak is that of the program alone: what getrusage tells begins with that of its parent.
PEAK = """
import json, resource, sys, time
from pathlib import Path

def peak():
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024
    unit = 2**20 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
"""
_PROGRAM = (
    PEAK
    + """
from jixiao.diagnostics import JixiaoError
from jixiao.readers import read

data = sys.stdin.buffer.read()
start = time.process_time()
try:
    reading = read(data, "file")
    told = [each.code for each in reading.diagnostics]
    ended = {"message": "", "codes": told, "blocks": len(reading.blocks)}
except JixiaoError as error:
    told = [each.code for each in error.diagnostics]
    ended = {"message": str(error), "codes": told, "blocks": 0}
seconds = time.process_time() - start
print(json.dumps({**ended, "seconds": seconds, "megabytes": peak()}))
"""
)


@dataclass(frozen=True)
class Outcome:
    """How the reading of a file ended; ``message`` is blank unless it was an error."""

    message: str
    codes: list[str]
    blocks: int
    seconds: float
    megabytes: float


def read_apart(data: bytes) -> Outcome:
    """Read a file in a process of its own; any other error than a JixiaoError fails the test."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return Outcome(**json.loads(done.stdout))
