"""The page that kill_at.c shares with the harness."""

import ctypes
import mmap

SIZE, KINDS = 4096, 24
WORDS = {"w": "write", "s": "sync", "t": "truncation", "n": "name"}


class KillPage:
    """When the process has to end, how many changes of a file it has seen, and of what kind they were."""

    def __init__(self, path):
        self.path = path
        path.write_bytes(bytes(SIZE))
        with open(path, "r+b") as file:
            self._map = mmap.mmap(file.fileno(), SIZE)
        self._left = ctypes.c_longlong.from_buffer(self._map, 0)
        self._seen = ctypes.c_longlong.from_buffer(self._map, 8)
        self._torn = ctypes.c_int.from_buffer(self._map, 16)

    def arm(self, point, torn=False):
        """`point` 0: only count."""
        self._torn.value = torn
        self._seen.value = 0
        self._left.value = point

    @property
    def is_reached(self):
        return self._left.value <= 0

    @property
    def kinds(self):
        """A letter for each change since it was armed."""
        seen = min(self._seen.value, SIZE - KINDS)
        return self._map[KINDS:KINDS + seen].decode()
