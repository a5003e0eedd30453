"""A vault's folder, the real daemon on it, and people who speak to its socket.

People's unlock keys are random bytes: the daemon never sees a passphrase, and a login costs nothing then.
"""

import ctypes
import http.client
import json
import mmap
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
DAEMON = ROOT / ".build/debug/sandykd"
BINARY = {"Content-Type": "application/octet-stream"}


class Refused(Exception):
    """The daemon said no; `code` is the stable one."""

    def __init__(self, what, status, problem):
        super().__init__(f"{what}: {status} {problem.get('code')} {problem.get('detail')}")
        self.status, self.code, self.problem = status, problem.get("code"), problem


class Died(Exception):
    """The connection broke before an answer: nothing was acknowledged."""


class Stuck(Exception):
    """The daemon does not come to where it has to come by itself."""


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path):
        super().__init__("sandyk", timeout=60)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class KillPage:
    """The page that kill_at.c shares: when the process has to end, and how many changes it has seen."""

    def __init__(self, path):
        self.path = path
        path.write_bytes(bytes(4096))
        with open(path, "r+b") as file:
            self._map = mmap.mmap(file.fileno(), 4096)
        self._left = ctypes.c_longlong.from_buffer(self._map, 0)
        self._seen = ctypes.c_longlong.from_buffer(self._map, 8)
        self._torn = ctypes.c_int.from_buffer(self._map, 16)

    def arm(self, point, torn=False):
        self._torn.value = torn
        self._seen.value = 0
        self._left.value = point

    @property
    def seen(self):
        return self._seen.value


class Vault:
    """`people` maps names to unlock keys; sessions are of one daemon's life."""

    def __init__(self, folder, people=None):
        self.folder = pathlib.Path(folder)
        self.people = dict(people or {})
        self.tokens, self.process, self.page = {}, None, None

    # Files

    @classmethod
    def fresh(cls, folder, more=""):
        """An empty folder with its Keys file; there is no vault in it yet."""
        vault = cls(folder)
        for name in ("", "data", "keystore", "mirror", "run"):
            (vault.folder / name).mkdir(mode=0o700)
        vault._write_keys(more)
        return vault

    def _write_keys(self, more):
        here = self.folder
        (here / "Keys").write_text(
            f"data-folder: {here}/data\nsocket: {here}/run/s\nroot-key:\n  file: {here}/root.key\n"
            f"keystore: {here}/keystore/keystore\nmirror: {here}/mirror/keystore\n"
            f"passphrase-passes: 3\npassphrase-memory-mib: 64\n{more}"
        )

    def copy(self, folder):
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("s", "log", "page"))
        other = Vault(folder, self.people)
        text = (other.folder / "Keys").read_text()
        (other.folder / "Keys").write_text(text.replace(str(self.folder), str(other.folder)))
        return other

    # The daemon

    def start(self, library=None):
        """Waits for the socket, not for a state.

        Raises Stuck where the daemon ends instead."""
        environment = dict(os.environ)
        if library:
            self.page = KillPage(self.folder / "page")
            environment |= {"LD_PRELOAD": str(library), "SANDYK_KILL_PAGE": str(self.page.path)}
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [DAEMON, "--keys", self.folder / "Keys"], env=environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log)
        self.tokens = {}
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                lines = (self.folder / "log").read_text(errors="replace").splitlines()
                raise Stuck("the daemon does not start: " + (lines[-1] if lines else ""))
            try:
                return self.ask("GET", "/v1/health")["state"]
            except (Died, FileNotFoundError, ConnectionRefusedError):
                time.sleep(0.005)
        raise Stuck("no answer from the daemon")

    def kill(self):
        if self.process:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)

    # The protocol

    def ask(self, method, path, body=None, who=None, headers=None):
        headers = dict(headers or {})
        if who:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        if isinstance(body, dict):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body, ensure_ascii=False).encode()
        connection = Connection(str(self.folder / "run/s"))
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        except (BrokenPipeError, ConnectionResetError, http.client.HTTPException, TimeoutError) as error:
            raise Died(f"{method} {path}") from error
        finally:
            connection.close()
        kind = answer.headers.get("Content-Type", "")
        if answer.status >= 300:
            raise Refused(f"{method} {path}", answer.status, json.loads(text) if "json" in kind else {})
        return json.loads(text) if kind == "application/json" else text

    def unlock(self, name):
        """Headers and body of an unlock key, made new for a new name."""
        self.people.setdefault(name, secrets.token_bytes(32))
        cost = {"Sandyk-Salt": secrets.token_hex(16), "Sandyk-Passes": "3", "Sandyk-Memory-KiB": "65536"}
        return {**BINARY, **cost}, self.people[name]

    def log_in(self, name, key=None):
        path = f"/v1/accounts/{name}/sessions"
        self.tokens[name] = self.ask("POST", path, key or self.people[name], headers=BINARY)["token"]

    def log_everybody_in(self):
        """Those who can; nobody else has a session."""
        self.tokens = {}
        for name in self.people:
            try:
                self.log_in(name)
            except Refused as refused:
                if refused.code not in ("not-active", "login-refused", "login-delayed"):
                    raise

    def items(self, path, who):
        found, after = [], ""
        while True:
            page = self.ask("GET", path + after, who=who)
            found += page["items"]
            if not page.get("next"):
                return found
            after = ("&" if "?" in path else "?") + f"after={page['next']}"
