"""Webhooks: signed, tried again, and never to an address inside the house unless allowed."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address

import pytest
from starlette.testclient import TestClient

from api.background import Background, Chore
from api.harness import House
from api.webhooks.addresses import is_outside, target
from api.webhooks.outbox import MOST_ATTEMPTS, deliver, pause
from api.webhooks.sending import Sender
from assistant.domain.errors import BadInput
from assistant.retrieval.store.outbox import Delivery, Hook

Client = Callable[..., TestClient]
HOOKS = "/api/v1/webhooks"
INSIDE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104  told apart, not listened on
    "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "255.255.255.255",
]  # fmt: skip
OUTSIDE = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_known_however_it_is_written(address: str) -> None:
    assert not is_outside(ip_address(address))
    with pytest.raises(BadInput, match="inside the house"):
        target("https://hooks.example", private=False, resolve=lambda _host, _port: [address])


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_connected_to_as_it_was_looked_up(address: str) -> None:
    found = target("https://hooks.example/in?a=b", private=False, resolve=lambda _host, _port: [address])

    assert ip_address(found.url.removeprefix("https://").partition(":443/in?a=b")[0].strip("[]")) == ip_address(address)
    assert (found.host, found.name) == ("hooks.example", "hooks.example")


def test_one_address_inside_is_enough_to_refuse() -> None:
    with pytest.raises(BadInput):
        target("https://hooks.example", private=False, resolve=lambda _host, _port: [OUTSIDE[0], "127.0.0.1"])


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example", "ftp://hooks.example", "https://", "hooks", "https://u:p@hooks.example", "https://[::1",
     "https://hooks.example:99999", "https://hooks.example/#a", "https://hooks.example/\n", "https://a" + "a" * 2000],
)  # fmt: skip
def test_what_is_no_https_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        target(url, private=False, resolve=lambda _host, _port: [OUTSIDE[0]])


def unknown(_host: str, _port: int) -> list[str]:
    raise OSError("no such host")


def test_an_unknown_host_is_refused() -> None:
    with pytest.raises(BadInput, match="not known"):
        target("https://hooks.example", private=False, resolve=unknown)


class Receiver(HTTPServer):
    """Takes deliveries, and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.status = 204

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/in"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        """Note what came."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", self.server.url)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def sender() -> Iterator[Callable[[House], Sender]]:
    made: list[Sender] = []

    def of(house: House) -> Sender:
        made.append(Sender(house.clock, private=house.parts.settings.private_webhooks))
        return made[-1]

    yield of
    for each in made:
        each.close()


@pytest.fixture
def allowing(build: Callable[..., House]) -> House:
    """A service that lets webhooks reach loopback, with an account, a CSM and an administrator."""
    house = build(private_webhooks=True)
    house.account("Fenwick Mills")
    house.user("csm", "", "fenwick-mills")
    house.user("admin")
    return house


