import Foundation
import Testing
import VaultModel

struct LedgerEventTests {
    @Test(arguments: EventKind.allCases)
    func `an event with exactly the fields of its kind goes there and back`(kind: EventKind) throws {
        for fields in [kind.schema.required, kind.schema.required.union(kind.schema.optional)] {
            let event = sample(kind, fields)
            #expect(try LedgerEvent(decoding: event.encoded()) == event)
        }
    }

    @Test(arguments: EventKind.allCases)
    func `a field that the kind does not list cannot reach the ledger`(kind: EventKind) {
        let known = kind.schema.required.union(kind.schema.optional)
        for field in EventField.allCases where !known.contains(field) {
            let event = sample(kind, kind.schema.required.union([field]))
            #expect(throws: MalformedEncoding.self, "\(field)") { try event.encoded() }
        }
    }

    @Test(arguments: EventKind.allCases)
    func `an event that lacks a field is refused`(kind: EventKind) {
        for field in kind.schema.required {
            let event = sample(kind, kind.schema.required.subtracting([field]))
            #expect(throws: MalformedEncoding.self, "\(field)") { try event.encoded() }
        }
    }

    @Test func `a field of another length is refused`() {
        let event = sample(.vouched, EventKind.vouched.schema.required).with(.subject, [1, 2, 3])
        #expect(throws: MalformedEncoding.self) { try event.encoded() }
    }

    @Test(arguments: [[], [2, 1], [1, 1], [0], [5], [1, 9]])
    func `compartments that do not rise, or do not exist, are refused`(compartments: [UInt8]) throws {
        let event = sample(.assigned, EventKind.assigned.schema.required).with(.compartments, compartments)
        #expect(throws: MalformedEncoding.self) { try event.encoded() }
    }

    @Test func `an unknown kind, another format and bytes after the end are refused`() throws {
        let bytes = try sample(.started, []).encoded()
        for wrong in [[2] + bytes.dropFirst(), [1, 0x7F, 0x7F] + bytes.dropFirst(3), bytes + [0], bytes.dropLast()] {
            #expect(throws: MalformedEncoding.self) { try LedgerEvent(decoding: wrong) }
        }
    }

    @Test func `every authority event names its signer and, but for the charter, the one before`() {
        for kind in EventKind.allCases where kind.isAuthority {
            #expect(kind.schema.required.contains(.signer), "\(kind)")
            #expect(kind.schema.required.contains(.previous) == (kind != .charter), "\(kind)")
        }
        for kind in EventKind.allCases where !kind.isAuthority {
            #expect(!kind.schema.required.union(kind.schema.optional).contains(.signer), "\(kind)")
        }
    }

    @Test func `names of kinds lead back to them`() {
        for kind in EventKind.allCases { #expect(EventKind(name: kind.name) == kind) }
        #expect(EventKind(name: "case-eaten") == nil)
    }

    @Test func `docs say the kinds and fields that the code has`() throws {
        let page = try String(contentsOf: root.appending(path: "docs/format.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.map {
            $0.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        for kind in EventKind.allCases {
            let row = try #require(rows.first { $0[1] == hex(kind.rawValue) }, "\(kind)")
            #expect(row[2] == kind.name)
            #expect(row[3] == tags(kind.schema.required, kind.schema.optional), "\(kind)")
        }
        for field in EventField.allCases {
            let row = rows.first { $0[1] == String(field.rawValue) && $0.count > 3 }
            #expect(row?[2].hasPrefix("\(field)") == true, "\(field)")
        }
    }

    private var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    private func hex(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private func tags(_ required: Set<EventField>, _ optional: Set<EventField>) -> String {
        func list(_ fields: Set<EventField>) -> String {
            fields.map(\.rawValue).sorted().map(String.init).joined(separator: " ")
        }
        return [list(required), optional.isEmpty ? "" : "(\(list(optional)))"].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private func sample(_ kind: EventKind, _ fields: Set<EventField>) -> LedgerEvent {
        fields.reduce(LedgerEvent(kind, at: Timestamp(milliseconds: 1_790_000_000_000))) {
            $0.with($1, Array(repeating: 1, count: length($1, kind)))
        }
    }

    /// As docs/format.md has it; 3 where the length is free.
    private func length(_ field: EventField, _ kind: EventKind) -> Int {
        switch field {
        case .previous, .signer, .actor, .subject, .case, .digest, .commitment, .inviteHash, .agreementKey,
            .signingKey, .linked:
            32
        case .record, .request, .ceremony: 16
        case .version, .keyVersion, .expires, .count, .epoch, .cost, .idleSeconds, .absoluteSeconds, .lastsSeconds: 8
        case .counts: 40
        case .uid, .waitDays, .keyMaxAgeDays, .inviteHours: 4
        case .operation, .outcome: 2
        case .compartment, .role, .orphan, .reason, .compartments, .threshold, .purpose, .quorum, .slot: 1
        case .inviteCode: 10
        case .random: kind == .charter ? 32 : 16
        case .name, .code: 3
        case .label: 3
        }
    }
}
