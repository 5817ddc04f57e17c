"""Messages over a pipe: four bytes of length, then JSON. Whatever is cut off reads as the end."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

_LENGTH = struct.Struct(">I")
Frame = Mapping[str, Any]


def send(pipe: IO[bytes], frame: Frame) -> None:
    """Write one message and flush it.

    Raises:
        OSError: nobody reads any more.
    """
    data = json.dumps(frame, ensure_ascii=False).encode("utf-8", "surrogatepass")
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Frame | None:
    """Read one message; None at the end, also where it is cut off."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        return None
    frame: Frame = json.loads(data.decode("utf-8", "surrogatepass"))
    return frame
