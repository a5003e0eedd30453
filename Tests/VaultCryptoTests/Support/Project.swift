import Foundation

/// Where things lie around these tests.
enum Project {
    /// The project's root, found from this file.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// Public vectors that nobody on this project wrote; absent in a user's own clone.
    static let publicVectors = root.appending(path: "../shared/vectors").standardizedFileURL
    /// Our own frozen vectors, checked in.
    static let frozenVectors = root.appending(path: "Tests/VaultCryptoTests/Vectors")
    /// Snippets that must not compile.
    static let snippets = root.appending(path: "Tests/VaultCryptoTests/DoesNotCompile")

    /// Whether the public vectors are there; says so if not.
    static let hasPublicVectors: Bool = {
        let isThere = FileManager.default.fileExists(atPath: publicVectors.appending(path: "wycheproof").path)
        if !isThere { print("skipped: no public vectors in \(publicVectors.path)") }
        return isThere
    }()

    /// Whether SLIP-0039's vectors are there; says so if not.
    static let hasShareVectors: Bool = {
        let isThere = FileManager.default.fileExists(atPath: shareVectors.path)
        if !isThere { print("skipped: no SLIP-0039 vectors in \(publicVectors.path)") }
        return isThere
    }()
    /// SLIP-0039's own vectors.
    static let shareVectors = publicVectors.appending(path: "slip39/vectors.json")
}
