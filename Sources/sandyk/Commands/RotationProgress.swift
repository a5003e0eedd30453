import VaultModel

/// How much of one kind of work is left, and how fast it went while somebody watched.
struct WorkTally: Equatable {
    /// What waits.
    let left: Int
    /// The most that waited while somebody watched.
    let total: Int
    /// So much a second since ``total`` was seen; `nil` before the first was done.
    let rate: Double?
    private let begun: Duration

    /// - Parameters:
    ///   - previous: What was seen before; `nil` at the first look.
    ///   - at: Since the watching began.
    init(left: Int, after previous: WorkTally?, at: Duration) {
        self.left = left
        // More than ever before: something new was asked for, and the counting begins again.
        let start = previous.flatMap { left <= $0.total ? ($0.total, $0.begun) : nil } ?? (left, at)
        (total, begun) = start
        let seconds = (at - start.1) / .seconds(1)
        rate = start.0 > left && seconds > 0 ? Double(start.0 - left) / seconds : nil
    }

    /// Seconds until nothing waits, at the rate so far.
    var secondsLeft: Double? { left == 0 ? nil : rate.map { Double(left) / $0 } }

    /// From 0 to 1.
    var share: Double { total == 0 ? 0 : Double(total - left) / Double(total) }
}

/// How far the rotations are that can go on.
struct RotationProgress: Equatable {
    /// Cases whose outer keys wait.
    let outer: WorkTally
    /// Record versions still to be sealed again under new inner keys.
    let versions: WorkTally
    /// Compartments whose inner keys wait for somebody who can come.
    let compartments: Int
    /// Rows still to be sealed again under a new meta key, about.
    let rows: WorkTally
    /// Whether the meta key rotates.
    let isMetaRotating: Bool
    /// In whose sessions inner rotation can go on.
    let waitsFor: [String]
    /// Compartments whose keys nobody who is active can renew.
    let closed: Int

    /// - Parameters:
    ///   - previous: What was seen before; `nil` at the first look.
    ///   - at: Since the watching began.
    init(_ items: [KeyStatusItem], _ meta: MetaKeyStatus, after previous: RotationProgress?, at: Duration) {
        let parts = items.flatMap(\.compartments)
        // What nobody can bring forward is not waited for: the custodians come when they are asked.
        let moving = parts.filter { !Self.people($0).isEmpty }
        compartments = moving.count
        closed = parts.count { $0.state != "current" && Self.people($0).isEmpty }
        waitsFor = Set(moving.flatMap(Self.people)).sorted()
        outer = WorkTally(left: items.count { $0.houseState == "asked" }, after: previous?.outer, at: at)
        versions = WorkTally(left: moving.reduce(0) { $0 + $1.remaining }, after: previous?.versions, at: at)
        isMetaRotating = meta.state != "current"
        rows = WorkTally(
            left: isMetaRotating ? Int(clamping: meta.total - min(meta.done, meta.total)) : 0, after: previous?.rows,
            at: at)
    }

    private static func people(_ part: CompartmentKeyItem) -> [String] {
        part.waitsFor.filter { $0 != Custodians.name }
    }

    /// Whether nothing is left to wait for.
    var isDone: Bool { outer.left == 0 && compartments == 0 && !isMetaRotating }

    /// Seconds until all of it is done, at the rates so far.
    var secondsLeft: Double? { [outer, versions, rows].compactMap(\.secondsLeft).max() }

    /// Whether nothing moved between two looks.
    func isSame(as previous: RotationProgress?) -> Bool {
        guard let previous else { return false }
        return outer.left == previous.outer.left && compartments == previous.compartments
            && versions.left == previous.versions.left && rows.left == previous.rows.left
            && isMetaRotating == previous.isMetaRotating && waitsFor == previous.waitsFor
    }
}
