import Foundation
import Testing
import VaultClient
import VaultCrypto

/// If one of these fails, a person's second secret is lost, or lies open.
@Suite struct DeviceKeyFileTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "device-key-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder + "/device")
    }

    private func bytes(_ file: DeviceKeyFile) -> [UInt8] { file.key.key.withUnsafeBytes { Array($0) } }

    @Test func `one is made where there is none, for its owner only, and read from then on`() throws {
        try inFolder { path in
            let made = try DeviceKeyFile(readingOrMaking: path)
            #expect(made.isNew)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o400)
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("sandyk-device-"))
            let again = try DeviceKeyFile(readingOrMaking: path)
            #expect(!again.isNew)
            #expect(bytes(again) == bytes(made))
            #expect(try bytes(DeviceKeyFile(reading: path)) == bytes(made))
        }
    }

    @Test func `what is no device key, is damaged or open to others is refused and left as it is`() throws {
        try inFolder { path in
            for (text, mode) in [("my diary\n", 0o600), ("", 0o600)] {
                try? FileManager.default.removeItem(atPath: path)
                try Data(text.utf8).write(to: URL(filePath: path))
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                #expect(throws: VaultClientError.self) { try DeviceKeyFile(readingOrMaking: path) }
                #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
            }
            try FileManager.default.removeItem(atPath: path)
            _ = try DeviceKeyFile(readingOrMaking: path)
            var text = try String(contentsOfFile: path, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: path)
            #expect(throws: VaultClientError.self) { try DeviceKeyFile(reading: path) }
            let letter = text.index(text.startIndex, offsetBy: 20)
            text.replaceSubrange(letter...letter, with: text[letter] == "a" ? "b" : "a")
            try FileManager.default.removeItem(atPath: path)
            try Data(text.utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
            #expect(throws: VaultClientError.self) { try DeviceKeyFile(reading: path) }
        }
    }

    @Test func `a file that is not there is not made where one is only to be read`() throws {
        try inFolder { path in
            let error = #expect(throws: VaultClientError.self) { try DeviceKeyFile(reading: path) }
            #expect(error?.code == .deviceKeyUnusable)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
