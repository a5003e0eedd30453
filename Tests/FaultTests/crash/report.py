"""What the harness says: a line for each loss or stuck state when it is found, totals at the end."""

import sys
import time

import points


class Report:
    def __init__(self, total):
        self._total, self._done, self._tried = total, 0, {}
        self._counts = {"LOST": 0, "STUCK": 0}
        self._shown = time.monotonic()

    def add(self, operation, point, torn, is_reached, verdict):
        """A point that was not come to is not tried, though what was found there counts."""
        self._done += 1
        if is_reached:
            self._tried[operation] = self._tried.get(operation, 0) + 1
        if verdict:
            word, cause = verdict
            self._counts[word] += 1
            self._say(f"{operation}, point {point}{'t' if torn else ''}: {word}: {cause}")
        self._show_progress()

    def no_sweep(self, operation, cause):
        """The operation could not be looked at."""
        self._counts["STUCK"] += 1
        self._say(f"{operation}: STUCK: {cause}")

    def close(self, sweeps):
        """The totals.

        Returns whether everything is well."""
        self._say("", end="")
        for sweep in sweeps:
            name = sweep.operation.name
            print(f"{name}: {self._tried.get(name, 0)} tried of {sum(1 for _ in points.of(sweep))}")
        losses, stuck = self._counts.values()
        print(f"{sum(self._tried.values())} points tried, {losses} losses, {stuck} stuck states")
        return bool(self._tried) and not losses and not stuck

    def _say(self, text, end="\n"):
        clear = "\r\x1b[K" if sys.stderr.isatty() else ""
        print(f"{clear}{text}", end=end, file=sys.stderr, flush=True)

    def _show_progress(self):
        if sys.stderr.isatty() and time.monotonic() - self._shown > 1:
            self._shown = time.monotonic()
            losses, stuck = self._counts.values()
            self._say(f"{self._done} of {self._total}, {losses} losses, {stuck} stuck states", end="")
