import ArgumentParser
import Testing

@testable import sandyk

@Suite struct CommandTests {
    private func parses(_ line: String) -> Bool {
        (try? Sandyk.parseAsRoot(line.split(separator: " ").map(String.init))) != nil
    }

    @Test(arguments: [
        "init", "status", "login ainura", "logout", "account invite ainura --role lawyer", "account enrol ainura",
        "account list", "account suspend a1", "account resume a1", "account disable a1 --orphan", "case new",
        "case new KG-2026-0041", "case list --limit 5", "case find", "case find суд", "case show KG-2026-0041",
        "case label KG-2026-0041 x", "case close KG-1", "case reopen KG-1",
        "case assign KG-1 a1 --compartments legal casework", "case unassign KG-1 a1", "case lead KG-1 a1",
        "case requests", "case approve 12ab", "case who KG-1", "note write KG-1 --kind session-note --title T",
        "note list KG-1", "note read 12ab", "note amend 12ab", "note history 12ab", "doc put KG-1 a b --kind evidence",
        "doc put KG-1 - --name x", "doc list KG-1", "doc get 12ab 34cd", "doc get KG-1 --all -o x", "doc history 12ab",
        "key rotate KG-1", "key rotate --all", "key status", "key status --watch --json",
        "key rotate --root", "key rotate --root --meta", "key slot set technician", "key slot remove director",
        "key slot list", "seal", "unseal", "unseal --slot director --passphrase-file -",
        "ledger show --case KG-1 --kind case-opened --since 2026-01-01",
        "custodians deal -k 3 -n 5", "custodians deal -k 2 -n 2 --print-to x --scripted",
        "account invite a1 --new-key --confirm a1 --orphan", "account handover a1 --to a2",
        "account handover a1 --to a2 --dry-run", "account handover a1 --to a2 --yes --key-words x",
        "account disable a1 --dry-run", "account disable a1 --confirm a1 --orphan", "account uninvite a1",
        "case decline 12ab", "case lead KG-1 a1 --remove", "account passphrase",
        "account passphrase --no-device-key --old-device-key x", "init --device-key x",
        "account enrol a1 --device-key x", "login a1 --device-key x",
        "ledger verify", "ledger kinds", "doctor", "case list --json --socket /x",
    ])
    func `the commands of the design are there`(line: String) {
        #expect(parses(line))
    }

    @Test(arguments: [
        "key rotate", "key rotate KG-1 --all", "key rotate KG-1 --root", "key rotate --all --meta",
        "key slot set boss", "unseal --slot root", "unseal --passphrase x", "doc put KG-1", "doc put KG-1 -",
        "doc put KG-1 a b --replaces 12ab",
        "doc get a b -o -", "doc get KG-1 KG-2 --all", "case list --limit 0", "account invite x --role boss",
        "custodians deal", "custodians deal -k 1 -n 3", "custodians deal -k 4 -n 3",
        "custodians deal -k 2 -n 17", "note write KG-1 --kind diary", "login a1 --passphrase x",
        "account invite a1", "account invite a1 --role lawyer --new-key", "account handover a1",
        "account enrol a1 --code x", "account passphrase new", "account passphrase --device-key x --no-device-key",
    ])
    func `what cannot be meant is refused, secrets as arguments above all`(line: String) {
        #expect(!parses(line))
    }
}
