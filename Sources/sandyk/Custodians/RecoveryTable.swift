import ArgumentParser
import Glibc
import VaultClient
import VaultModel

/// Where a ceremony's words and cards come from: people at the terminal, or files.
struct CardOptions: ParsableArguments {
    @Option(name: .customLong("key-words"), help: Help.recoverWords) var keyWords: [String] = []
    @Option(name: .customLong("card-file"), help: Help.cardFile) var files: [String] = []

    /// Words by name, from `NAME: six words`; in a succession six words alone, which stand under no name.
    func words(of purpose: CeremonyPurpose) throws -> [String: String] {
        var words: [String: String] = [:]
        for text in keyWords {
            if purpose == .succeed {
                words[""] = text.trimmed
                continue
            }
            guard let colon = text.firstIndex(of: ":") else { throw Failure(.usage, .wordsWithoutName) }
            words[String(text[..<colon]).trimmed] = String(text[text.index(after: colon)...]).trimmed
        }
        return words
    }
}

/// The table at which custodians sit down: begins a ceremony, takes key words and cards, tells what came of it.
struct RecoveryTable {
    let context: Context
    let client: VaultClient
    let cards: CardOptions?

    init(context: Context, cards: CardOptions? = nil, client: VaultClient? = nil) {
        self.context = context
        self.cards = cards
        self.client = client ?? context.client
    }

    /// Cards in any order, from here or, meanwhile, from other terminals. Without a terminal and with fewer files than
    /// cards the ceremony stays open.
    func run(_ request: BeginRecoveryRequest) async throws {
        let words = try cards?.words(of: request.purpose) ?? [:]
        var recovery = try await client.beginRecovery(request)
        let id = recovery.id.hex
        Output.note(.recoveryBegan(recovery))
        do {
            if recovery.successor != nil { recovery = try await typeSuccessorWords(id, words[""]) }
            for person in recovery.people where person.words == "waiting" {
                recovery = try await typeWords(id, person.name, words[person.name], alone: recovery.people.count == 1)
            }
        } catch {
            // No card is in it yet, and it would stand in the way of the next attempt.
            _ = try? await client.cancelRecovery(id)
            throw error
        }
        for file in cards?.files ?? [] where recovery.state == .open { recovery = try await add(id, file: file) }
        while recovery.state == .open, cards?.files.isEmpty ?? true {
            recovery = try await addTyped(id, after: .recoveryState(recovery))
        }
        // What only the beginner is told may have come from another terminal's card.
        if recovery.state == .done { recovery = try await finished(id, recovery) }
        try context.show(recovery) { Output.line(Message.recoveryState($0).text) }
    }

    /// After a last admin was recovered an own session may have ended; then the answer at hand has to do.
    private func finished(_ id: String, _ recovery: Recovery) async throws -> Recovery {
        (try? await client.recovery(id)) ?? recovery
    }

    private func typeWords(_ id: String, _ name: String, _ given: String?, alone: Bool) async throws -> Recovery {
        if let given { return try await client.recoveryWords(id, of: name, keyWords: given) }
        while true {
            let typed = try Prompt.line(alone ? .askKeyWords(name) : .askRecoveryWords(name)).trimmed
            if typed.isEmpty, alone { continue }
            do {
                return try await client.recoveryWords(id, of: name, keyWords: typed.isEmpty ? nil : typed)
            } catch let error as VaultClientError where error.isProblem(.keyWordsDiffer) {
                Output.note(.error(Failure(error).message))
            }
        }
    }

    /// The words of the key that takes over, compared by the daemon: asked for at every terminal, since whoever began may
    /// have typed those of a key of their own.
    func typeSuccessorWords(_ id: String, _ given: String?) async throws -> Recovery {
        while true {
            let typed = try given ?? Prompt.line(.askSuccessorWords).trimmed
            if typed.isEmpty, given == nil { continue }
            do {
                return try await client.recoveryWords(id, of: nil, keyWords: typed)
            } catch let error as VaultClientError where error.isProblem(.keyWordsDiffer) {
                // The daemon's sentence says what to think of it: here it is about no person.
                let failure = error.problem.map { Failure($0.code.exitStatus, .problem($0)) } ?? Failure(error)
                if given != nil { throw failure }
                Output.note(.error(failure.message))
            }
        }
    }

    /// One card from the first line of a file.
    func add(_ id: String, file: String) async throws -> Recovery { try await send(CardText.line(from: file), to: id) }

    /// One card typed at the screen, again after mistakes: there is no limit on honest retries, and the daemon says how
    /// long to wait. What is wrong with it may name a word, so it is said there too, and cleared with the card.
    func addTyped(_ id: String, after message: Message) async throws -> Recovery {
        var message = message
        while true {
            let words = try CardText.typed(after: message)
            do {
                return try await send(words, to: id)
            } catch let error as VaultClientError
                where error.isProblem(.cardRefused) || error.isProblem(.cardsOfAnotherKey)
                || error.isProblem(.recoveryDelayed) || error.isProblem(.recoveryUnderWay)
            {
                message = .error(Failure(error).message)
                if let seconds = error.problem?.retryAfterSeconds { message = .both(message, .waitSeconds(seconds)) }
            } catch let error as VaultClientError where error.isProblem(.notFound) {
                throw Failure(.notFound, .recoveryGone)
            }
        }
    }

    /// Sends the words and wipes them; none look how far the ceremony is.
    private func send(_ card: [UInt8], to id: String) async throws -> Recovery {
        var words = card
        defer { words.withUnsafeMutableBytes { if let base = $0.baseAddress { explicit_bzero(base, $0.count) } } }
        guard !words.isEmpty else { return try await client.recovery(id) }
        return try await client.addCard(words, to: id)
    }
}

/// A card's words as somebody gives them.
enum CardText {
    /// Words on a card.
    private static let count = 33

    /// The first line of a file; of standard input for `-`.
    static func line(from file: String) throws -> [UInt8] {
        if file == "-" { return try SmallFile.readLine(STDIN_FILENO, path: file) }
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.usage, .system(SystemError(path: file, number: errno))) }
        defer { close(descriptor) }
        return try SmallFile.readLine(descriptor, path: file)
    }

    /// Line after line on the terminal's other screen, until there are as many words as a card has, or an empty line.
    static func typed(after message: Message) throws -> [UInt8] {
        let screen = try CardScreen()
        screen.show(message.text)
        var words: [UInt8] = []
        var found = 0
        while found < count {
            let line = try Prompt.line(found == 0 ? .askCard : .askCardMore(found)).trimmed
            if line.isEmpty { break }
            found += line.split(whereSeparator: \.isWhitespace).count
            words += Array(line.utf8) + [UInt8(ascii: " ")]
        }
        return words
    }
}
