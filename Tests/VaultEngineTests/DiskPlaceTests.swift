import Foundation
import Testing

import VaultEngine

/// If one of these fails, `doctor` calls a disk safe that a thief can read.
@Suite struct DiskPlaceTests {
    private let sys = NSTemporaryDirectory() + "sandyk-sys-" + UUID().uuidString

    /// Devices under a made-up /sys: the name, what it stands on, its dm uuid.
    private func with(
        _ devices: [(name: String, on: [String], uuid: String?)], partitions: [String: String] = [:],
        _ body: () throws -> Void
    ) throws {
        let manager = FileManager.default
        defer { try? manager.removeItem(atPath: sys) }
        try manager.createDirectory(atPath: sys + "/dev/block", withIntermediateDirectories: true)
        for (number, device) in devices.enumerated() {
            let home = path(device.name)
            try manager.createDirectory(atPath: home + "/slaves", withIntermediateDirectories: true)
            if let uuid = device.uuid {
                try manager.createDirectory(atPath: home + "/dm", withIntermediateDirectories: true)
                try uuid.write(toFile: home + "/dm/uuid", atomically: true, encoding: .utf8)
            }
            try manager.createSymbolicLink(atPath: sys + "/dev/block/8:\(number)", withDestinationPath: home)
        }
        for (partition, disk) in partitions {
            try manager.createDirectory(atPath: path(disk) + "/" + partition, withIntermediateDirectories: true)
            try "1".write(toFile: path(disk) + "/\(partition)/partition", atomically: true, encoding: .utf8)
            try manager.createSymbolicLink(
                atPath: sys + "/dev/block/9:\(partition)", withDestinationPath: path(disk) + "/" + partition)
        }
        for device in devices {
            for slave in device.on {
                try manager.createSymbolicLink(
                    atPath: path(device.name) + "/slaves/" + slave, withDestinationPath: path(slave))
            }
        }
        try body()
    }

    private func path(_ name: String) -> String { sys + "/devices/block/" + name }

    @Test func `a plain partition is plain`() throws {
        try with([("sda", [], nil)], partitions: ["sda1": "sda"]) {
            #expect(DiskPlace(device: "8:0", sys: sys).encryption == .plain)
            #expect(DiskPlace(device: "9:sda1", sys: sys).encryption == .plain)
            // Two partitions of one disk go together, whoever takes it.
            #expect(DiskPlace(device: "9:sda1", sys: sys).disks == ["sda"])
        }
    }

    @Test func `a volume on LUKS is encrypted, however deep`() throws {
        try with([("dm-1", ["dm-0"], "LVM-abc"), ("dm-0", ["sda"], "CRYPT-LUKS2-abc-root"), ("sda", [], nil)]) {
            #expect(DiskPlace(device: "8:0", sys: sys).encryption == .encrypted)
            #expect(DiskPlace(device: "8:1", sys: sys).encryption == .encrypted)
        }
    }

    @Test func `a volume that is half on LUKS is plain`() throws {
        try with([
            ("dm-1", ["dm-0", "sdb"], "LVM-abc"), ("dm-0", ["sda"], "CRYPT-LUKS2-abc-root"), ("sda", [], nil),
            ("sdb", [], nil),
        ]) {
            #expect(DiskPlace(device: "8:0", sys: sys).encryption == .plain)
        }
    }

    @Test func `what has no block device is not called anything`() throws {
        try with([]) { #expect(DiskPlace(device: "0:42", sys: sys).encryption == .unknown) }
        #expect(DiskPlace(path: "/no/such/path", sys: sys) == nil)
    }
}
