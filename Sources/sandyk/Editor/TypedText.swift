import Glibc
import VaultClient
import VaultModel

/// Stores a text that somebody typed, and does not let go of it before it is stored.
struct TypedText {
    let context: Context
    /// The text.
    let text: String
    /// Names this one write, however often it is sent.
    let key: String
    /// The command that sends the text again, without the file's path, e.g. `sandyk note write KG-2026-0041`.
    let command: String
    /// The same, where somebody was quicker.
    var commandAfterConflict: String?

    /// Sends it: asks for the passphrase if the session has ended, and for patience if the daemon is away, as long
    /// as there is somebody to ask. Otherwise keeps the text in the run folder and says where.
    func store(_ send: (VaultClient) async throws -> RecordItem) async throws -> RecordItem {
        let undo = Interrupts.onSignal {
            [context = KeptText(context.runFolder, text: text, key: key, command: command)] in
            context.keep()
        }
        defer { Interrupts.settle(undo) }
        while true {
            do {
                return try await send(context.client)
            } catch {
                do {
                    try await mend(error)
                } catch let end {
                    throw kept(after: end)
                }
            }
        }
    }

    /// Makes another attempt possible, or throws what ends the attempts.
    private func mend(_ error: any Error) async throws {
        guard let error = error as? VaultClientError, error.mayPass, Prompt.isAvailable else { throw error }
        Output.note(.error(Failure(error).message))
        guard error.isProblem(.sessionExpired) || error.isProblem(.notLoggedIn), let session = context.session else {
            _ = try Prompt.line(.askTryAgain)
            return
        }
        do {
            let name = try AccountName(session.account)
            try await context.login(
                as: name, passphrase: try Prompt.secret(.askPassphrase(session.account)),
                deviceKey: try session.deviceKey.map { try DeviceKeyFile(reading: $0) })
        } catch let error as VaultClientError {
            // A mistyped passphrase is no reason to give up: the next attempt asks again.
            Output.note(.error(Failure(error).message))
        }
    }

    private func kept(after error: any Error) -> any Error {
        var failure = Failure(error)
        var command = command
        if let client = error as? VaultClientError {
            if client.mayPass { failure = Failure(.tryLater, failure.message, next: failure.next) }
            if client.isProblem(.versionConflict) { command = commandAfterConflict ?? command }
        }
        let kept = KeptText(context.runFolder, text: text, key: key, command: command)
        let advice = failure.next.map { Message.both($0, kept.kept()) } ?? kept.kept()
        return Failure(failure.status, failure.message, next: advice)
    }
}

/// The same for a signal, which leaves no time to ask.
struct KeptText: Sendable {
    private let folder: RunFolder
    private let text: String
    private let key: String
    private let command: String

    init(_ folder: RunFolder, text: String, key: String, command: String) {
        self.folder = folder
        self.text = text
        self.key = key
        self.command = command
    }

    /// Keeps the text and says where.
    func keep() { Output.note(kept()) }

    /// Keeps the text; what to tell the person.
    func kept() -> Message {
        do {
            let unsent = try UnsentText.keep(text, key: key, in: folder)
            return .textKept(path: unsent.path, command: "\(command) --resume \(unsent.path)")
        } catch {
            // The run folder is full or gone: the terminal is the last place where the text can stay.
            return .textNotKept(text)
        }
    }
}

extension VaultClientError {
    /// Whether the same request may go through after a login or a while.
    var mayPass: Bool {
        if let problem { return problem.code.mayPass }
        return code == .unreachable || code == .connectionLost
    }
}
