import io

import pytest

from assistant.cli.progress import progress


def test_nothing_is_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(after_s=0) as step:
        step("reading")

    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    """Standard error as a person sees it."""

    def isatty(self) -> bool:
        return True


def test_a_patient_reader_sees_nothing_of_a_quick_run() -> None:
    screen = Terminal()

    with progress(after_s=60, screen=screen) as step:
        step("reading")

    assert "reading" not in screen.getvalue()


def test_after_a_while_the_step_is_shown() -> None:
    screen = Terminal()

    with progress(after_s=0, screen=screen) as step:
        step("reading")
        while "reading" not in screen.getvalue():
            step("reading")

    assert "reading" in screen.getvalue()
