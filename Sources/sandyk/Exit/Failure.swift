import ArgumentParser
import VaultClient
import VaultModel

/// Why a command did not do what it was asked, with how it ends and what the person can do next.
struct Failure: Error {
    let status: ExitStatus
    let message: Message
    let next: Message?

    init(_ status: ExitStatus, _ message: Message, next: Message? = nil) {
        self.status = status
        self.message = message
        self.next = next
    }

    /// What any error means to the person: the one place.
    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as VaultClientError: self.init(client: error)
        case let error as NamingError: self.init(.usage, .naming(error))
        case let error as SystemError: self.init(.data, .system(error))
        case is CancellationError: self.init(.tryLater, .interrupted)
        default: self.init(.unavailable, .unexpected("\(type(of: error))"))
        }
    }

    private init(client error: VaultClientError) {
        if let problem = error.problem {
            let next = problem.orphans.map { Message.orphans($0) } ?? problem.code.nextStep
            self.init(problem.code.exitStatus, .problem(problem), next: next)
            return
        }
        switch error.code {
        case .unreachable: self.init(.unavailable, .daemonAway(error.detail), next: .nextDaemon)
        case .connectionLost: self.init(.unavailable, .connectionLost, next: .nextSendAgain)
        case .contentDiffers: self.init(.data, .contentDiffers, next: .nextDoctor)
        case .costBelowFloor: self.init(.data, .costBelowFloor)
        case .passphraseUnusable: self.init(.usage, .passphraseUnusable)
        case .deviceKeyUnusable: self.init(.usage, .deviceKeyUnusable(error.detail))
        case .sourceFailed: self.init(.data, .sourceFailed(error.detail))
        default: self.init(.unavailable, .notTheProtocol(error.detail))
        }
    }
}

/// A system call that failed.
struct SystemError: Error, Equatable {
    /// What was to be done to what, for the message.
    let path: String
    /// `errno`.
    let number: Int32
}
