"""Kills the daemon at each of its changes of a file, through every operation, and sees what is left.

    crash-harness                      every point of every operation
    crash-harness --seconds 90         as many points as that takes, evenly over the operations
    crash-harness --only note,upload   these operations
    crash-harness --only note --at 17,18t   these points; t: torn, in the middle of the write

After each kill: the daemon starts by itself; what was acknowledged is there; what was not is wholly there or, to
every command, wholly absent, and then it can be done again; everything that was readable is readable, also while
what was cut off goes on. Prints the points tried, the losses and the stuck states; ends with 1 where there are any.
"""

import argparse
import multiprocessing
import os
import pathlib
import signal
import sys
import tempfile
import time
import traceback

import look
import points
import programs
from operations import OPERATIONS
from prepared import prepare
from protocol import Stuck
from report import Report
from sweep import Lost, Sweep


def arguments():
    parser = argparse.ArgumentParser(
        prog="crash-harness", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", metavar="DIR", default=programs.BUILT, help="where sandykd is")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many daemons at a time")
    parser.add_argument("--seconds", type=float, help="end after so long")
    parser.add_argument("--seed", help="what the order of the points comes from; the commit where nothing is said")
    parser.add_argument("--only", metavar="NAME,...", help="these operations")
    parser.add_argument("--at", metavar="POINT,...", help="these points of them")
    options = parser.parse_args()
    names = [operation.name for operation in OPERATIONS]
    options.only = options.only.split(",") if options.only else names
    if unknown := set(options.only) - set(names):
        parser.error(f"there is no operation {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if not options.seed:
        options.seed = programs.commit()
    return options


# Set where somebody ends the sweep: what is under way is finished, the rest is left, and the totals are said.
ended = multiprocessing.get_context("fork").Value("b", 0)


def end_tidily():
    """Told to end, workers leave it to the process that began them, which tells them by `ended`."""
    def end(*_):
        ended.value = 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def beginning_of(prepared, folder):
    vault = prepared.copy(folder / "beginning")
    try:
        return look.at_beginning(vault)
    finally:
        vault.kill()


def look_at(task):
    """A sweep, or why there is none."""
    name, *rest = task
    operation = next(operation for operation in OPERATIONS if operation.name == name)
    try:
        return name, Sweep(operation, *rest), None
    except Exception as error:
        return name, None, _cause(error)


def try_point(task):
    """Nothing where the time is over, else the point and what is wrong there."""
    sweep, point, torn, until = task
    if ended.value or (until and time.monotonic() > until):
        return None
    verdict, is_reached = None, True
    try:
        is_reached = sweep.at(point, torn)
    except Lost as lost:
        verdict = "LOST", str(lost)
    except Exception as error:
        verdict = "STUCK", _cause(error)
    return sweep.operation.name, point, torn, is_reached, verdict


def _cause(error):
    """In a line; of what nobody thought of, where it happened too."""
    if isinstance(error, Stuck):
        return str(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {error} ({pathlib.Path(place.filename).name}:{place.lineno})"


def run(options, folder):
    library = programs.compile_library(folder)
    prepared = prepare(folder / "prepared")
    beginning = beginning_of(prepared, folder)
    pool = multiprocessing.get_context("fork").Pool(options.jobs)
    try:
        found = pool.map(look_at, [(name, prepared, library, folder, beginning) for name in options.only], chunksize=1)
        sweeps = [sweep for _, sweep, _ in found if sweep]
        if options.at:
            chosen = [(sweep, *point) for sweep in sweeps for point in points.said(options.at)]
        else:
            chosen = points.in_turn(sweeps, options.seed)
        report = Report(len(chosen))
        for name, sweep, cause in found:
            if not sweep:
                report.no_sweep(name, cause)
        until = time.monotonic() + options.seconds if options.seconds else None
        for result in pool.imap_unordered(try_point, ((*point, until) for point in chosen)):
            if result:
                report.add(*result)
    finally:
        # They hear no signal, and have nothing to do any more.
        pool.close()
        pool.join()
    return report.close(sweeps)


def main():
    options = arguments()
    end_tidily()
    programs.use(options.programs)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="crash.", dir="/dev/shm") as name:
        is_well = run(options, pathlib.Path(name))
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()
