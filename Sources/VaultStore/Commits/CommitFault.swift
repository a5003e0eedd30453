/// Where a test makes the COMMIT of a batch fail.
package enum CommitFault: Sendable, Equatable {
    /// Nowhere.
    case none
    /// At every batch.
    case always
    /// At the next so many batches.
    case counted(Int)
    /// At the batch with this number from now, counted from 1, and at no other.
    case nth(Int)
    /// At one batch, after so many that are not disturbed.
    case once(after: Int)

    /// Whether the COMMIT at hand fails; counts it.
    mutating func strikes() -> Bool {
        switch self {
        case .none: return false
        case .always: return true
        case .counted(let count):
            self = count > 1 ? .counted(count - 1) : .none
            return count > 0
        case .nth(let number):
            self = number > 1 ? .nth(number - 1) : .none
            return number == 1
        case .once(let after):
            self = after > 0 ? .once(after: after - 1) : .none
            return after == 0
        }
    }
}
