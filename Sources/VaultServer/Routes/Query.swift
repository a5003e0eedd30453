package import VaultEngine
package import VaultModel

/// A request's query parameters: those that the operation knows, each at most once.
package struct Query: Sendable {
    private let values: [String: String]

    /// - Throws: ``VaultError`` with `unknown-field` or, for a repeated parameter, `invalid-value`.
    package init(_ pairs: [(name: String, value: String)], for operation: Operation) throws {
        let known = Self.names(for: operation)
        var values: [String: String] = [:]
        for (name, value) in pairs {
            guard known.contains(name) else {
                throw VaultError(
                    .unknownField, "The address has a parameter that is not known here. Remove it.",
                    field: FieldEcho.of(name))
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw VaultError(.invalidValue, "A parameter stands twice.", field: name)
            }
        }
        self.values = values
    }

    /// What an operation's address may say after `?`.
    static func names(for operation: Operation) -> Set<String> {
        switch operation {
        case .caseList: ["after", "limit"]
        case .recordList: ["after", "limit", "form"]
        case .noteRead, .documentGet: ["version"]
        case .ledgerShow: ["after", "limit", "case", "account", "record", "kind", "since", "until", "order"]
        case .accountHandoverPreview: ["to"]
        default: []
        }
    }

    /// Who takes over.
    func to() throws -> String { try PathName.account(values["to"] ?? "", field: "to") }

    /// Where to go on: what the page before said in `next`.
    package func after() throws -> String? {
        try parsed("after") { text in
            (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7e).contains($0) } ? text : nil
        }
    }

    /// 1 to ``Limits/pageItems``; ``Limits/usualPageItems`` where nothing is said.
    package func limit() throws -> Int {
        try parsed("limit") { text in
            Decimal.parse(text).flatMap { (1...UInt64(Limits.pageItems)).contains($0) ? Int($0) : nil }
        } ?? Limits.usualPageItems
    }

    /// A record's version, from 1.
    package func version() throws -> UInt64? { try parsed("version", EntityTag.version) }

    /// `note` or `document`.
    package func form() throws -> RecordForm? {
        try parsed("form") { text in [RecordForm.note, .document].first { $0.name == text } }
    }

    /// The ledger's filters.
    package func ledgerFilter() throws -> LedgerFilter {
        LedgerFilter(
            code: try values["case"].map { try PathName.code($0, field: "case") },
            account: try values["account"].map { try PathName.account($0, field: "account") },
            record: try values["record"].map { try PathName.idPrefix($0, field: "record") },
            kind: try parsed("kind") { EventKind(name: $0)?.name },
            since: try parsed("since", Timestamp.init(text:)),
            until: try parsed("until", Timestamp.init(text:)),
            newestFirst: try parsed("order") { ["asc": false, "desc": true][$0] } ?? true)
    }

    private func parsed<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let text = values[name] else { return nil }
        guard let value = parse(text) else { throw VaultError(.invalidValue, field: name) }
        return value
    }
}
