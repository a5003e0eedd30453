"""What is swept, in one table."""

from dataclasses import dataclass
from typing import Callable

import of_custodians
import on_cases
import on_keys
import on_people
import on_records
from prepared import initialise


@dataclass(frozen=True)
class Operation:
    """`act` is one acknowledged request, or several of which only the last changes what can be seen. It is acted again
    after a crash that left it wholly absent."""

    name: str
    act: Callable
    # What has to be done to the prepared vault first; may leave the daemon stopped.
    first: Callable | None = None
    # Begins with an empty folder, not with the prepared vault.
    empty: bool = False
    # Work goes on after the answer, and is swept too.
    background: bool = False
    # A state that the daemon comes to after the answer.
    until: str | None = None
    # More than one step that can be seen: what a crash cut off is finished by doing it again.
    steps: bool = False


OPERATIONS = (
    Operation("init", initialise, empty=True),
    # People
    Operation("invite", on_people.invite),
    Operation("uninvite", on_people.uninvite),
    Operation("enrol", on_people.enrol),
    Operation("suspend", on_people.suspend),
    Operation("resume", on_people.resume, first=on_people.suspend),
    Operation("disable", on_people.disable, background=True),
    Operation("role", on_people.role, background=True),
    Operation("new-key", on_people.new_key, background=True),
    Operation("handover", on_people.handover),
    Operation("passphrase", on_people.passphrase, first=on_people.another_passphrase),
    # Cases
    Operation("open-case", on_cases.open_case),
    Operation("assign", on_cases.assign_one),
    Operation("ask", on_cases.ask_for),
    Operation("approve", on_cases.approve),
    Operation("approve-asked", on_cases.approve_asked),
    Operation("decline", on_cases.decline),
    Operation("unassign", on_cases.unassign, background=True),
    Operation("lead", on_cases.lead),
    Operation("unlead", on_cases.unlead, first=on_cases.lead),
    Operation("close", on_cases.close),
    Operation("reopen", on_cases.reopen, first=on_cases.close),
    Operation("hold", on_cases.hold),
    Operation("unhold", on_cases.unhold, first=on_cases.hold),
    Operation("propose-disposal", on_cases.propose_disposal),
    Operation("withdraw-proposal", on_cases.withdraw_proposal),
    Operation("dispose", on_cases.dispose, background=True),
    # Records
    Operation("note", on_records.note),
    Operation("note-elsewhere", on_records.note_elsewhere),
    Operation("amend", on_records.amend),
    Operation("upload", on_records.upload),
    Operation("replace", on_records.replace),
    Operation("withdraw", on_records.withdraw, first=on_records.watch),
    Operation("propose-destruction", on_records.propose_destruction, first=on_records.withdrawn),
    Operation("destroy", on_records.destroy, first=on_records.proposed_for_destruction, background=True),
    # Keys
    Operation("rotate-case", on_keys.rotate_case, background=True),
    Operation("rotate-all", on_keys.rotate_all, background=True),
    Operation("rotate-root", on_keys.rotate_root, background=True),
    Operation("rotate-meta", on_keys.rotate_meta, background=True),
    Operation("slot-set", on_keys.set_slot, first=on_keys.another_passphrase),
    Operation("slot-replace", on_keys.set_slot, first=on_keys.slot_set_and_another),
    Operation("slot-remove", on_keys.remove_slot, first=on_keys.slot_set),
    Operation("backup-register", on_keys.register_backup),
    Operation("limits", on_keys.limits, first=on_keys.laxer_file),
    Operation("propose-limits", on_keys.limits, first=on_keys.laxer_file_of_two),
    Operation("seal", on_keys.seal, until="sealed"),
    Operation("unseal-root", on_keys.unseal_by_root, first=on_keys.sealed),
    Operation("unseal-passphrase", on_keys.unseal_by_passphrase, first=on_keys.sealed_with_passphrase),
    # Custodians
    Operation("custodians-set", of_custodians.set_first, first=of_custodians.new_vault, empty=True),
    Operation("custodians-set-next", of_custodians.set_next),
    Operation("confirm-custodians", of_custodians.confirm, background=True),
    Operation("confirm-next", of_custodians.confirm_next, first=of_custodians.set_next, background=True),
    Operation("succeed", of_custodians.succeed, background=True, steps=True),
    Operation("recover", of_custodians.recover_account, background=True),
    Operation("recover-case", of_custodians.recover_case, background=True),
    Operation("recover-admin", of_custodians.recover_admin, background=True, steps=True),
    Operation("rehearse", of_custodians.rehearse),
)
