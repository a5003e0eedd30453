"""A vault's folder with the real daemon and command line on it. SANDYK_PROGRAMS says where these are."""

import json
import os
import pathlib
import shutil
import subprocess
import time

from canonical import decode_text
from loot import Loot

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(os.environ.get("SANDYK_PROGRAMS") or ROOT / ".build/debug").resolve()


class Refused(Exception):
    """A command ended with something else than success."""


class House:
    """Files as Scripts/demo lays them out: Keys, vault/, keystore/, mirror/, root.key, passphrases/."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self._daemon = None

    @property
    def data(self):
        return self.folder / "vault"

    @property
    def keystore(self):
        return self.folder / "keystore/keystore"

    @property
    def root_key(self):
        return self.folder / "root.key"

    def passphrase(self, name):
        return (self.folder / "passphrases" / name).read_text(encoding="utf-8").removesuffix("\n")

    def choose_passphrase(self, name):
        """The file that it is in now."""
        file = self.folder / "passphrases" / name
        file.write_text(f"a passphrase of {name} alone\n")
        file.chmod(0o600)
        return file

    def device_key(self, name):
        """The second secret of somebody who has one; in reality it is on no machine of the house."""
        return decode_text("sandyk-device-", (self.folder / "passphrases" / f"{name}.device").read_text().strip())

    def everything(self, *people):
        """The whole folder as loot, with these people's passphrases."""
        root_key = self.root_key if self.root_key.exists() else None
        return Loot(self.data, self.keystore, root_key, tuple(self.passphrase(name) for name in people))

    def copy(self, folder):
        """The stopped vault in another place, ready to be started there."""
        shutil.copytree(self.folder, folder)
        settings = (pathlib.Path(folder) / "Keys").read_text()
        (pathlib.Path(folder) / "Keys").write_text(settings.replace(str(self.folder), str(folder)))
        return House(folder)

    # The daemon

    def start(self):
        """The state that health gives, or None when the daemon refused to start."""
        (self.folder / "sessions").mkdir(mode=0o700, exist_ok=True)
        log = open(self.folder / "thief.log", "ab")
        self._daemon = subprocess.Popen(
            [PROGRAMS / "sandykd", "--keys", self.folder / "Keys"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        for _ in range(200):
            if self._daemon.poll() is not None:
                return None
            try:
                return json.loads(self.run("nobody", "status", "--json"))["state"]
            except Refused:
                time.sleep(0.05)
        raise RuntimeError("the daemon neither started nor ended")

    def stop(self):
        if self._daemon is not None and self._daemon.poll() is None:
            self._daemon.terminate()
            self._daemon.wait(timeout=60)
        self._daemon = None

    def last_words(self):
        """The last line that the daemon wrote, or nothing."""
        lines = (self.folder / "thief.log").read_text().splitlines()
        return lines[-1] if lines else ""

    # The command line

    def run(self, person, *words, text=""):
        base = pathlib.Path("/dev/shm") / f"sandyk-thief-{os.getpid()}" / self.folder.name / person
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment = os.environ | {
            "XDG_RUNTIME_DIR": str(base),
            "SANDYK_SOCKET": str(self.folder / "run/sandykd.sock"),
        }
        done = subprocess.run(
            [PROGRAMS / "sandyk", *words], env=environment, input=text.encode(), capture_output=True, check=False
        )
        if done.returncode:
            error = done.stderr.decode(errors="replace")
            raise Refused(f"{person}: sandyk {' '.join(map(str, words))}: {done.returncode} {error}")
        return done.stdout.decode()

    def items(self, person, *words):
        return json.loads(self.run(person, *words, "--json"))["items"]

    def login(self, *people):
        for name in people:
            self.run(name, "login", name, "--passphrase-file", self.folder / "passphrases" / name)


def forget_sessions():
    shutil.rmtree(pathlib.Path("/dev/shm") / f"sandyk-thief-{os.getpid()}", ignore_errors=True)
