"""What an HTTP client is given in place of the network: replies from a file, or a service whose replies are kept."""

import json
import threading
from collections import Counter

import httpx

from evals.replay.replies import Key, Replies, Reply, request_hash

REFUSED = 403  # what the program takes for final, without another try
_PASSED_ON = {"retry-after", "retry-after-ms", "content-type"}


class _Counting(httpx.BaseTransport):
    """Numbers the calls of one case that ask the same.

    Args:
        replies: the file's.
        repeat: which repeat of the case this is.
    """

    def __init__(self, replies: Replies, repeat: int) -> None:
        self._replies = replies
        self._repeat = repeat
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    def _key(self, request: httpx.Request) -> Key:
        asked = request_hash(request.read())
        with self._lock:
            self._seen[asked] += 1
            return Key(asked, self._repeat, self._seen[asked] - 1)


class Replaying(_Counting):
    """Answers from the file; what is not there is refused, and told."""

    def __init__(self, replies: Replies, repeat: int) -> None:
        super().__init__(replies, repeat)
        self.missing: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the recorded reply."""
        key = self._key(request)
        reply = self._replies.get(key)
        if reply is None:
            self.missing.append(_named(key, request))
            return httpx.Response(REFUSED, json={"error": {"message": "not recorded", "code": "not_recorded"}})
        return _response(reply)


class Recording(_Counting):
    """Asks the service and keeps what it answers; what was asked before is answered as it was then."""

    def __init__(self, replies: Replies, repeat: int, service: httpx.BaseTransport) -> None:
        super().__init__(replies, repeat)
        self._service = service

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the service's reply; one that is no text is passed on and not kept."""
        key = self._key(request)
        if known := self._replies.get(key):
            return _response(known)
        answered = self._service.handle_request(request)
        content = answered.read()
        media_type = answered.headers.get("content-type", "").partition(";")[0]
        try:
            reply = Reply(**key._asdict(), status=answered.status_code, media_type=media_type, body=content.decode())
        except UnicodeDecodeError:
            pass
        else:
            self._replies.add(reply)
        headers = {name: value for name, value in answered.headers.items() if name.lower() in _PASSED_ON}
        return httpx.Response(answered.status_code, content=content, headers=headers)

    def close(self) -> None:
        """Close the service's connections."""
        self._service.close()


def _response(reply: Reply) -> httpx.Response:
    return httpx.Response(reply.status, content=reply.body.encode(), headers={"content-type": reply.media_type})


def _named(key: Key, request: httpx.Request) -> str:
    form = json.loads(request.read()).get("response_format") or {}
    schema = form.get("json_schema", {}).get("name", form.get("type", "text"))
    return f"{schema} {key.request[:12]} (repeat {key.repeat}, call {key.nth})"
