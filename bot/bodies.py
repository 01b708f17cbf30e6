"""Read what was posted, and no more of it than may be."""

from __future__ import annotations

from starlette.requests import Request


async def bounded(request: Request, most: int) -> bytes | None:
    """The whole body, or None as soon as it is longer: nothing of it is kept then."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        return None
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > most:
            return None
    return bytes(content)
