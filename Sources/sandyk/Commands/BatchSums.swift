import VaultModel

/// What became of several files or records, and how the command ends for it.
struct BatchSums<Item: Codable> {
    /// What went through.
    var items: [Item] = []
    private var failures: [BatchFailure] = []
    private var status = ExitStatus.done

    /// Tells the person about one failure, and goes on.
    @discardableResult
    mutating func failed(_ name: String, _ error: any Error) -> Failure {
        let failure = Failure(error)
        Output.note(.failedFor(name, failure.message))
        if let next = failure.next { Output.note(next) }
        failures.append(BatchFailure(id: name, detail: failure.message.text))
        if status == .done { status = failure.status }
        return failure
    }

    /// Prints the sums and, if anything failed, throws the status of the first failure.
    func end(of total: Int, _ context: Context, done: Message.Deed) throws {
        if context.json {
            try Output.json(BatchAnswer(items: items, failed: failures))
        } else if total > 1 {
            Output.note(.sums(done: done, count: items.count, total: total))
        }
        guard status == .done else { throw EndedBatch(status: status) }
    }
}

/// One that did not go through.
struct BatchFailure: Codable {
    /// The file or the record.
    var id: String
    var detail: String
}

/// `--json` of a command for several files or records.
struct BatchAnswer<Item: Codable>: Codable {
    var items: [Item]
    var failed: [BatchFailure]
}

/// Everything has been told; only the exit status is left.
struct EndedBatch: Error {
    let status: ExitStatus
}
