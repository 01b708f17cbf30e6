"""Run the measurements named on the command line, or all of them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator

from bench import (
    claims,
    delivery,
    documents,
    events,
    planning,
    process,
    province,
    reading,
    summing,
    talking,
    tick,
    tick_postgres,
    understanding,
)

ALL: dict[str, Callable[[], Iterator[str]]] = {
    "events": events.run,
    "tick": tick.run,
    "tick-pg": tick_postgres.run,
    "claims": claims.run,
    "delivery": delivery.run,
    "planning": planning.run,
    "province": province.run,
    "summing": summing.run,
    "process": process.run,
    "documents": documents.run,
    "reading": reading.run,
    "talking": talking.run,
    "understanding": understanding.run,
}


def main() -> int:
    names = sys.argv[1:] or list(ALL)
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    gc.freeze()  # as `dondoc run` does with what is loaded
    for name in names:
        for line in ALL[name]():
            print(f"{name:9} {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