def test_an_event_is_delivered_signed(
    allowing: House, client: Client, receiver: Receiver, sender: Callable[[House], Sender]
) -> None:
    admin = client(allowing, "admin")
    hook = admin.post(HOOKS, json={"url": receiver.url, "events": ["story.drafted"]}).json()
    with allowing.parts.store.read() as work:
        author = work.users.get("csm")
    story = allowing.drafted("fenwick-mills", author)

    assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 1
    assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 0
    ((headers, body),) = receiver.taken
    told = json.loads(body)
    assert (told["event"], told["story"], told["account"]) == ("story.drafted", story, "fenwick-mills")
    assert b"stock" not in body
    fields = dict(part.split("=") for part in headers["outcome-stories-signature"].split(","))
    expected = hmac.new(hook["secret"].encode(), fields["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(fields["v1"], expected)
    assert int(fields["t"]) == int(allowing.clock().timestamp())
    assert headers["outcome-stories-delivery"] == told["id"]
    (delivery,) = admin.get(f"{HOOKS}/{hook['id']}/deliveries").json()["items"]
    assert (delivery["attempts"], delivery["delivered_at"] is not None) == (1, True)


def test_what_fails_is_tried_again_later_each_time_and_given_up(
    allowing: House, client: Client, receiver: Receiver, sender: Callable[[House], Sender]
) -> None:
    receiver.status = 302
    hook = client(allowing, "admin").post(HOOKS, json={"url": receiver.url, "events": ["story.drafted"]}).json()["id"]
    with allowing.parts.store.write() as work:
        work.outbox.save(Delivery("d1", hook, "story.drafted", "{}", attempts=0, due_at=allowing.clock()))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 1
        assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 0
        allowing.clock.forward(seconds=pause(attempt).total_seconds())

    assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 0
    assert len(receiver.taken) == MOST_ATTEMPTS
    (delivery,) = client(allowing, "admin").get(f"{HOOKS}/{hook}/deliveries").json()["items"]
    assert delivery["problem"] == "given up: it answered 302"


def test_pauses_grow_to_six_hours() -> None:
    pauses = [pause(attempt) for attempt in range(1, MOST_ATTEMPTS + 1)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(seconds=10), timedelta(hours=6))


def test_a_lost_process_loses_no_delivery(
    allowing: House, client: Client, receiver: Receiver, sender: Callable[[House], Sender]
) -> None:
    class Dies:
        def send(self, _delivery: Delivery, _hook: Hook) -> str:
            raise KeyboardInterrupt

    hook = client(allowing, "admin").post(HOOKS, json={"url": receiver.url, "events": ["story.drafted"]}).json()["id"]
    with allowing.parts.store.write() as work:
        work.outbox.save(Delivery("d1", hook, "story.drafted", "{}", attempts=0, due_at=allowing.clock()))
    with pytest.raises(KeyboardInterrupt):
        deliver(allowing.parts.store, Dies(), allowing.clock)
    allowing.clock.forward(minutes=2)

    assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 1
    assert len(receiver.taken) == 1


def test_the_address_is_checked_at_each_delivery(house: House, receiver: Receiver) -> None:
    answers = iter([[OUTSIDE[0]], ["127.0.0.1"]])
    rebound = Sender(house.clock, private=False, resolve=lambda _host, _port: next(answers))
    delivery = Delivery("d1", "h1", "story.drafted", "{}", attempts=1, due_at=house.clock())
    target("https://hooks.example", private=False, resolve=lambda _host, _port: next(answers))

    assert "inside the house" in rebound.send(delivery, Hook("h1", "https://hooks.example", "s", ()))
    assert receiver.taken == []
    rebound.close()


def test_a_receiver_that_is_not_there_is_a_line(allowing: House, sender: Callable[[House], Sender]) -> None:
    delivery = Delivery("d1", "h1", "story.drafted", "{}", attempts=1, due_at=allowing.clock())

    assert sender(allowing).send(delivery, Hook("h1", "http://127.0.0.1:1/", "s", ())).startswith("it could not be rea")


def test_a_hook_that_is_off_is_sent_nothing(allowing: House, sender: Callable[[House], Sender]) -> None:
    with allowing.parts.store.write() as work:
        work.outbox.save_hook(Hook("h1", "http://127.0.0.1:1/", "s", ("story.drafted",), active=False))
        work.outbox.save(Delivery("d1", "h1", "story.drafted", "{}", attempts=0, due_at=allowing.clock()))

    assert deliver(allowing.parts.store, sender(allowing), allowing.clock) == 0


def test_a_webhook_goes_outside_only_and_can_be_taken_out(house: House, client: Client) -> None:
    admin = client(house, "admin")
    for url in ("http://127.0.0.1:8000/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/"):
        assert admin.post(HOOKS, json={"url": url, "events": ["story.approved"]}).status_code == 422
    ok = admin.post(HOOKS, json={"url": f"https://{OUTSIDE[0]}/in", "events": ["story.approved"]})

    assert ok.status_code == 201
    assert "secret" not in admin.get(HOOKS).json()["items"][0]
    assert admin.delete(f"{HOOKS}/{ok.json()['id']}").status_code == 204
    assert admin.delete(f"{HOOKS}/{ok.json()['id']}").status_code == 404
    assert admin.get(HOOKS).json()["items"] == []


def test_a_fault_does_not_end_the_background() -> None:
    told: list[str] = []
    enough = threading.Event()

    def fails() -> None:
        if len(told) > 2:
            enough.set()
        raise ValueError("text of notes")

    background = Background([Chore("c", 1, fails)], lambda _event, fields: told.append(str(fields)), beat=0.001)
    background.start()
    assert enough.wait(10)
    background.stop()
    assert told[0] == "{'chore': 'c', 'error': 'ValueError'}"
