"""What of custodians' cards is in a daemon's memory and files; see cards-in-memory, which runs this."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from shamir_mnemonic import combine_mnemonics
from shamir_mnemonic.share import Share

PROGRAMS = pathlib.Path(os.environ["SANDYK_PROGRAMS"])
PASSPHRASE = "five words for the admin\n"
# So many words of a card one after the other are no accident.
RUN = 4


class Vault:
    """An empty vault with one admin and custodians, driven through its command line."""

    def __init__(self, folder):
        self.folder, self.daemon = pathlib.Path(folder), None
        for name in ("vault", "run"):
            (self.folder / name).mkdir(mode=0o700)
        # Run folders are taken only in memory.
        self.runs = tempfile.mkdtemp(prefix="sandyk-cards-", dir="/dev/shm")
        (self.folder / "Keys").write_text(
            f"data-folder: {folder}/vault\nsocket: {folder}/run/s\nroot-key:\n  file: {folder}/root.key\n"
            f"keystore: {folder}/keystore\npassphrase-passes: 3\npassphrase-memory-mib: 64\n"
        )

    def start(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.daemon = subprocess.Popen([PROGRAMS / "sandykd", "--keys", self.folder / "Keys"], **quiet)
        for _ in range(150):
            if self._command("status").returncode == 0:
                return
            time.sleep(0.1)
        sys.exit("the daemon does not answer")

    def kill(self):
        self.daemon.kill()
        self.daemon.wait()

    def clear(self):
        if self.daemon and self.daemon.poll() is None:
            self.kill()
        shutil.rmtree(self.runs)

    def _command(self, *words, text=""):
        environment = os.environ | {"SANDYK_SOCKET": f"{self.folder}/run/s", "XDG_RUNTIME_DIR": self.runs}
        command = [PROGRAMS / "sandyk", *words]
        return subprocess.run(command, input=text, env=environment, capture_output=True, text=True)

    def run(self, *words, text=""):
        done = self._command(*words, text=text)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stderr}")
        return done.stdout

    def login(self):
        self.run("login", "admin", "--passphrase-file", "-", text=PASSPHRASE)

    def memory(self):
        """Everything that can be read of the daemon's memory."""
        process = f"/proc/{self.daemon.pid}"
        with open(f"{process}/maps") as maps, open(f"{process}/mem", "rb") as memory:
            for line in maps:
                place, rights = line.split()[:2]
                if "r" not in rights or "[v" in line:
                    continue
                start, end = (int(number, 16) for number in place.split("-"))
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except OSError:
                    continue

    def files(self):
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield path.read_bytes()


def found(wanted, places):
    """The names of what is in any of the places."""
    there = set()
    for place in places:
        there |= {name for name, values in wanted.items() if any(value in place for value in values)}
    return there


def traces(cards):
    """name → byte strings, any of which would be a trace of it."""
    wanted = {"the secret": [combine_mnemonics(cards[:2], b"")]}
    for number, card in enumerate(cards, 1):
        words = card.encode().split()
        wanted[f"words of card {number}"] = [b" ".join(words[i : i + RUN]) for i in range(4, 30 - RUN)]
        wanted[f"bytes of card {number}"] = [Share.from_mnemonic(card).value]
    return wanted


def main(vault):
    vault.start()
    vault.run("init", "--account", "admin", "--passphrase-file", "-", text=PASSPHRASE)
    vault.login()
    dealt = json.loads(vault.run("custodians", "deal", "-k", "2", "-n", "3", "--scripted"))
    vault.run("custodians", "set", dealt["publicKeys"], "-k", "2", "-n", "3")
    wanted, cards = traces(dealt["cards"]), dealt["cards"]
    begun = vault.run("recover", "rehearse", "--card-file", "-", "--json", text=cards[0] + "\n")
    during = found(wanted, vault.memory())
    if during != {"bytes of card 1"}:
        sys.exit(f"while one card lies there: {sorted(during)}, not its bytes alone")
    vault.run("recover", "card", json.loads(begun)["id"], "--card-file", "-", text=cards[1] + "\n")
    after = found(wanted, vault.memory()) | found(wanted, vault.files())
    if after:
        sys.exit(f"after the end: {sorted(after)}")
    vault.run("recover", "rehearse", "--card-file", "-", text=cards[2] + "\n")
    vault.kill()
    vault.start()
    vault.login()
    ended = json.loads(vault.run("ledger", "show", "--kind", "recovery-ended", "--json"))["items"]
    if [event["outcome"] for event in ended] != [503, 200] or found(wanted, vault.files()):
        sys.exit(f"after a kill: {ended}")
    vault.run("ledger", "verify")
    print("cards: in guarded memory during a ceremony; no word, byte or secret after it; a kill ends it")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="cards.") as place:
        vault = Vault(place)
        try:
            main(vault)
        finally:
            vault.clear()
