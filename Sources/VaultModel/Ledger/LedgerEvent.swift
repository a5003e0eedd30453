/// One event of the ledger: a kind, a time and the fields that its kind allows (docs/format.md, "Ledger").
///
/// Encoding refuses a field outside the allow-list, so that content cannot reach the ledger by mistake.
public struct LedgerEvent: Equatable, Sendable {
    private static let format: UInt8 = 1

    /// What happened.
    public let kind: EventKind
    /// When, by the daemon's clock.
    public let at: Timestamp
    private var fields = FieldList()

    /// An event without fields yet; put them by subscript.
    public init(_ kind: EventKind, at: Timestamp) {
        self.kind = kind
        self.at = at
    }

    /// The raw bytes of a field; `nil` where absent.
    public subscript(field: EventField) -> [UInt8]? {
        get { fields[field.rawValue] }
        set { fields[field.rawValue] = newValue }
    }

    /// A field as an identifier; `nil` where absent.
    public func id<Kind>(_ field: EventField, as kind: Identifier<Kind>.Type = Identifier<Kind>.self)
        -> Identifier<Kind>?
    {
        self[field].flatMap { Identifier<Kind>(bytes: $0) }
    }

    /// A field as an integer; `nil` where absent.
    public func number<Value: FixedWidthInteger & UnsignedInteger>(_ field: EventField, as type: Value.Type)
        -> Value?
    {
        fields.integer(field.rawValue, as: type)
    }

    /// A field as ASCII text; `nil` where absent.
    public func text(_ field: EventField) -> String? {
        self[field].map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same event with a field put; `nil` leaves it out.
    public consuming func with(_ field: EventField, _ bytes: [UInt8]?) -> LedgerEvent {
        var copy = self
        copy[field] = bytes
        return copy
    }

    /// The same event with an identifier put; `nil` leaves it out.
    public consuming func with<Kind>(_ field: EventField, _ id: Identifier<Kind>?) -> LedgerEvent {
        with(field, id?.bytes)
    }

    /// The same event with an integer put.
    public consuming func with<Value: FixedWidthInteger & UnsignedInteger>(_ field: EventField, number: Value)
        -> LedgerEvent
    {
        with(field, number.bigEndianBytes)
    }

    /// The canonical bytes.
    ///
    /// - Throws: ``MalformedEncoding`` where a field is missing, not allowed or of the wrong length.
    public func encoded() throws(MalformedEncoding) -> [UInt8] {
        try checkSchema()
        return [Self.format] + kind.rawValue.bigEndianBytes + at.milliseconds.bigEndianBytes + fields.encoded()
    }

    /// - Throws: ``MalformedEncoding`` unless `bytes` is exactly one canonical event of a known kind.
    public init(decoding bytes: some Collection<UInt8>) throws(MalformedEncoding) {
        let head = Array(bytes.prefix(11))
        guard head.count == 11, head[0] == Self.format,
            let kind = EventKind(rawValue: UInt16(head[1]) << 8 | UInt16(head[2]))
        else { throw MalformedEncoding() }
        self.kind = kind
        at = Timestamp(milliseconds: head[3...].reduce(0) { $0 << 8 | UInt64($1) })
        fields = try FieldList(decoding: bytes.dropFirst(11))
        try checkSchema()
    }

    private func checkSchema() throws(MalformedEncoding) {
        let schema = EventSchema.of(kind)
        var missing = schema.required
        for tag in fields.tags {
            guard let field = EventField(rawValue: tag), let bytes = fields[tag], field.isValid(bytes),
                schema.allowed.contains(field)
            else { throw MalformedEncoding() }
            missing.remove(field)
        }
        guard missing.isEmpty else { throw MalformedEncoding() }
    }
}

extension LedgerEvent {
    /// The compartment that the event speaks of.
    public var compartment: Compartment? {
        number(.compartment, as: UInt8.self).flatMap(Compartment.init(rawValue:))
    }

    /// The compartments that the event speaks of.
    public var compartments: Set<Compartment> {
        Set((self[.compartments] ?? []).compactMap(Compartment.init(rawValue:)))
    }

    /// The same event with a set of compartments put, in rising order.
    public consuming func with(compartments: Set<Compartment>) -> LedgerEvent {
        with(.compartments, compartments.sorted().map(\.rawValue))
    }

    /// Whoever signed it or did it.
    public var doer: KeyID? { id(.signer) ?? id(.actor) }
}

/// An event kind's allow-list as bits, made once: it is asked for at every event.
private struct EventSchema {
    let required: FieldSet
    let allowed: FieldSet

    private static let all = Dictionary(
        uniqueKeysWithValues: EventKind.allCases.map { kind in
            let (required, optional) = kind.schema
            return (kind, EventSchema(required: FieldSet(required), allowed: FieldSet(required.union(optional))))
        })

    static func of(_ kind: EventKind) -> EventSchema {
        all[kind] ?? EventSchema(required: FieldSet([]), allowed: FieldSet([]))
    }
}

/// A set of event fields; their tags are below 64.
private struct FieldSet {
    private var bits: UInt64

    init(_ fields: Set<EventField>) { bits = fields.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

    var isEmpty: Bool { bits == 0 }

    func contains(_ field: EventField) -> Bool { bits & 1 << UInt64(field.rawValue) != 0 }

    mutating func remove(_ field: EventField) { bits &= ~(1 << UInt64(field.rawValue)) }
}
