import ArgumentParser

/// `sandyk doc …`
struct DocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doc", abstract: Help.document,
        subcommands: [
            DocumentPut.self, RecordList<DocumentForm>.self, DocumentGet.self, RecordHistory.self,
            RecordWithdraw.self,
        ])
}
