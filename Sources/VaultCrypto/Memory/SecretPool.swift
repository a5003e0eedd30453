internal import CSodium
internal import Synchronization

/// Guarded memory in slots of 64 bytes, 256 to a slab.
///
/// A slab is one `sodium_malloc`: fenced by inaccessible pages, locked where the limit allows, left out of
/// core dumps. One allocation per key would cost 24 µs and end at 16,377 keys (Linux allows a process
/// 65,530 mappings, and each takes four). Slabs are kept for the life of the process.
package enum SecretPool {
    /// Bytes in a slot: a key of 32, or an encryption key with its commitment.
    static let slotByteCount = 64
    /// Slots in a slab.
    static let slotsPerSlab = 256

    /// One slot; whoever holds it is its only user.
    // The pool hands each slot to one holder at a time, and the lock orders the hand-overs.
    @safe struct Slot: @unchecked Sendable {
        let base: UnsafeMutableRawPointer
    }

    private struct State {
        var slabCount = 0
        var free: [Slot] = []
    }

    private static let state = Mutex(State())

    /// A slot of zeros.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable`` if no further slab can be had.
    static func take() throws(CryptoError) -> Slot {
        try Sodium.initialise()
        return try state.withLock { (state: inout sending State) throws(CryptoError) -> Slot in
            if let slot = state.free.popLast() { return slot }
            let byteCount = slotByteCount * slotsPerSlab
            guard let slab = unsafe sodium_malloc(byteCount) else { throw .memoryUnavailable }
            unsafe sodium_memzero(slab, byteCount)
            state.slabCount += 1
            state.free.reserveCapacity(state.slabCount * slotsPerSlab)
            for index in (1..<slotsPerSlab).reversed() {
                state.free.append(unsafe Slot(base: slab + index * slotByteCount))
            }
            return unsafe Slot(base: slab)
        }
    }

    /// Zeroes a slot and makes it free.
    ///
    /// The holder must not touch it again.
    static func giveBack(_ slot: Slot) {
        unsafe sodium_memzero(slot.base, slotByteCount)
        state.withLock { state in state.free.append(slot) }
    }

    /// What the pool holds at one moment.
    package struct Report: Sendable, Equatable {
        /// Slabs of 16 KiB that were ever needed.
        package let slabCount: Int
        /// Slots without a holder.
        package let freeSlotCount: Int
        /// Whether each free slot holds nothing but zeros.
        package let freeSlotsAreZero: Bool
    }

    /// Looks through all free slots under the lock; for diagnosis, not for every request.
    package static func report() -> Report {
        state.withLock { state in
            let allZero = state.free.allSatisfy { slot in
                unsafe sodium_is_zero(slot.base.assumingMemoryBound(to: UInt8.self), slotByteCount) == 1
            }
            return Report(
                slabCount: state.slabCount, freeSlotCount: state.free.count, freeSlotsAreZero: allZero)
        }
    }
}
