import Foundation
import Testing

@testable import sandyk

@Suite struct FileTests {
    @Test(arguments: [
        ("Доверенность.pdf", "Доверенность.pdf"), ("../../etc/passwd", "_.._etc_passwd"), ("..", "fallback"),
        (".bashrc", "bashrc"), ("", "fallback"), ("a\u{0}b\nc\u{202E}d.txt", "abcd.txt"), ("/", "fallback"),
        ("  x ", "x"), ("C:\\x", "C:_x"),
    ])
    func `a name from the vault cannot leave the folder or hide`(name: String, safe: String) {
        #expect(FileName.sanitised(name, fallback: "fallback") == safe)
    }

    @Test func `a long name keeps its ending and whole letters`() {
        let safe = FileName.sanitised(String(repeating: "ө", count: 300) + ".docx", fallback: "x")
        #expect(safe.utf8.count <= 255)
        #expect(safe.hasSuffix("ө.docx"))
    }

    @Test func `two documents of one name stand beside each other`() {
        #expect(FileName.beside("Доверенность.pdf", mark: "2f41") == "Доверенность (2f41).pdf")
    }

    @Test func `a file that is there is never replaced without being told, and nothing else stays`() throws {
        let folder = try TemporaryFolder()
        try Data("old".utf8).write(to: folder.file("x"))
        let file = try NewFile(folder: folder.path, name: "x")
        try file.write(Array("new".utf8))
        #expect(throws: Failure.self) { try file.commit(replacing: false) }
        _ = consume file
        #expect(try String(contentsOf: folder.file("x"), encoding: .utf8) == "old")
        #expect(try folder.names() == ["x"])
    }

    @Test func `a file appears whole, for its owner only`() throws {
        let folder = try TemporaryFolder()
        let file = try NewFile(folder: folder.path, name: "x")
        try file.write([1, 2, 3])
        #expect(!FileManager.default.fileExists(atPath: folder.file("x").path))
        try file.commit(replacing: false)
        #expect(try folder.names() == ["x"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("x").path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `before it has its name a file has none: killed in the middle, it leaves nothing`() throws {
        // Memory-backed: not every file system that a test's folder lies on knows files without a name.
        let folder = try TemporaryFolder(in: "/dev/shm")
        let file = try NewFile(folder: folder.path, name: "x")
        try file.write([1, 2, 3])
        #expect(try folder.names() == [])
        try file.commit(replacing: true)
        #expect(try folder.names() == ["x"])
    }

    @Test func `a file that was given up leaves nothing`() throws {
        let folder = try TemporaryFolder()
        do {
            let file = try NewFile(folder: folder.path, name: "x")
            try file.write([1, 2, 3])
        }
        #expect(try folder.names() == [])
    }

    @Test(arguments: [
        ("a.pdf", "%PDF-1.4", "application/pdf", false), ("a.pdf", "MZ", "application/octet-stream", true),
        ("a.png", "%PDF-1.4", "application/pdf", true), ("a.txt", "Объяснение", "text/plain", false),
        ("a.docx", "PK\u{3}\u{4}", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
        ("a", "%PDF-1.4", "application/pdf", false), ("a", "x", "application/octet-stream", false),
        ("a.odt", "", "application/vnd.oasis.opendocument.text", false),
    ])
    func `a media type is what name and content agree on`(name: String, start: String, type: String, odd: Bool) {
        let found = MediaType(name: name, start: Array(start.utf8))
        #expect(found.text == type)
        #expect(found.contradictsEnding == odd)
    }
}

/// A folder that goes with the test.
final class TemporaryFolder {
    let path: String

    init(in parent: String = NSTemporaryDirectory()) throws {
        path = "\(parent.hasSuffix("/") ? String(parent.dropLast()) : parent)/sandyk-test-\(RandomName.make())"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> URL { URL(filePath: "\(path)/\(name)") }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
