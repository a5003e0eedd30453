package import VaultModel

extension SealContext {
    /// `BLAKE2b-256(context ‖ data)`, no key; 32 bytes.
    package func hash(_ data: [UInt8]) -> [UInt8] {
        BLAKE2b.hash256(encoded + data)
    }

    /// The first `Kind.byteCount` bytes of ``hash(_:)`` as an identifier.
    package func identifier<Kind: IdentifierKind>(of data: [UInt8], as kind: Kind.Type = Kind.self) -> Identifier<Kind>
    {
        Self.identifier(prefixing: hash(data))
    }

    /// Cuts a 32-byte digest to an identifier's length.
    static func identifier<Kind: IdentifierKind>(prefixing digest: [UInt8]) -> Identifier<Kind> {
        guard let identifier = Identifier<Kind>(bytes: digest.prefix(Kind.byteCount)) else {
            preconditionFailure("no identifier is longer than a digest")
        }
        return identifier
    }
}
