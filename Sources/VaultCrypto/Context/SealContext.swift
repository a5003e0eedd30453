internal import VaultModel

/// Where a key is used: goes into every derivation, so that nothing opens in another place.
///
/// `suite u8 (0x01) ‖ type u8 ‖` the eight fields, each absent (`0x00`) or present (`0x01 ‖ length u32 ‖
/// bytes`); docs/format.md, "Context". Only the factories make one: no call site builds bytes.
package struct SealContext: Sendable, Equatable {
    /// The canonical bytes.
    package let encoded: [UInt8]

    private static let suite: UInt8 = 0x01

    /// The fields in the order of the page; `nil` is absent, which is not the same as empty.
    init(
        type: UInt8, vault: VaultID? = nil, case caseID: CaseID? = nil, compartment: Compartment? = nil,
        record: RecordID? = nil, version: UInt64? = nil, keyVersion: UInt64? = nil, person: KeyID? = nil,
        other: [UInt8]? = nil
    ) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(192 + (other?.count ?? 0))
        bytes.append(Self.suite)
        bytes.append(type)
        Self.append(vault?.bytes, to: &bytes)
        Self.append(caseID?.bytes, to: &bytes)
        Self.append(compartment?.rawValue, to: &bytes)
        Self.append(record?.bytes, to: &bytes)
        Self.append(version, to: &bytes)
        Self.append(keyVersion, to: &bytes)
        Self.append(person?.bytes, to: &bytes)
        Self.append(other, to: &bytes)
        encoded = bytes
    }

    private static func append(_ field: [UInt8]?, to bytes: inout [UInt8]) {
        guard let field else {
            bytes.append(0x00)
            return
        }
        bytes.append(0x01)
        append(integer: UInt32(field.count), to: &bytes)
        bytes.append(contentsOf: field)
    }

    private static func append<Integer: FixedWidthInteger>(_ field: Integer?, to bytes: inout [UInt8]) {
        guard let field else {
            bytes.append(0x00)
            return
        }
        bytes.append(0x01)
        append(integer: UInt32(Integer.bitWidth / 8), to: &bytes)
        append(integer: field, to: &bytes)
    }

    // A context is made for each use of a key: no arrays for its numbers.
    private static func append<Integer: FixedWidthInteger>(integer: Integer, to bytes: inout [UInt8]) {
        var shift = Integer.bitWidth
        while shift > 0 {
            shift -= 8
            bytes.append(UInt8(truncatingIfNeeded: integer >> shift))
        }
    }

    /// `name (ASCII) ‖ 0x00 ‖ value`: the name cannot run into the value.
    static func named(_ name: String, _ value: [UInt8]) -> [UInt8] {
        precondition(name.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "names in contexts are printable ASCII")
        return Array(name.utf8) + [0x00] + value
    }
}
