import Foundation
import Testing
import VaultEngine
import VaultServer

@testable import sandykd

@Suite struct KeysTests {
    private let good = """
        data-folder: /var/lib/sandyk
        socket: /run/sandyk/sandykd.sock
        root-key:
          file: /etc/sandyk/root.key
        keystore: /var/lib/sandyk-keys/keystore

        """

    private func load(_ text: String) throws -> KeysFile { try KeysFile(text: text, path: "Keys") }

    @Test func `the example is a working file`() throws {
        let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Keys.example")
        let keys = try KeysFile(path: example.standardized.path)
        var expected = VaultSettings(
            dataFolder: "/var/lib/sandyk", rootKey: .file(path: "/etc/sandyk/root.key"),
            keystore: "/var/lib/sandyk-keys/keystore")
        #expect(keys.vault == expected)
        #expect(keys.server == ServerSettings(socketPath: "/run/sandyk/sandykd.sock"))
        // What the example leaves out as a comment is read too when it is put in.
        let text = try String(contentsOf: example, encoding: .utf8)
            .replacing("# mirror:", with: "mirror:").replacing("# socket-group:", with: "socket-group:")
        expected.mirror = "/mnt/stick/sandyk/keystore"
        let all = try load(text)
        #expect(all.vault == expected)
        #expect(all.server.socketGroup == "sandyk")
    }

    @Test func `what a line says is what the vault gets`() throws {
        let keys = try load(
            good + """
                passphrase-passes: 4
                passphrase-memory-mib: 512
                session-idle-minutes: 5
                session-absolute-minutes: 60
                invite-hours: 24
                case-prefix: osh
                quorum: 2
                disposal-wait-days: 0
                key-max-age-days: 0
                """)
        #expect(keys.vault.quorum == 2)
        #expect(keys.vault.disposalWaitDays == 0)
        #expect(keys.vault.passes == 4)
        #expect(keys.vault.memoryKiB == 524_288)
        #expect(keys.vault.idleSeconds == 300)
        #expect(keys.vault.absoluteSeconds == 3_600)
        #expect(keys.vault.inviteHours == 24)
        #expect(keys.vault.casePrefix == "OSH")
        #expect(keys.vault.keyMaxAgeDays == 0)
        let credential = try load(
            good.replacing("file: /etc/sandyk/root.key", with: "credential: sandyk-root"))
        #expect(credential.vault.rootKey == .credential(name: "sandyk-root"))
        let passphrase = try load(good.replacing("file: /etc/sandyk/root.key", with: "passphrase: true"))
        #expect(passphrase.vault.rootKey == .passphrase)
    }

    @Test(arguments: [
        ("mirrors: /mnt/x", 6, "`mirrors`"),
        ("passphrase-passes: 2", 6, "passphrase-passes"),
        ("passphrase-passes: three", 6, "passphrase-passes"),
        ("passphrase-memory-mib: 63", 6, "passphrase-memory-mib"),
        ("passphrase-memory-mib: -64", 6, "passphrase-memory-mib"),
        ("session-idle-minutes: 0", 6, "session-idle-minutes"),
        ("invite-hours: [1]", 6, "invite-hours"),
        ("mirror: relative/path", 6, "mirror"),
        ("mirror: /mnt/../etc", 6, "mirror"),
        ("mirror:", 6, "mirror"),
        ("case-prefix: КГ", 6, "case-prefix"),
        ("socket: /again", 2, "socket"),
        ("\tsocket-group: tab", 6, "tab"),
    ])
    func `a bad line is refused by name and number`(line: String, number: Int, word: String) throws {
        let refusal = try #require(#expect(throws: KeysRefusal.self) { try load(good + line + "\n") })
        #expect(refusal.line == number, "\(refusal)")
        #expect(refusal.description.hasPrefix("Keys:\(number): "))
        #expect(refusal.reason.contains(word))
    }

    @Test(arguments: ["data-folder", "socket", "keystore", "root-key"])
    func `a line that has to be there is missed by name`(key: String) throws {
        var text = good.replacing(key + ":", with: "# :")
        if key == "root-key" { text = text.replacing("  file:", with: "#") }
        let refusal = #expect(throws: KeysRefusal.self) { try load(text) }
        #expect(refusal?.reason.contains("`\(key)`") == true)
    }

    @Test(arguments: [
        "", "just words", "- a\n- b", "a: 1\n---\nb: 2", "\u{0}",
    ])
    func `a file of another form is refused`(text: String) {
        #expect(throws: KeysRefusal.self) { try load(text) }
    }

    @Test func `a root key has one source`() {
        for lines in [
            "file: /a\n  credential: b", "paper: yes", "file: [/a]", "passphrase: false",
            "file: /a\n  passphrase: true", "passphrase: my words here",
        ] {
            let text = good.replacing("file: /etc/sandyk/root.key", with: lines)
            #expect(throws: KeysRefusal.self) { try load(text) }
        }
    }

    @Test func `every refusal at start is one line with an exit code`() {
        let refusals: [any Error] = [
            StartRefusal.dataFolderMissing(path: "/d"), StartRefusal.dataFolderOpenToOthers(path: "/d"),
            StartRefusal.rootKeyOpenToOthers(path: "/r"), StartRefusal.rootKeyMissing(path: "/r"),
            StartRefusal.rootKeyMalformed, StartRefusal.rootKeyWrong, StartRefusal.keystoreMissing(path: "/k"),
            StartRefusal.keystoreDamaged(path: "/k"), StartRefusal.newerDatabase(found: 9, supported: 1),
            StartRefusal.notAVault(path: "/d"), StartRefusal.secondDaemon(path: "/d"),
            StartRefusal.ledgerDamaged(sequence: 7), StartRefusal.tablesDiffer(table: "grants"),
            StartRefusal.storage(reason: "disk full"), SocketRefusal.folderOpenToOthers(path: "/s"),
            SocketRefusal.inUse(path: "/s"), KeysRefusal(path: "Keys", line: 3, reason: "is wrong"),
        ]
        for refusal in refusals {
            let failure = StartFailure(refusal)
            #expect(!failure.sentence.contains("\n") && !failure.sentence.hasSuffix("."))
            #expect([65, 69, 78].contains(failure.exitCode))
        }
    }
}
