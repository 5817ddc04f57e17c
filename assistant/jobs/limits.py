"""How much work is taken on, and how long one job may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds per user and in all; what goes beyond the first two is refused as Busy.

    Attributes:
        queued: jobs in all that may be waiting or running.
        queued_per_user: likewise, of one user; each child of bulk work counts.
        at_once: drafts that one worker writes at a time, each in a child process of its own.
        at_once_per_user: drafts of one user at a time, over all workers.
        seconds: how long one draft may take before its child process is ended.
        memory_mb: private memory that a child process may take.
        attempts: times that a job is begun anew after its worker was lost, before it counts as failed.
        child_attempts: child processes that a draft may lose before it counts as failed.
    """

    queued: int = 2000
    queued_per_user: int = 500
    at_once: int = 1
    at_once_per_user: int = 4
    seconds: float = 900.0
    memory_mb: int = 4096
    attempts: int = 5
    child_attempts: int = 2
