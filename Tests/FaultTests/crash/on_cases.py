"""Operations on cases and on what waits for somebody's yes."""

from prepared import FIRST, SECOND, THIRD, assign


def open_case(vault):
    vault.ask("POST", "/v1/cases", {"code": "KG-2026-0050"}, "lawyer")


def assign_one(vault):
    assign(vault, THIRD, "bakyt")


def ask_for(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/assign", {"name": "erkin"}, "admin")


def _request(vault, who, kind, name):
    items = vault.items(f"/v1/cases/{FIRST}/requests", who)
    return next(item["id"] for item in items if (item["kind"], item["name"]) == (kind, name))


def approve(vault):
    """A holder's yes."""
    words = {"keyWords": vault.known.words["bakyt"]}
    vault.ask("POST", f"/v1/requests/{_request(vault, 'lawyer', 'grant', 'bakyt')}/approve", words, "lawyer")


def approve_asked(vault):
    """The lead's yes to what an admin asked."""
    words = {"keyWords": vault.known.words["ainura"]}
    request = _request(vault, "caseworker", "assign", "ainura")
    vault.ask("POST", f"/v1/requests/{request}/approve", words, "caseworker")


def decline(vault):
    vault.ask("POST", f"/v1/requests/{_request(vault, 'lawyer', 'grant', 'bakyt')}/decline", None, "lawyer")


def unassign(vault):
    vault.ask("POST", f"/v1/cases/{SECOND}/unassign", {"name": "ainura"}, "caseworker")


def lead(vault):
    body = {"name": "lawyer", "keyWords": vault.known.words["lawyer"]}
    vault.ask("POST", f"/v1/cases/{FIRST}/lead", body, "caseworker")


def unlead(vault):
    vault.ask("POST", f"/v1/cases/{FIRST}/unlead", {"name": "lawyer"}, "caseworker")


def close(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/close", None, "caseworker")


def reopen(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/reopen", None, "caseworker")


def hold(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/hold", {"reason": "court-order"}, "lawyer")


def unhold(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/unhold", None, "caseworker")


def propose_disposal(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/dispose", None, "caseworker")


def _proposal(vault, who, kind):
    return next(item for item in vault.items("/v1/proposals", who) if item["kind"] == kind)


def withdraw_proposal(vault):
    item = _proposal(vault, "caseworker", "case.dispose")
    vault.ask("POST", f"/v1/proposals/{item['id']}/withdraw", None, "caseworker")


def agree(vault, kind):
    """The second person's yes to exactly what waits."""
    item = _proposal(vault, "auditor", kind)
    vault.ask("POST", f"/v1/proposals/{item['id']}/agree", {"digest": item["digest"]}, "auditor")


def dispose(vault):
    """What waits in the prepared vault; with a wait of 0 days it is done at once."""
    agree(vault, "case.dispose")
