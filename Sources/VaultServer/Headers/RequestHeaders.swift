import HTTPTypes
import VaultEngine
import VaultModel

/// The protocol's own headers, read strictly: each at most once.
struct RequestHeaders: Sendable {
    private let fields: HTTPFields

    init(_ fields: HTTPFields) { self.fields = fields }

    /// A header's only value.
    ///
    /// - Throws: ``VaultError`` with `invalid-value` where it stands twice.
    func single(_ name: HTTPField.Name) throws -> String? {
        let values = fields[values: name]
        guard values.count <= 1 else {
            throw VaultError(.invalidValue, "A header stands twice.", field: name.rawName)
        }
        return values.first
    }

    /// A header that has to be there.
    func required(_ name: HTTPField.Name) throws -> String {
        guard let value = try single(name), !value.isEmpty else {
            throw VaultError(.invalidValue, "A header is missing.", field: name.rawName)
        }
        return value
    }

    /// A whole number that has to be there.
    func number(_ name: HTTPField.Name) throws -> UInt32 {
        guard let value = Decimal.parse(try required(name)).flatMap(UInt32.init(exactly:)) else {
            throw VaultError(.invalidValue, field: name.rawName)
        }
        return value
    }

    /// What followed `Bearer `; `nil` without the header, or with another scheme.
    func bearerToken() -> String? {
        let values = fields[values: .authorization]
        guard values.count == 1, let value = values.first else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].trimmingOptionalSpace())
    }

    /// 1 to ``Limits/idempotencyKeyBytes`` of visible ASCII.
    func idempotencyKey() throws -> String? {
        guard let key = try single(.idempotencyKey) else { return nil }
        guard (1...Limits.idempotencyKeyBytes).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else {
            throw VaultError(
                .invalidValue, "A key has 1 to \(Limits.idempotencyKeyBytes) visible ASCII characters.",
                field: HeaderName.idempotencyKey)
        }
        return key
    }

    /// A document's record kind.
    func kind() throws -> RecordKind? {
        guard let text = try single(.recordKind) else { return nil }
        guard let kind = RecordKind(rawValue: text) else {
            throw VaultError(.invalidValue, field: HeaderName.kind)
        }
        return kind
    }

    /// The announced length of the body.
    func contentLength() -> UInt64? { fields[.contentLength].flatMap { UInt64($0) } }
}

extension HTTPField.Name {
    private static func own(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return name
    }

    static let idempotencyKey = own(HeaderName.idempotencyKey)
    static let recordKind = own(HeaderName.kind)
    static let invite = own(HeaderName.invite)
    static let salt = own(HeaderName.salt)
    static let rootSalt = own(HeaderName.rootSalt)
    static let passes = own(HeaderName.passes)
    static let memoryKiB = own(HeaderName.memory)
    static let account = own(HeaderName.account)
}
