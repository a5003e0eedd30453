import ArgumentParser
import Glibc
import Synchronization
import VaultClient
import VaultModel

/// `sandyk doc get`
struct DocumentGet: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: Help.documentGet, discussion: Help.documentGetMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.documentIDs) var ids: [String]
    @Flag(help: Help.allDocuments) var all = false
    @Option(name: .shortAndLong, help: Help.output, completion: .file()) var output: String?
    @Flag(help: Help.force) var force = false
    @Option(help: Help.version) var version: UInt64?

    func validate() throws {
        if all, ids.count != 1 { throw ValidationError(Help.codeForAll) }
        if version != nil, all || ids.count > 1 { throw ValidationError(Help.oneVersion) }
        if output == "-", all || ids.count > 1 { throw ValidationError(Help.oneToOutput) }
        if output == "-", global.json { throw ValidationError(Help.oneToOutput) }
    }

    func run(_ context: Context) async throws {
        if output == "-" { return try await write(ids[0], context) }
        let wanted = all ? try await documents(of: try CaseCode(ids[0]), context) : ids
        var target = try DownloadTarget(output, several: all || wanted.count > 1)
        var sums = BatchSums<FetchedDocument>()
        for id in wanted {
            do {
                let fetched = try await get(id, into: &target, context)
                sums.items.append(fetched)
                if !context.json { Output.line(Message.documentFetched(fetched).text) }
            } catch {
                if error is CancellationError { throw error }
                let failure = sums.failed(ShortID.of(id), error)
                if failure.status == .unavailable || (error as? VaultClientError)?.endsBatch == true { break }
            }
        }
        if all, wanted.isEmpty, !context.json { Output.note(.noDocuments) }
        try sums.end(of: wanted.count, context, done: .fetched)
    }

    private func documents(of code: CaseCode, _ context: Context) async throws -> [String] {
        let client = context.client
        var ids: [String] = []
        var after: String?
        repeat {
            let page = try await client.records(of: code, form: .document, after: after, limit: Limits.pageItems)
            ids += page.items.map(\.id.hex)
            after = page.next
        } while after != nil
        return ids
    }

    private func get(_ id: String, into target: inout DownloadTarget, _ context: Context) async throws
        -> FetchedDocument
    {
        let found = try await RecordVersions.find(id, version: version, context.client)
        guard let document = found.document else { throw Failure(.usage, .isANote(id)) }
        let name = target.name(for: document.name, id: id)
        if !force { try target.checkFree(name) }
        let file = try NewFile(folder: target.folder, name: name)
        let bar = ProgressBar(name, total: document.length)
        defer { bar.end() }
        var done: UInt64 = 0
        try await context.client.getDocument(id, version: found) { piece in
            try file.write(piece)
            done += UInt64(piece.count)
            bar.update(done)
        }
        try file.commit(replacing: force)
        target.taken.insert(name)
        return FetchedDocument(
            id: id, path: file.path, version: found.version, length: document.length,
            contentHash: document.contentHash)
    }

    /// To standard output, for pipes; what came before a failure cannot be called back, but the exit status tells.
    private func write(_ id: String, _ context: Context) async throws {
        let found = try await RecordVersions.find(id, version: version, context.client)
        guard let document = found.document else { throw Failure(.usage, .isANote(id)) }
        guard force || !Output.isTerminal || document.mediaType.hasPrefix("text/") else {
            throw Failure(.usage, .notOnATerminal)
        }
        try await context.client.getDocument(id, version: found) { Output.bytes($0) }
    }
}

/// What `doc get` wrote.
struct FetchedDocument: Codable, Sendable {
    /// The document.
    var id: String
    /// Where it is now.
    var path: String
    var version: UInt64
    var length: UInt64
    var contentHash: String
}

/// Where fetched documents go, and under which names.
struct DownloadTarget {
    /// Exists.
    let folder: String
    /// The name that the person chose for the one file.
    let chosen: String?
    /// Names that this command has given already.
    var taken: Set<String> = []

    /// - Throws: ``Failure`` unless the folder is there.
    init(_ output: String?, several: Bool) throws {
        guard let output else {
            (folder, chosen) = (".", nil)
            return
        }
        var status = stat()
        let isFolder = stat(output, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isFolder || several || output.hasSuffix("/") {
            guard isFolder else { throw Failure(.usage, .noSuchFolder(output)) }
            (folder, chosen) = (output, nil)
            return
        }
        let name = FileName.last(of: output)
        let parent = output.hasSuffix("/\(name)") ? String(output.dropLast(name.count + 1)) : ""
        folder = parent.isEmpty ? (output.hasPrefix("/") ? "/" : ".") : parent
        chosen = name
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.usage, .noSuchFolder(folder))
        }
    }

    /// The name for a document, beside others that this command has written.
    func name(for stored: String, id: String) -> String {
        if let chosen { return chosen }
        let name = FileName.sanitised(stored, fallback: "document-\(ShortID.of(id))")
        return taken.contains(name) ? FileName.beside(name, mark: ShortID.of(id)) : name
    }

    /// - Throws: ``Failure`` if a file of that name is there, before anything is fetched in vain.
    func checkFree(_ name: String) throws {
        var status = stat()
        if lstat("\(folder)/\(name)", &status) == 0 {
            throw Failure(.data, .fileExists("\(folder)/\(name)"), next: .nextForce)
        }
    }
}
