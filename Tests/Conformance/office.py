"""Makes the vault that the conformance run asks: people of every role, a case with everybody on it, records.

    office.py SOCKET FOLDER

Speaks to the daemon's socket with the standard library alone. Unlock keys are random bytes, since the server
never sees a passphrase. Writes under FOLDER: everybody's tokens/NAME and keys/NAME (unlock keys), and
lists of names, codes, record ids, request ids, key words and an invite code. Everybody and everything is
invented.
"""

import http.client
import json
import os
import pathlib
import secrets
import socket
import sys

CASE = "KG-2026-0041"
# Enough of each that what one call closes, disables or uses up is not the only one there is.
CASES = [CASE, "KG-2026-0042", "KG-2026-0043"]
PEOPLE = {
    "caseworker": "caseworker",
    "lawyer": "lawyer",
    "psychologist": "psychologist",
    "auditor": "auditor",
    "ainura": "caseworker",
    "bakyt": "lawyer",
    "e.sydykova": "psychologist",
}
KINDS = {"caseworker": "safety-plan", "lawyer": "statement", "psychologist": "session-note"}
BINARY = {"Content-Type": "application/octet-stream"}


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path):
        super().__init__("sandyk")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Office:
    """Who is logged in, and what they can be asked to do."""

    def __init__(self, path):
        self.path = path
        self.keys, self.words, self.tokens = {}, {}, {}

    def ask(self, method, path, body=None, who=None, headers=None):
        headers = dict(headers or {})
        if who:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        if isinstance(body, dict):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body, ensure_ascii=False).encode()
        connection = Connection(self.path)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text)

    def unlock(self, name):
        """Headers and body of an unlock key, made new for a new name."""
        self.keys[name] = secrets.token_bytes(32)
        cost = {"Sandyk-Salt": secrets.token_hex(16), "Sandyk-Passes": "3", "Sandyk-Memory-KiB": "65536"}
        return {**BINARY, **cost}, self.keys[name]

    def log_in(self, name):
        path = f"/v1/accounts/{name}/sessions"
        return self.ask("POST", path, self.keys[name], headers=BINARY)["token"]

    def initialise(self):
        headers, key = self.unlock("admin")
        self.ask("POST", "/v1/vault", key, headers={**headers, "Sandyk-Account": "admin"})
        self.tokens["admin"] = self.log_in("admin")

    def invite(self, name, role):
        return self.ask("POST", "/v1/accounts", {"name": name, "role": role}, "admin")["code"]

    def enrol(self, name, role):
        headers, key = self.unlock(name)
        headers["Sandyk-Invite"] = self.invite(name, role)
        self.words[name] = self.ask("POST", f"/v1/accounts/{name}/enrol", key, headers=headers)["keyWords"]
        self.tokens[name] = self.log_in(name)

    def assign(self, code, name, who="caseworker", **more):
        body = {"name": name, "keyWords": self.words[name], **more}
        return self.ask("POST", f"/v1/cases/{code}/assign", body, who)["requests"]

    def write(self, code, who):
        body = {"kind": KINDS[who], "title": "Жаңы жазуу", "text": "Ойдон чыгарылган. Ёлка, йод.\n"}
        note = self.ask("POST", f"/v1/cases/{code}/records", body, who)["id"]
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Disposition": "attachment; filename*=UTF-8''%D0%97.txt",
            "Sandyk-Kind": KINDS[who],
        }
        document = self.ask("POST", f"/v1/cases/{code}/documents", "Ойдон чыгарылган.\n".encode(), who, headers)["id"]
        return [note, document]


def main():
    path, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    office = Office(path)
    office.initialise()
    for name, role in PEOPLE.items():
        office.enrol(name, role)

    records, requests = [], []
    for code in CASES:
        office.ask("POST", "/v1/cases", {"code": code}, "caseworker")
        for name in ("lawyer", "psychologist"):
            office.assign(code, name)
        for who in KINDS:
            records += office.write(code, who)
        # One asked for by an admin, one that waits for a holder.
        requests += office.assign(code, "ainura", who="admin")
        requests += office.assign(code, "bakyt", compartments=["legal"])

    lists = {
        "names": [*PEOPLE, "admin", "no-one.here"],
        "codes": [*CASES, "KG-2026-9999"],
        "records": records,
        "requests": [request["id"] for request in requests],
        "invites": [office.invite("invited", "lawyer")],
        "key-words": [office.words["ainura"], office.words["bakyt"]],
    }
    for name, lines in lists.items():
        # One quoted string a line, as fuzzers' dictionaries have them.
        (folder / f"{name}.txt").write_text("".join(f'"{line}"\n' for line in lines), encoding="utf-8")
    for kind, values in (("tokens", office.tokens), ("keys", office.keys)):
        (folder / kind).mkdir()
        for name, value in values.items():
            (folder / kind / name).write_bytes(value if isinstance(value, bytes) else value.encode())


if __name__ == "__main__":
    os.umask(0o077)
    main()
