"""A vault's folder, the real daemon on it, and people who speak to its socket.

People's unlock keys are random bytes: the daemon never sees a passphrase, and a login costs nothing then.
"""

import json
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import time
import types

from killpage import KillPage
from programs import program
from protocol import BINARY, PATIENCE, Client, Died, Refused, Stuck

COST = {"Sandyk-Passes": "3", "Sandyk-Memory-KiB": "65536"}
OVERSEERS = ("admin", "auditor")


class Vault:
    """`people` maps names to unlock keys, sessions are of one daemon's life, `known` is what people know: words, codes,
    cards, other keys."""

    def __init__(self, folder, people=None, known=None):
        self.folder = pathlib.Path(folder)
        self.people = dict(people or {})
        self.known = known or types.SimpleNamespace(other_keys={}, slot_keys=(), watched=())
        self.tokens, self.opens, self.process, self.page = {}, {}, None, None
        self._client = Client(str(self.folder / "run/s"))

    # Files

    @classmethod
    def fresh(cls, folder, known=None):
        """An empty folder with its Keys file; there is no vault in it yet."""
        vault = cls(folder, known=known)
        for name in ("", "data", "keystore", "mirror", "run"):
            (vault.folder / name).mkdir(mode=0o700)
        vault.write_keys()
        return vault

    def write_keys(self, **more):
        """The operator's file, with these lines too."""
        here = self.folder
        lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in more.items())
        (here / "Keys").write_text(
            f"data-folder: {here}/data\nsocket: {here}/run/s\nroot-key:\n  file: {here}/root.key\n"
            f"keystore: {here}/keystore/keystore\nmirror: {here}/mirror/keystore\n"
            f"passphrase-passes: 3\npassphrase-memory-mib: 64\ndisposal-wait-days: 0\n{lines}"
        )

    def copy(self, folder):
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("s", "log", "page"))
        other = Vault(folder, self.people, types.SimpleNamespace(**vars(self.known)))
        text = (other.folder / "Keys").read_text()
        (other.folder / "Keys").write_text(text.replace(str(self.folder), str(other.folder)))
        return other

    def is_mirrored(self):
        """Whether the keystore and its mirror are one: when something is done, what it retires is gone from both, and
        what it uses is in both, since either disk may be lost or stolen."""
        one, other = (self.folder / name / "keystore" for name in ("keystore", "mirror"))
        return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()

    # The daemon

    def start(self, library=None):
        """Waits for the socket, not for a state, which is returned.

        Raises Stuck where the daemon ends instead."""
        environment = dict(os.environ)
        if library:
            self.page = KillPage(self.folder / "page")
            environment |= {"LD_PRELOAD": str(library), "SANDYK_KILL_PAGE": str(self.page.path)}
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [program("sandykd"), "--keys", self.folder / "Keys"], env=environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)
        self.tokens = {}
        return self._wait_for()

    def wait_until(self, state):
        """Waits for a state that the daemon comes to by itself, also where it begins anew for that."""
        self._wait_for(state)

    def _wait_for(self, wanted=None):
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            if not self.is_alive():
                raise Stuck(f"the daemon ended: {self.last_words()}")
            try:
                state = self.state()
                if wanted in (None, state):
                    return state
            except Died:
                pass
            time.sleep(0.005)
        raise Stuck(f"the daemon does not come to be {wanted or 'there'}")

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def last_words(self):
        lines = (self.folder / "log").read_text(errors="replace").splitlines()
        return lines[-1] if lines else "it said nothing"

    def kill(self):
        self._client.close()
        if self.is_alive():
            self.process.send_signal(signal.SIGKILL)
        if self.process:
            self.process.wait()
        self.process = None

    def stop(self):
        self._client.close()
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
        self.process = None

    # The protocol

    def ask(self, method, path, body=None, who=None, headers=None):
        headers = dict(headers or {})
        if who:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        if isinstance(body, dict):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body, ensure_ascii=False).encode()
        return self._client.ask(method, path, body, headers)

    def items(self, path, who, after=None):
        """All pages of a list, from the one that follows `after`."""
        found, more = [], "&" if "?" in path else "?"
        while True:
            page = self.ask("GET", f"{path}{more}after={after}" if after is not None else path, who=who)
            found += page["items"]
            after = page.get("next")
            if not after:
                return found

    def state(self):
        return self.ask("GET", "/v1/health")["state"]

    # People

    def unlock(self, name):
        """Headers and body of somebody's unlock key, made new for a new name."""
        self.people.setdefault(name, secrets.token_bytes(32))
        return self.secret(self.people[name])

    def secret(self, key):
        """Headers and body of a key from a passphrase, as if it had just been chosen."""
        return {**BINARY, **COST, "Sandyk-Salt": secrets.token_hex(16)}, key

    def log_in(self, name):
        """By each of somebody's keys; `opens` says which of them are good."""
        keys = [self.people[name], *filter(None, [self.known.other_keys.get(name)])]
        self.opens[name] = tuple(self._opens(name, key) for key in keys)

    def _opens(self, name, key):
        try:
            self.tokens[name] = self.ask("POST", f"/v1/accounts/{name}/sessions", key, headers=BINARY)["token"]
        except Refused as refused:
            if refused.code not in ("not-active", "login-refused", "login-delayed"):
                raise
            return False
        return True

    def log_everybody_in(self):
        """Those who can; nobody else has a session."""
        self.tokens, self.opens = {}, {}
        for name in self.people.keys() & OVERSEERS:
            self.log_in(name)
        others = self.people.keys() - OVERSEERS
        if others:
            # A guess at an account that nobody enrolled in yet would delay the enrolled one's first login.
            accounts = self.items("/v1/accounts", self.overseer)
            others -= {item["id"] for item in accounts if item["status"] == "invited"}
        for name in sorted(others):
            self.log_in(name)

    @property
    def overseer(self):
        """Somebody who is logged in and sees every case."""
        return next(name for name in OVERSEERS if name in self.tokens)
