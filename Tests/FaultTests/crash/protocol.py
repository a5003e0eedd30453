"""What is asked of the daemon's socket, and what can come of it."""

import http.client
import json
import socket

BINARY = {"Content-Type": "application/octet-stream"}
# Far above what anything takes: other work may have the machine.
PATIENCE = 180


class Refused(Exception):
    """The daemon said no; `code` is the stable one."""

    def __init__(self, what, status, problem):
        super().__init__(f"{what}: {status} {problem.get('code')} {problem.get('detail')}")
        self.status, self.code, self.problem = status, problem.get("code"), problem


class Died(Exception):
    """There was no answer: nothing was acknowledged."""


class Stuck(Exception):
    """The daemon does not come to where it has to come by itself."""


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path):
        super().__init__("sandyk", timeout=PATIENCE)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Client:
    """Requests to one socket. Reading goes over one connection; everything else, since it must not be sent twice, over
    one of its own."""

    def __init__(self, path):
        self._path, self._kept = path, None

    def close(self):
        if self._kept:
            self._kept.close()
            self._kept = None

    def ask(self, method, path, body, headers):
        """The answer: JSON as what it says, anything else as bytes.

        Raises Died, Refused or Stuck."""
        try:
            answer, text = self._read(path, headers) if method == "GET" else self._send(method, path, body, headers)
        except TimeoutError as error:
            raise Stuck(f"no answer to {method} {path}") from error
        except (OSError, http.client.HTTPException) as error:
            raise Died(f"{method} {path}") from error
        kind = answer.headers.get("Content-Type", "")
        if answer.status >= 300:
            raise Refused(f"{method} {path}", answer.status, json.loads(text) if "json" in kind else {})
        return json.loads(text) if kind == "application/json" else text

    def _send(self, method, path, body, headers):
        connection = Connection(self._path)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def _read(self, path, headers):
        if self._kept:
            try:
                return self._once(path, headers)
            except (ConnectionError, http.client.HTTPException):
                # Closed since, perhaps for having been idle: a new one tells whether anybody is there.
                self.close()
        self._kept = Connection(self._path)
        return self._once(path, headers)

    def _once(self, path, headers):
        try:
            self._kept.request("GET", path, None, headers)
            answer = self._kept.getresponse()
            return answer, answer.read()
        except BaseException:
            self.close()
            raise
