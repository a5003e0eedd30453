/// The hashes of the ledger's tree (RFC 6962, section 2.1).
///
/// Each is 32 bytes.
package enum Merkle {
    /// `SHA-256(0x00 ‖ entry)`.
    package static func leafHash(entry: [UInt8]) -> [UInt8] { SHA256.hash([0x00] + entry) }

    /// `SHA-256(0x01 ‖ left ‖ right)`.
    package static func nodeHash(left: [UInt8], right: [UInt8]) -> [UInt8] { SHA256.hash([0x01] + left + right) }
}

/// As much of the ledger's tree as it takes to append to it: the roots of the complete subtrees.
package struct MerkleFrontier: Sendable, Equatable {
    /// Number of leaves.
    package private(set) var size: UInt64 = 0
    /// One root for each set bit of ``size``, the largest subtree first.
    private var subtrees: [[UInt8]] = []

    /// The empty tree.
    package init() {}

    /// Appends a leaf's hash (32 bytes), as ``Merkle/leafHash(entry:)`` makes it.
    package mutating func append(leaf: [UInt8]) {
        precondition(leaf.count == 32, "a leaf is a SHA-256 hash")
        var node = leaf
        var rest = size
        while rest & 1 == 1 {
            node = Merkle.nodeHash(left: subtrees.removeLast(), right: node)
            rest >>= 1
        }
        subtrees.append(node)
        size += 1
    }

    /// The tree's root, 32 bytes; SHA-256 of nothing for the empty tree.
    package var root: [UInt8] {
        guard var node = subtrees.last else { return SHA256.hash([]) }
        for left in subtrees.dropLast().reversed() { node = Merkle.nodeHash(left: left, right: node) }
        return node
    }
}
