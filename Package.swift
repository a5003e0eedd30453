// swift-tools-version: 6.2
import PackageDescription

/// Settings that every Swift target shares (see STYLE in docs/decisions/0001-layout-and-contexts.md).
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// What a target that touches raw memory has on top.
let memorySafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "sandyk",
    products: [
        .executable(name: "sandykd", targets: ["sandykd"]),
        .executable(name: "sandyk", targets: ["sandyk"]),
        .library(name: "VaultClient", targets: ["VaultClient", "VaultModel"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "VaultCrypto", dependencies: ["CSodium", "VaultModel"], swiftSettings: memorySafe),
        .systemLibrary(name: "CLinux"),
        .target(name: "VaultModel", swiftSettings: strict),
        .target(
            name: "VaultStore",
            dependencies: ["VaultModel", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "VaultEngine",
            dependencies: [
                "VaultCrypto", "VaultModel", "VaultStore",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "VaultServer",
            dependencies: [
                "VaultEngine", "VaultModel",
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "VaultClient",
            dependencies: [
                "VaultCrypto", "VaultModel",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "sandykd",
            dependencies: [
                "CLinux", "VaultServer", "VaultEngine", "VaultModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "sandyk",
            dependencies: [
                "VaultClient", "VaultCrypto", "VaultModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "VaultCryptoTests", dependencies: ["VaultCrypto", "VaultModel"],
            exclude: ["DoesNotCompile", "Vectors"], swiftSettings: strict),
        .testTarget(
            name: "VaultEngineTests",
            dependencies: [
                "VaultCrypto", "VaultEngine", "VaultModel", "VaultStore",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "VaultStoreTests",
            dependencies: ["VaultModel", "VaultStore", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(name: "VaultTesting", path: "Tests/VaultTesting", swiftSettings: strict),
        .testTarget(
            name: "VaultModelTests", dependencies: ["VaultModel", "VaultTesting"], exclude: ["expectations"],
            swiftSettings: strict),
        .testTarget(
            name: "VaultServerTests",
            dependencies: [
                "VaultServer", "VaultEngine", "VaultModel", "VaultTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["AccessMatrix.tsv"], swiftSettings: strict),
        .testTarget(
            name: "VaultClientTests",
            dependencies: [
                "VaultClient", "VaultCrypto", "VaultModel", .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "sandykTests",
            dependencies: [
                "sandyk", "VaultClient", "VaultCrypto", "VaultModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TranscriptTests", dependencies: ["sandyk", "sandykd"], path: "Tests/Transcripts",
            exclude: [
                "access.txt", "custodians.txt", "decisions.txt", "documents.txt", "house.txt", "notes.txt",
                "people.txt",
                "technician.txt",
            ], swiftSettings: strict),
        .testTarget(
            name: "sandykdTests",
            dependencies: ["sandykd", "VaultEngine", "VaultServer"],
            swiftSettings: strict),
    ]
)
