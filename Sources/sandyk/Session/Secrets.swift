import ArgumentParser
import Glibc
import VaultModel

/// Where a passphrase comes from: the terminal without echo, or a file. Never an argument, never the environment.
struct PassphraseOptions: ParsableArguments {
    @Option(name: .customLong("passphrase-file"), help: Help.passphraseFile)
    var file: String?

    /// The passphrase that is there already.
    func existing(for account: String) throws -> String {
        if let file { return try Secrets.line(from: file) }
        return try Prompt.secret(.askPassphrase(account))
    }

    /// A new one.
    ///
    /// - Throws: ``Failure`` for a file whose passphrase has fewer than 12 letters.
    func new(for account: String) throws -> String { try Secrets.new(.account(account), file: file) }
}

extension Message {
    /// Whether typing it once more can help.
    fileprivate var isAboutTheTyped: Bool {
        switch self {
        case .passphraseTooShort, .passphrasesDiffer: true
        default: false
        }
    }
}

/// One-line secrets from files.
enum Secrets {
    /// The fewest letters of a new passphrase.
    static let minimumLetters = 12

    /// The first line of a file; of standard input for `-`.
    static func line(from file: String) throws -> String {
        let bytes: [UInt8]
        if file == "-" {
            bytes = try SmallFile.readLine(STDIN_FILENO, path: file)
        } else {
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Failure(.usage, .system(SystemError(path: file, number: errno))) }
            defer { close(descriptor) }
            bytes = try SmallFile.readLine(descriptor, path: file)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure(.usage, .notUnicode) }
        return text
    }

    /// A new passphrase. At a terminal six words are offered first; whoever wants their own types it twice, and is
    /// asked again where it cannot be used.
    ///
    /// - Throws: ``Failure`` for a file whose passphrase has fewer than 12 letters.
    static func new(_ owner: PassphraseOwner, file: String?) throws -> String {
        if let file { return try checked(try line(from: file)) }
        if Prompt.isAvailable, let words = try PassphraseOffer.run(for: owner) { return words }
        Output.note(owner.advice)
        while true {
            let first = try Prompt.secret(owner.prompt)
            do {
                let checked = try checked(first)
                guard try Prompt.secret(.askPassphraseAgain) == checked else {
                    throw Failure(.usage, .passphrasesDiffer)
                }
                return checked
            } catch let failure as Failure where failure.message.isAboutTheTyped {
                Output.note(.error(failure.message))
            }
        }
    }

    /// - Throws: ``Failure`` if a new passphrase is too short.
    static func checked(_ passphrase: String) throws -> String {
        guard passphrase.count >= minimumLetters else {
            throw Failure(.usage, .passphraseTooShort(minimumLetters), next: .passphraseAdvice)
        }
        return passphrase
    }
}

extension Secrets {
    /// A keystore slot's passphrase that is there already.
    static func slotPassphrase(_ slot: PassphraseSlot, file: String?) throws -> String {
        if let file { return try line(from: file) }
        return try Prompt.secret(.askSlotPassphrase(slot))
    }
}
