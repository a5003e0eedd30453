import Foundation
import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If this fails, a device key is an ornament.
@Suite struct DeviceKeyThiefTests {
    private func unlock(_ device: HeldKey<DeviceKeyRole>?) throws -> PresentedUnlockKey {
        let salt = try PassphraseSalt(bytes: [UInt8](repeating: 0xAB, count: 16))
        let key = try Passphrase(normalising: "the name of a cat").unlockKey(
            salt: salt, cost: .floor, deviceKey: device)
        return try key.withUnsafeBytes { try PresentedUnlockKey($0) }
    }

    @Test func `a stolen server with the passphrase opens nothing without the device key, and with it everything`()
        async throws
    {
        let staff = try await Staff()
        let device = HeldKey(try DeviceKey())
        _ = try await staff.vault.changePassphrase(
            staff.psychologist, old: try staff.test.key("cholpon"), new: try unlock(device), salt: TestVault.salt,
            passes: 3, memoryKiB: 65_536)
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "told to her"), idempotencyKey: nil)
        await staff.vault.beginStopping()
        try await staff.vault.close()
        // The thief has every file and the passphrase, and starts the daemon of the house.
        var stolen = staff.test.settings
        let loot = staff.test.folder + "-stolen"
        try FileManager.default.copyItem(atPath: staff.test.folder, toPath: loot)
        defer { try? FileManager.default.removeItem(atPath: loot) }
        stolen.dataFolder = loot + "/data"
        stolen.keystore = loot + "/keystore"
        stolen.mirror = loot + "/mirror"
        stolen.rootKey = .file(path: loot + "/root.key")
        let thief = try await TestVault.open(stolen)
        #expect(await refusal { try await thief.login(name: "cholpon", key: try unlock(nil), uid: 1) } == .loginRefused)
        let other = HeldKey(try DeviceKey())
        #expect(
            await refusal { try await thief.login(name: "cholpon", key: try unlock(other), uid: 2) } == .loginRefused)
        // The control: the one missing secret.
        let token = try await thief.login(name: "cholpon", key: try unlock(device), uid: 3)
        let session = try thief.session(token: token.token, uid: 3)
        #expect(try await thief.readNote(session, id: note.id.hex, version: nil).text == "told to her")
    }
}
