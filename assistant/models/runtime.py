"""ONNX Runtime without its telemetry, which the Linux wheels have on by default: it keeps events to send later."""

import os
from types import ModuleType

_NO_TELEMETRY = {"ORT_DISABLE_TELEMETRY": "1"}  # read by the library when it is loaded


def quiet_onnxruntime() -> ModuleType:
    """Import ONNX Runtime so that it neither records nor sends anything about this machine.

    Nothing else in this project may import it first: what is recorded at loading cannot be taken back.
    """
    os.environ.update(_NO_TELEMETRY)
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    module: ModuleType = onnxruntime
    return module
