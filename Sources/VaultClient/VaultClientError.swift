public import VaultModel

/// Why an operation of ``VaultClient`` did not happen, or did not come back whole.
///
/// Carries no content and no secret: everything in it may be printed or logged.
public struct VaultClientError: Error, Equatable, Sendable {
    /// What kind of failure it is; more kinds may come.
    public struct Code: Hashable, Sendable {
        enum Value: Hashable, Sendable {
            case problem, unreachable, connectionLost, protocolViolation, contentDiffers, costBelowFloor
            case passphraseUnusable, sourceFailed, deviceKeyUnusable
        }

        let value: Value

        /// The daemon answered with a problem document: see ``VaultClientError/problem``.
        public static let problem = Code(value: .problem)
        /// No daemon listens on the socket, or this user may not open it. Nothing was sent.
        public static let unreachable = Code(value: .unreachable)
        /// The connection ended before the answer was complete. Whether a write was stored is not known: send it
        /// again with the same idempotency key.
        public static let connectionLost = Code(value: .connectionLost)
        /// The answer is not one that the protocol has.
        public static let protocolViolation = Code(value: .protocolViolation)
        /// A document's bytes are not the ones whose hash was stored.
        public static let contentDiffers = Code(value: .contentDiffers)
        /// The daemon asked for a passphrase cost below the client's floor of 3 passes × 64 MiB.
        public static let costBelowFloor = Code(value: .costBelowFloor)
        /// The passphrase is empty or has a control character.
        public static let passphraseUnusable = Code(value: .passphraseUnusable)
        /// What was to be sent could not be read, or changed its length meanwhile.
        public static let sourceFailed = Code(value: .sourceFailed)
        /// A device key's file is missing, open to others, or holds no device key.
        public static let deviceKeyUnusable = Code(value: .deviceKeyUnusable)
    }

    /// What kind of failure it is.
    public let code: Code
    /// The daemon's answer, where ``code`` is ``Code/problem``.
    public let problem: Problem?
    /// More for the person who looks into it, e.g. the system's words. Never content.
    public let detail: String

    init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.problem = nil
        self.detail = detail
    }

    init(_ problem: Problem) {
        code = .problem
        self.problem = problem
        detail = problem.detail
    }

    /// Whether the daemon answered with this problem.
    public func isProblem(_ code: ProblemCode) -> Bool { problem?.code == code }
}

extension VaultClientError: CustomStringConvertible {
    /// For logs; people are shown a sentence by whoever called.
    public var description: String {
        if let problem { return "\(problem.code.rawValue): \(problem.detail)" }
        return detail.isEmpty ? "\(code.value)" : "\(code.value): \(detail)"
    }
}
