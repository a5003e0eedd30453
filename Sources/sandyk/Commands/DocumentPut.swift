import ArgumentParser
import Glibc
import VaultClient
import VaultModel

/// `sandyk doc put`
struct DocumentPut: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: Help.documentPut, discussion: Help.documentPutMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Argument(help: Help.files, completion: .file()) var files: [String]
    @Option(help: Help.kind) var kind: RecordKind?
    @Option(help: Help.replaces) var replaces: String?
    @Option(help: Help.documentName) var name: String?

    func validate() throws {
        if name != nil || replaces != nil, files.count > 1 { throw ValidationError(Help.oneFile) }
        if files.contains("-"), name == nil { throw ValidationError(Help.nameForInput) }
        if files.count(where: { $0 == "-" }) > 1 { throw ValidationError(Help.oneFile) }
    }

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        var sums = BatchSums<RecordItem>()
        for file in files {
            do {
                let record = try await put(file, code, context)
                sums.items.append(record)
                if !context.json { Output.line(Message.documentStored(record).text) }
            } catch {
                if error is CancellationError { throw error }
                let failure = sums.failed(file, error)
                // Nothing that follows can go better without a daemon or a session.
                if failure.status == .unavailable || (error as? VaultClientError)?.endsBatch == true { break }
            }
        }
        try sums.end(of: files.count, context, done: .stored)
    }

    private func put(_ file: String, _ code: CaseCode, _ context: Context) async throws -> RecordItem {
        let source = try DocumentSource(file, name: name)
        defer { source.close() }
        if source.type.contradictsEnding { Output.note(.typeContradicts(source.name, source.type.text)) }
        let upload = DocumentUpload(
            name: source.name, mediaType: source.type.text, kind: kind, length: source.length)
        let bar = ProgressBar(source.name, total: source.length)
        defer { bar.end() }
        let content = FilePieces(descriptor: source.descriptor)
        let key = VaultClient.newIdempotencyKey()
        guard let replaces else {
            return try await context.client.putDocument(
                upload, content: content, in: code, idempotencyKey: key, progress: bar.update)
        }
        let newest = try await RecordVersions.find(replaces, version: nil, context.client)
        return try await context.client.replaceDocument(
            replaces, after: newest.version, upload, content: content, idempotencyKey: key, progress: bar.update)
    }
}

/// A file, or standard input, that is to be stored.
struct DocumentSource {
    let descriptor: Int32
    let name: String
    let length: UInt64?
    let type: MediaType

    /// - Throws: ``Failure`` unless `file` is a regular file that can be read; ``SystemError``.
    init(_ file: String, name: String?) throws {
        let shown = name ?? FileName.last(of: file)
        guard !shown.isEmpty, shown.utf8.count <= Limits.fileNameBytes else {
            throw Failure(.usage, .nameTooLong(shown))
        }
        self.name = shown
        guard file != "-" else {
            descriptor = STDIN_FILENO
            length = nil
            type = MediaType(name: shown, start: [])
            return
        }
        let opened = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard opened >= 0 else {
            throw errno == ENOENT ? Failure(.notFound, .noSuchFile(file)) : SystemError(path: file, number: errno)
        }
        descriptor = opened
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(opened)
            throw Failure(.usage, .notAFile(file))
        }
        length = UInt64(status.st_size)
        let start = [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
            count = max(0, pread(opened, buffer.baseAddress, buffer.count, 0))
        }
        type = MediaType(name: shown, start: start)
    }

    func close() {
        if descriptor != STDIN_FILENO { Glibc.close(descriptor) }
    }
}

extension VaultClientError {
    /// Whether every further file of a batch would fail in the same way.
    var endsBatch: Bool { isProblem(.notLoggedIn) || isProblem(.sessionExpired) || isProblem(.stopping) }
}
