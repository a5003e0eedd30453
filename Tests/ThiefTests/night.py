"""All thieves, one after the other, on one vault."""

import pathlib
import sys
import tempfile
import time

import house
import report
import story
import thief_of_databases
import thief_of_last_month
import thief_of_the_machine
import thief_of_the_sealed_machine
import thief_with_a_members_pen
import thief_with_an_admins_pen
import thief_with_a_passphrase
import thief_with_cards
import thief_without_the_device_key
import thief_with_everything_of_then
import thief_without_the_servers_keys
from thieves import Caught, Scene

THIEVES = (
    thief_of_databases,
    thief_of_the_machine,
    thief_with_a_passphrase,
    thief_with_an_admins_pen,
    thief_without_the_servers_keys,
    thief_of_last_month,
    thief_with_everything_of_then,
    thief_with_cards,
    thief_without_the_device_key,
    thief_of_the_sealed_machine,
    thief_with_a_members_pen,
)


def main(arguments):
    if arguments not in ([], ["--write"]):
        print("usage: run [--write]", file=sys.stderr)
        return 64
    results, caught = [], 0
    with tempfile.TemporaryDirectory(prefix="thief.") as folder:
        try:
            scene = Scene(story.tell(pathlib.Path(folder)), pathlib.Path(folder))
            for thief in THIEVES:
                began = time.monotonic()
                try:
                    results.append(thief.steal(scene))
                    print(f"{thief.__name__}: as promised, {time.monotonic() - began:.0f} s", file=sys.stderr)
                except Caught as found:
                    caught += 1
                    print(f"{thief.__name__}: NOT AS PROMISED: {found}", file=sys.stderr)
        finally:
            house.forget_sessions()
    if caught:
        return 1
    if not report.publish(results, arguments == ["--write"]):
        print("SECURITY.md says something else: Tests/ThiefTests/run --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
