"""Every benchmark, one after the other: `make bench`."""

from benches import checker, draft, embedding, generative, program, quotes, usage_facts, whole


def main() -> None:
    """Run them all; each prints its own figures."""
    for bench in (program, whole, draft, generative, checker, quotes, embedding, usage_facts):
        print()
        bench.main()


if __name__ == "__main__":
    main()
