"""The people of a walk: who they are changes while it goes on."""

import copy
import time
import types

from prepared import PEOPLE
from protocol import BINARY, Client, Refused
from vault import OVERSEERS, Vault


class Crowd(Vault):
    """A vault in which anybody may come to be an overseer, and anybody's account may end.

    `known.roles` is of those who have an account, as it was when they last came; `known.codes` are open invitations,
    `known.current` is the custodians' key that counts. `is_stale` says that somebody else could log in by now."""

    is_stale = True

    @classmethod
    def of(cls, prepared, folder, dealt):
        other = prepared.copy(folder)
        vault = cls(other.folder, other.people, types.SimpleNamespace(**vars(other.known)))
        vault.known.roles, vault.known.current = {"admin": "admin", **PEOPLE}, dealt
        vault.known.codes, vault.known.words = {"gulnara": other.known.invite}, dict(other.known.words)
        return vault

    def beside(self):
        """The same vault for somebody who speaks to it at the same time."""
        other = copy.copy(self)
        other._client = Client(str(self.folder / "run/s"))
        return other

    def leave(self):
        self._client.close()

    def log_everybody_in(self):
        """Those whose account is active; a guess at another one would delay its login once it is."""
        self.tokens, self.opens, self.is_stale = {}, {}, False
        overseers = (name for role in OVERSEERS for name in sorted(self.known.roles) if self.known.roles[name] == role)
        while not self.tokens:
            self.log_in(next(overseers))
        accounts = self.items("/v1/accounts", self.overseer)
        self.known.roles = {item["id"]: item["role"] for item in accounts if item["status"] in ("active", "suspended")}
        active = {item["id"] for item in accounts if item["status"] == "active"}
        self.tokens = {name: token for name, token in self.tokens.items() if name in active}
        self.opens = {name: whether for name, whether in self.opens.items() if name in active}
        for name in sorted(active - self.tokens.keys()):
            self.log_in(name)

    def _opens(self, name, key):
        """Whoever was delayed waits; a refusal is an answer."""
        while True:
            try:
                self.tokens[name] = self.ask("POST", f"/v1/accounts/{name}/sessions", key, headers=BINARY)["token"]
                return True
            except Refused as refused:
                if refused.code != "login-delayed":
                    return False
                time.sleep(0.2)

    @property
    def overseer(self):
        return next(name for role in OVERSEERS for name in self.of_role(role))

    @property
    def workers(self):
        return [name for name in sorted(self.tokens) if self.known.roles[name] not in OVERSEERS]

    def of_role(self, role):
        return [name for name in sorted(self.tokens) if self.known.roles[name] == role]
