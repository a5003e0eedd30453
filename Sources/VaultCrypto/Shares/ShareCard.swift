/// One SLIP-0039 card: what it is part of, and its point.
///
/// A box, so that arrays can hold it. Its words are ``text()``.
package final class ShareCard: Sendable {
    /// What a card says in clear about the deal it comes from.
    struct Deal: Hashable, Sendable {
        /// 15 random bits that are on all cards of a deal.
        var identifier: UInt16
        var isExtendable: Bool
        /// 0…15.
        var iterationExponent: Int
        /// 1…16.
        var groupThreshold: Int
        /// 1…16.
        var groupCount: Int
    }

    let deal: Deal
    /// 0…15.
    let groupIndex: Int
    /// How many cards of its group are needed.
    package let memberThreshold: Int
    /// The card's index in its group as x, and its bytes.
    let point: SharePoint

    /// The card's number in its group, from 1.
    package var number: Int { Int(point.x) + 1 }

    init(deal: Deal, groupIndex: Int, memberThreshold: Int, point: SharePoint) {
        self.deal = deal
        self.groupIndex = groupIndex
        self.memberThreshold = memberThreshold
        self.point = point
    }

    /// Words in front of the bytes: identifier, flags and indexes.
    static var prefixWordCount: Int { 4 }

    /// Words that `byteCount` bytes take.
    static func valueWordCount(_ byteCount: Int) -> Int { (byteCount * 8 + 9) / 10 }

    /// Deals a secret to one group.
    ///
    /// Extendable, as the standard recommends, and without a passphrase, so at the lowest iteration exponent: there
    /// is nothing to stretch.
    ///
    /// - Throws: ``ShareError/impossibleDeal``, ``ShareError/primitive(_:)``.
    package static func deal(
        _ secret: borrowing SecretBytes, threshold: Int, count: Int
    ) throws(ShareError) -> [ShareCard] {
        guard secret.count >= 16, secret.count % 2 == 0, threshold >= 1, threshold <= count, count <= 16,
            threshold > 1 || count == 1
        else { throw .impossibleDeal }
        let random = Random.bytes(2)
        let deal = Deal(
            identifier: (UInt16(random[0]) << 8 | UInt16(random[1])) & 0x7FFF, isExtendable: true,
            iterationExponent: 0, groupThreshold: 1, groupCount: 1)
        do {
            let none = try SecretBytes(zeroed: 0)
            let encrypted = try deal.cipher.encrypt(secret, passphrase: none)
            return try [SharePoint].split(encrypted, threshold: threshold, count: count).map { point in
                ShareCard(deal: deal, groupIndex: 0, memberThreshold: threshold, point: point)
            }
        } catch {
            throw .primitive(error)
        }
    }
}

extension ShareCard.Deal {
    var cipher: ShareCipher {
        ShareCipher(identifier: identifier, isExtendable: isExtendable, iterationExponent: iterationExponent)
    }
}
