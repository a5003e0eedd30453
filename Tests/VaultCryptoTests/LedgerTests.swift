import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, no auditor's program could check the ledger.
struct LedgerTests {
    /// RFC 6962's definition, without the frontier.
    private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else { return leaves.first ?? SHA256.hash([]) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return Merkle.nodeHash(left: root(leaves[..<middle]), right: root(leaves[middle...]))
    }

    @Test func `the frontier's root is RFC 6962's at every size`() {
        var frontier = MerkleFrontier()
        var leaves: [[UInt8]] = []
        #expect(Hex.encode(frontier.root) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for size in 1...130 {
            let leaf = Merkle.leafHash(entry: pattern(size))
            leaves.append(leaf)
            frontier.append(leaf: leaf)
            #expect(frontier.root == root(leaves[...]), "\(size) leaves")
            #expect(frontier.size == UInt64(size))
        }
    }

    @Test func `the roots are those that Certificate Transparency's own tests have`() throws {
        let entries = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        ]
        var frontier = MerkleFrontier()
        for entry in entries { frontier.append(leaf: Merkle.leafHash(entry: try #require(Hex.decode(entry)))) }
        #expect(Hex.encode(frontier.root) == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
    }

    @Test func `a content's hash does not depend on its pieces`() {
        let content = pattern(200_000)
        var hash = ContentHash()
        for start in stride(from: 0, to: content.count, by: 777) {
            hash.update(Array(content[start..<min(start + 777, content.count)]))
        }
        let pieces = hash.finalize()
        #expect(pieces == ContentHash.blake2b256(content))
        let abc = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
        #expect(Hex.encode(ContentHash.blake2b256(Array("abc".utf8))) == abc)
    }
}
