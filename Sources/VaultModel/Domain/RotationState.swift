/// The steps of a rotation (docs/format.md, "Rotation"). The raw value is its byte in a `rotation` row.
///
/// `asked → prepared → writing-new → resealing → verifying → retired`: each step is durable before the next. A
/// step that leaves nothing of its own on the disk is passed through within a commit.
public enum RotationState: UInt8, CaseIterable, Sendable, Hashable {
    /// New keys are wanted.
    case asked = 1
    /// What is under older keys is sealed again, in bounded batches.
    case resealing = 2
    /// Everything is under the new key; whether nothing uses an old one is being looked at.
    case verifying = 3
    /// The new key is there, durably; nothing uses it.
    case prepared = 4
    /// From here on everything new is sealed by the new key.
    case writingNew = 5
    /// The old keys are destroyed: no rotation is under way.
    case retired = 6

    /// What rotates.
    public enum Kind: String, CaseIterable, Sendable {
        /// A case's house key: on the server, no content key involved.
        case outer
        /// A compartment's key: in the sessions of its holders.
        case inner
        /// The meta key: on the server, every row.
        case meta
        /// The root key: nothing is sealed again but the keystore, so that there is no resealing.
        case root
    }

    /// What may follow on what. `Tests/Model/rotation.pml` and `house.pml` are checked with the same tables, and a test
    /// compares them.
    public static func lawful(_ kind: Kind) -> [RotationState: Set<RotationState>] {
        switch kind {
        case .outer:
            // `prepared → prepared`: the key that an earlier attempt left behind is not used.
            [
                .retired: [.asked], .asked: [.prepared], .prepared: [.prepared, .writingNew],
                .writingNew: [.resealing], .resealing: [.verifying], .verifying: [.asked, .retired],
            ]
        case .inner:
            // Asked again while one is under way: it begins anew, towards a newer key.
            [
                .retired: [.asked], .asked: [.prepared], .prepared: [.writingNew],
                .writingNew: [.asked, .resealing], .resealing: [.asked, .resealing, .verifying],
                .verifying: [.asked, .resealing, .verifying, .retired],
            ]
        case .meta:
            // Asked again while one is under way: that one serves, unless its key was there before.
            [
                .retired: [.asked], .asked: [.prepared], .prepared: [.writingNew], .writingNew: [.resealing],
                .resealing: [.resealing, .verifying], .verifying: [.resealing, .retired],
            ]
        case .root:
            [
                .retired: [.asked], .asked: [.prepared], .prepared: [.writingNew], .writingNew: [.verifying],
                .verifying: [.retired],
            ]
        }
    }

    /// The next state.
    ///
    /// - Throws: ``UnlawfulTransition`` where `next` may not follow.
    public func moved(to next: RotationState, _ kind: Kind) throws(UnlawfulTransition) -> RotationState {
        guard Self.lawful(kind)[self]?.contains(next) == true else {
            throw UnlawfulTransition(kind: kind, from: self, to: next)
        }
        return next
    }

    /// The word used in documents and in the model, e.g. `writing-new`.
    public var name: String { self == .writingNew ? "writing-new" : "\(self)" }
}

/// A step that no rotation takes: a fault in the program, never in the data.
public struct UnlawfulTransition: Error, Equatable, Sendable {
    /// What rotates.
    public let kind: RotationState.Kind
    /// Where it was.
    public let from: RotationState
    /// Where it was to go.
    public let to: RotationState
    /// Memberwise.
    public init(kind: RotationState.Kind, from: RotationState, to: RotationState) {
        self.kind = kind
        self.from = from
        self.to = to
    }
}
