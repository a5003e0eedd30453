extension ShareCard {
    /// The secret of a deal, from exactly as many cards as it needs, in any order.
    ///
    /// Dealt by Sandyk, the passphrase is empty.
    ///
    /// - Throws: ``ShareError/otherSet(card:)``, ``ShareError/repeatedCard(card:first:)``,
    ///   ``ShareError/tooFew(given:needed:)``, ``ShareError/tooFewGroups(given:needed:)``,
    ///   ``ShareError/tooMany(needed:)``, ``ShareError/cardsDisagree``, ``ShareError/primitive(_:)``.
    package static func combine(
        _ cards: [ShareCard], passphrase: borrowing SecretBytes
    ) throws(ShareError) -> SecretBytes {
        guard let first = cards.first else { throw .tooFew(given: 0, needed: 1) }
        try checkSet(cards, first)
        let groups = Dictionary(grouping: cards, by: \.groupIndex).sorted { $0.key < $1.key }
        let needed = first.deal.groupThreshold
        guard groups.count <= needed else { throw .tooMany(needed: needed) }
        for (_, members) in groups where members.count > members[0].memberThreshold {
            throw .tooMany(needed: members[0].memberThreshold)
        }
        let lacking = groups.map { (given: $0.value.count, needed: $0.value[0].memberThreshold) }
            .max { $0.needed - $0.given < $1.needed - $1.given }
        if let lacking, lacking.given < lacking.needed {
            throw .tooFew(given: lacking.given, needed: lacking.needed)
        }
        guard groups.count == needed else { throw .tooFewGroups(given: groups.count, needed: needed) }
        var points: [SharePoint] = []
        for (index, members) in groups {
            points.append(SharePoint(x: UInt8(index), value: try members.map(\.point).secret()))
        }
        let encrypted = try points.secret()
        do {
            return try first.deal.cipher.decrypt(encrypted, passphrase: passphrase)
        } catch {
            throw .primitive(error)
        }
    }

    /// The same without a passphrase.
    ///
    /// - Throws: as ``combine(_:passphrase:)``.
    package static func combine(_ cards: [ShareCard]) throws(ShareError) -> SecretBytes {
        let none: SecretBytes
        do { none = try SecretBytes(zeroed: 0) } catch { throw .primitive(error) }
        return try combine(cards, passphrase: none)
    }

    /// All of one deal, and none twice.
    private static func checkSet(_ cards: [ShareCard], _ first: ShareCard) throws(ShareError) {
        for (index, card) in cards.enumerated() {
            guard card.deal == first.deal, card.point.value.count == first.point.value.count
            else { throw .otherSet(card: index + 1) }
            for (earlier, other) in cards[..<index].enumerated() where other.groupIndex == card.groupIndex {
                guard card.memberThreshold == other.memberThreshold else { throw .otherSet(card: index + 1) }
                guard card.point.x != other.point.x else {
                    // The same place with other words: two deals that happen to share an identifier, or a forgery.
                    guard card.hasSameValue(as: other) else { throw .otherSet(card: index + 1) }
                    throw .repeatedCard(card: index + 1, first: earlier + 1)
                }
            }
        }
    }

    private func hasSameValue(as other: ShareCard) -> Bool {
        unsafe point.value.withUnsafeBytes { mine in
            unsafe other.point.value.withUnsafeBytes { theirs in unsafe constantTimeEqual(mine, theirs) }
        }
    }
}
